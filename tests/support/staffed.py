"""Staffed time counted by hand, quarter by quarter, beside the service's own reckoning.

Public holidays are written out from the governments' lists, so that a fault in the library that
knows them cannot hide in the expectation.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
QUARTER = timedelta(minutes=15)
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
_ENGLAND = (
    "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25",
    "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30",
    "2027-12-27", "2027-12-28",
)  # fmt: skip
_HOLIDAYS: Mapping[str, Sequence[str]] = {
    "england": _ENGLAND,
    "wales": _ENGLAND,
    "scotland": (
        "2026-01-01", "2026-01-02", "2026-04-03", "2026-05-04", "2026-05-25", "2026-06-15",
        "2026-08-03", "2026-11-30", "2026-12-25", "2026-12-28", "2027-01-01", "2027-01-04",
        "2027-03-26", "2027-05-03", "2027-05-31", "2027-08-02", "2027-11-30", "2027-12-27",
        "2027-12-28",
    ),
    "northern_ireland": (*_ENGLAND, "2026-03-17", "2026-07-13", "2027-03-17", "2027-07-12"),
}  # fmt: skip
NATIONS = tuple(_HOLIDAYS)


@cache
def holidays(nation: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(one) for one in _HOLIDAYS[nation])


def is_staffed(day: date, nation: str) -> bool:
    return day.weekday() < 5 and day not in holidays(nation)


@cache
def quarters(nation: str) -> tuple[datetime, ...]:
    """Return when each staffed quarter of an hour begins: Monday to Friday, 9:00 to 17:00."""
    days = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    return tuple(
        datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)
        for day in days
        if is_staffed(day, nation)
        for hour in range(9, 17)
        for minute in (0, 15, 30, 45)
    )


def after(now: datetime, hours: int, nation: str) -> datetime:
    """Return the moment at which so many staffed hours are over; `now` is on a quarter of an hour."""
    found = quarters(nation)
    return found[bisect_left(found, now) + 4 * hours]


def due_at(now: datetime, working_days: int, nation: str) -> datetime:
    """Return when the last day of a promise ends, the day of asking left out."""
    day = now.astimezone(LONDON).date()
    while working_days:
        day += timedelta(days=1)
        working_days -= is_staffed(day, nation)
    return datetime(day.year, day.month, day.day, 17, tzinfo=LONDON).astimezone(UTC)


def in_words(moment: datetime) -> str:
    here = moment.astimezone(LONDON)
    return f"{here:%A} {here.day} {here:%B}, {here.hour}:{here:%M}"
