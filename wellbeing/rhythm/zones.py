"""The time zones a person can choose, by the names people know."""

from zoneinfo import available_timezones

# Staff of one organisation: home, and the places people most often work from for a while.
ZONES = tuple(
    sorted(
        (zone, zone.replace("_", " ").replace("/", ": "))
        for zone in available_timezones()
        if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/"))
    )
)
