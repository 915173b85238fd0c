"""Works out at which moments of a week people with one slot are asked; pure, in UTC.

The week is the organisation's, the hour is the person's: somebody far away is asked within the
organisation's week all the same. A local time that a clock change skips or repeats is one moment.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wellbeing.rhythm.slots import HOURS, Messages, Slot
from wellbeing.rhythm.wishes import Away
from wellbeing.week import Week

# Sends of one hour are spread over it, so that a whole organisation does not arrive in a minute.
SPREAD = timedelta(minutes=50)
# What has not left by then waits for another moment, so that nothing runs into quiet hours.
WINDOW = timedelta(minutes=58)
# Where a window is looked at: nothing quiet is shorter than the time between two of these.
LOOKED_AT = tuple(timedelta(minutes=minutes) for minutes in (0, 15, 30, 45, 59))
# A reminder comes at least so long after its invitation; two days when the week allows.
SOONEST_REMINDER = timedelta(hours=20)
WISHED_REMINDER = timedelta(hours=44)
# The first week of every rota: the Monday of 1970-W02, so that all rotas count alike.
ROTA_BEGINS = Week(1970, 2)
# How good a day is: worked and no public holiday, then any other day, then public holidays.
GOOD, FREE, HOLIDAY = range(3)


@dataclass(frozen=True)
class Moments:
    """The first moment of sending an invitation and a reminder; none where none is wanted."""

    invitation: datetime | None = None
    reminder: datetime | None = None


@dataclass(frozen=True)
class Span:
    """A time from one moment until (not including) another, in UTC."""

    opens: datetime
    closes: datetime

    @classmethod
    def of(cls, week: Week, zone: str) -> "Span":
        """Return a week as it runs in the organisation's zone."""
        place = ZoneInfo(zone)
        return cls(
            datetime.combine(week.monday, time(), place).astimezone(UTC),
            datetime.combine(week.plus(1).monday, time(), place).astimezone(UTC),
        )

    def holds(self, moment: datetime) -> bool:
        """Say whether everything that is spread from this moment on leaves within the span."""
        return self.opens <= moment and moment + WINDOW < self.closes


@dataclass(frozen=True)
class Frame:
    """A week of the organisation: when it runs, and the public holidays in and beside it."""

    week: Week
    span: Span
    holidays: Collection[date] = frozenset()


def moments(slot: Slot, frame: Frame) -> Moments:
    """Return when people with this slot are asked in a week; a week without a worked day has none."""
    if not _is_asked(slot, frame):
        return Moments()
    invitation = next(_choices(slot, frame), None)
    if invitation is None:
        return Moments()
    return Moments(invitation, reminder_after(slot, frame, invitation))


def reminder_after(
    slot: Slot, frame: Frame, invitation: datetime, now: datetime | None = None
) -> datetime | None:
    """Take the first good moment two days on, or else the first one a day on; None where none is wanted."""
    if slot.messages is not Messages.BOTH or not _is_asked(slot, frame):
        return None
    later = sorted(
        moment
        for moment in _choices(slot, frame)
        if moment - invitation >= SOONEST_REMINDER
        and (now is None or moment >= now)
        and _how_good(slot, frame, moment) == GOOD
    )
    wished = (moment for moment in later if moment - invitation >= WISHED_REMINDER)
    return next(wished, later[0] if later else None)


@dataclass(frozen=True)
class Search:
    """What may be found from `now` on.

    `at_once` means the first clear moment; otherwise days are looked for in the usual order, and
    `now` itself is the last of its kind.
    """

    now: datetime
    at_once: bool = False
    # Days off and holidays too, when no good day is left.
    spare: bool = False
    away: Away | None = None


def next_moment(slot: Slot, frame: Frame, search: Search) -> datetime | None:
    """Return the next good moment of a week, on the best days that are left; None when none is."""
    if not _is_asked(slot, frame):
        return None
    found = [moment for moment in _choices(slot, frame) if moment >= search.now]
    if _is_clear(slot, search.now) and frame.span.holds(search.now):
        found.append(search.now)
    if search.at_once:
        found.sort()
    for moment in sorted(found, key=lambda moment: _how_good(slot, frame, moment)):
        how_good = _how_good(slot, frame, moment)
        is_away = search.away is not None and search.away.holds(day_of(slot, moment))
        if not is_away and (search.spare or how_good == GOOD):
            return moment
    return None


def day_of(slot: Slot, moment: datetime) -> date:
    """Return the day of a moment where the person lives."""
    return moment.astimezone(ZoneInfo(slot.zone)).date()


def _is_asked(slot: Slot, frame: Frame) -> bool:
    return slot.messages is not Messages.NONE and bool(_worked(slot, frame.week))


def _worked(slot: Slot, week: Week) -> frozenset[int]:
    return slot.worked[week.since(ROTA_BEGINS) % len(slot.worked)]


def _how_good(slot: Slot, frame: Frame, at: datetime | date) -> int:
    day = day_of(slot, at) if isinstance(at, datetime) else at
    if day in frame.holidays:
        return HOLIDAY
    # A day beside the week belongs to the neighbouring week of the rota.
    return GOOD if day.weekday() in _worked(slot, Week.of(day)) else FREE


def _choices(slot: Slot, frame: Frame) -> Iterator[datetime]:
    """Yield one moment a day, the best day first; a day off or a holiday only when nothing else is left."""
    # A day before Monday or after Sunday where the person lives may lie in the organisation's week.
    numbers = sorted(range(-1, 8), key=lambda day: (day < slot.day, abs(day - slot.day)))
    days = [frame.week.monday + timedelta(days=number) for number in numbers]
    for day in sorted(days, key=lambda day: _how_good(slot, frame, day)):
        moment = _on(slot, day, frame.span)
        if moment is not None:
            yield moment


def _on(slot: Slot, day: date, span: Span) -> datetime | None:
    """Return the moment of a day nearest to the wished hour that is not quiet; None when there is none."""
    place = ZoneInfo(slot.zone)
    for hour in sorted(HOURS, key=lambda hour: (abs(hour - slot.hour), hour)):
        moment = datetime.combine(day, time(hour), place).astimezone(UTC)
        # An hour that a clock change skips lands on another one, or on the day before or after.
        if (
            moment.astimezone(place).date() == day
            and _is_clear(slot, moment)
            and span.holds(moment)
        ):
            return moment
    return None


def _is_clear(slot: Slot, moment: datetime) -> bool:
    """Say whether nothing that is spread from this moment on leaves in quiet hours."""
    place = ZoneInfo(slot.zone)
    return not any(slot.quiet.holds((moment + late).astimezone(place).hour) for late in LOOKED_AT)
