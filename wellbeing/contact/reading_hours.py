"""When a letter is read and usually answered, by the staffed hours and by who is there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wellbeing.clock import local_day
from wellbeing.cover.hours import NobodyThereError, StaffedHours

A_DAY = timedelta(days=1)
# So far ahead is looked for a day on which the contact is there.
LONGEST_LOOK = 120
IsThere = Callable[[date], bool]


@dataclass(frozen=True)
class Reading:
    """The days on which a letter sent now is read and usually answered."""

    read_on: date
    answered_by: date


def reading(
    hours: StaffedHours, is_there: IsThere, now: datetime, working_days: int
) -> Reading | None:
    """Return when a letter sent now is read, and answered so many staffed days of the reader later.

    None where nobody can say: no day ahead is staffed, or the reader is away on all of them.
    """
    try:
        first = local_day(hours.next_open(now), hours.zone)
    except NobodyThereError:
        return None
    days = _days(hours, is_there, first)
    read_on = next(days, None)
    if read_on is None:
        return None
    sent_on = local_day(now, hours.zone)
    # The day of sending never counts, as with every other promise.
    left = working_days - (read_on > sent_on)
    answered_by = read_on
    while left:
        following = next(days, None)
        if following is None:
            return None
        answered_by, left = following, left - 1
    return Reading(read_on, answered_by)


def _days(hours: StaffedHours, is_there: IsThere, first: date) -> Iterator[date]:
    days = (first + A_DAY * number for number in range(LONGEST_LOOK))
    return (day for day in days if hours.is_working_day(day) and is_there(day))
