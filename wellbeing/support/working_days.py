"""Which day a promise of some working days falls on."""

from datetime import date, timedelta

# Monday is 0. Holidays of the four nations and staffed hours are not known here yet.
SATURDAY = 5


def working_days_after(day: date, count: int) -> date:
    """Return the last day of a promise: the day of asking is never counted itself."""
    last = day
    while count:
        last += timedelta(days=1)
        count -= last.weekday() < SATURDAY
    return last
