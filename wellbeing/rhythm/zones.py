"""The time zones a person can choose, by the names people know."""

from zoneinfo import available_timezones


def named(zone: str) -> str:
    """Return a zone as people read it."""
    return zone.replace("_", " ").replace("/", ": ")


# Staff of one organisation: home, and the places people most often work from for a while.
ZONES = tuple(
    sorted(
        (zone, named(zone))
        for zone in available_timezones()
        if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/"))
    )
)
