"""The time zone data of this machine: how old it is, and when clocks change next."""

import zoneinfo
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wellbeing.running.lines import Line

WHAT = "Time zone data"
# Countries change their rules several times a year, mostly with little warning.
OLDEST_YEARS = 2
LOOK_AHEAD = timedelta(days=731)
A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
# Where systems and Debian write which version they have.
VERSION_FILES = ("tzdata.zi", "+VERSION", "version")
LONGEST_VERSION = 40
UPDATE = (
    "Update the system's package tzdata and, in the environment of the service, "
    "`pip install --upgrade tzdata`. Then start the service again."
)


def line(zone: str, now: datetime, folders: tuple[str, ...] | None = None) -> Line:
    """Say whether people's hours can be worked out, now and after the next changes of the clock."""
    try:
        ahead = tuple(next_changes(zone, now))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return Line.troubled(WHAT, f"The zone {zone} is not known to this machine.", UPDATE)
    found = version(zoneinfo.TZPATH if folders is None else folders)
    if found is None:
        return Line.troubled(WHAT, "It does not say which version it is.", UPDATE)
    if now.year - int(found[:4]) >= OLDEST_YEARS:
        return Line.troubled(
            WHAT,
            f"Version {found} is old: messages may come an hour early or late where rules changed.",
            UPDATE,
        )
    days = " and ".join(f"{day.day} {day:%B %Y}" for day in ahead)
    changes = f"Clocks change on {days}." if days else "Clocks do not change in the next two years."
    return Line(WHAT, f"Version {found}, for {zone}. {changes}")


def next_changes(zone: str, now: datetime, most: int = 2) -> Iterator[date]:
    """Yield the days on which clocks of a zone change next."""
    place = ZoneInfo(zone)
    at, ends = now.astimezone(UTC), now + LOOK_AHEAD
    while at < ends and most:
        after = at + A_DAY
        if _offset(place, at) != _offset(place, after):
            yield _moment_of_change(place, at, after).astimezone(place).date()
            most -= 1
        at = after


def version(folders: tuple[str, ...]) -> str | None:
    """Return the version of the data that is used: the system's, or else the package's."""
    for folder in folders:
        if (Path(folder) / "Europe" / "London").exists():
            return _version_in(Path(folder))
    with suppress(ImportError):
        import tzdata  # type: ignore[import-untyped]

        return str(tzdata.IANA_VERSION)
    return None


def _version_in(folder: Path) -> str | None:
    for name in VERSION_FILES:
        with suppress(OSError, UnicodeDecodeError):
            with (folder / name).open(encoding="ascii") as opened:
                first = opened.readline(LONGEST_VERSION)
            found = first.removeprefix("# version ").strip()
            if found[:4].isdecimal():
                return found
    return None


def _offset(place: ZoneInfo, at: datetime) -> timedelta | None:
    return at.astimezone(place).utcoffset()


def _moment_of_change(place: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Close in on the change that lies between two moments."""
    old = _offset(place, before)
    while after - before > A_MINUTE:
        middle = before + (after - before) / 2
        before, after = (middle, after) if _offset(place, middle) == old else (before, middle)
    return after
