"""Works out at which moments of a week people with one slot are asked; pure, in UTC.

The week is the organisation's, the hour is the person's: somebody far away is asked within the
organisation's week all the same. A local time that a clock change skips or repeats is one moment.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wellbeing.rhythm.slots import HOURS, Messages, Slot
from wellbeing.week import Week

# Sends of one hour are spread over it, so that a whole organisation does not arrive in a minute.
SPREAD = timedelta(minutes=50)
# A reminder comes at least so long after its invitation; two days when the week allows.
SOONEST_REMINDER = timedelta(hours=20)
WISHED_REMINDER = timedelta(hours=44)
# The first week of every rota: the Monday of 1970-W02, so that all rotas count alike.
ROTA_BEGINS = Week(1970, 2)


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
        return self.opens <= moment and moment + SPREAD < self.closes


def moments(slot: Slot, week: Week, span: Span, holidays: Collection[date]) -> Moments:
    """Return when people with this slot are asked in a week; a week without a worked day has none."""
    worked = slot.worked[week.since(ROTA_BEGINS) % len(slot.worked)]
    if slot.messages is Messages.NONE or not worked:
        return Moments()
    invitation = next(_choices(slot, week, span, holidays), None)
    if invitation is None or slot.messages is Messages.INVITATION:
        return Moments(invitation)
    return Moments(invitation, _reminder(slot, week, span, holidays, invitation))


def next_moment(
    slot: Slot, week: Week, span: Span, holidays: Collection[date], now: datetime
) -> datetime | None:
    """Return when something that is late may still leave this week; None when it may not."""
    place = ZoneInfo(slot.zone)
    if not slot.quiet.holds(now.astimezone(place).hour) and _is_clear(slot, now):
        return now if span.holds(now) else None
    later = [moment for moment in _choices(slot, week, span, holidays) if moment > now]
    return min(later, default=None)


def _reminder(
    slot: Slot, week: Week, span: Span, holidays: Collection[date], invitation: datetime
) -> datetime | None:
    """Take the first good moment two days on, or else the first one a day on."""
    later = sorted(
        moment
        for moment in _choices(slot, week, span, holidays, spare=False)
        if moment - invitation >= SOONEST_REMINDER
    )
    wished = (moment for moment in later if moment - invitation >= WISHED_REMINDER)
    return next(wished, later[0] if later else None)


def _choices(
    slot: Slot, week: Week, span: Span, holidays: Collection[date], *, spare: bool = True
) -> Iterator[datetime]:
    """Yield one moment a day, the best day first; a day off or a holiday only when nothing else is left.

    Without `spare` only worked days that are no holiday are named.
    """
    worked = slot.worked[week.since(ROTA_BEGINS) % len(slot.worked)]
    # A day before Monday or after Sunday where the person lives may lie in the organisation's week.
    days = sorted(range(-1, 8), key=lambda day: (day < slot.day, abs(day - slot.day)))

    def is_good(day: int) -> bool:
        return day % 7 in worked and week.monday + timedelta(days=day) not in holidays

    for day in sorted(days, key=lambda day: not is_good(day)):
        if not spare and not is_good(day):
            return
        moment = _on(slot, week.monday + timedelta(days=day), span)
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
    ends = (moment, moment + SPREAD)
    return not any(slot.quiet.holds(end.astimezone(place).hour) for end in ends)
