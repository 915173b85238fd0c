"""Notices a clock that was moved, before anything is sent, published or removed by it.

A machine counts how long it has run, and nobody can set that count. While it runs, its clock must have
moved on by as much. After it was off only this can be said: its clock must not be behind the newest time
that was ever seen. See docs/adr/0032.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from sqlalchemy.orm import Session

from wellbeing.clock import Clock, MachineStopwatch, Ran, Stopwatch
from wellbeing.database import writing
from wellbeing.scheduler_rows import SeenClockRow

FAR_AHEAD = timedelta(hours=12)
BACK = timedelta(seconds=120)
# How far this machine's clock and the database's may lie apart.
FAR_APART = timedelta(minutes=10)
# A machine that was off for longer does what can be taken back; the rest waits for one word.
LONG_GAP = timedelta(days=9)
NAME = "timetable"


class Doubt(StrEnum):
    """Why a clock is not believed."""

    NONE = ""
    AHEAD = "ahead"
    BACK = "back"
    APART = "apart"


class Needs(IntEnum):
    """How sure of the time a job must be."""

    NO_TIME = 0
    THE_TIME = 1
    # What it does can never be taken back.
    THE_TIME_FOR_SURE = 2


class ClockMovedError(Exception):
    """The clock was moved: nobody is told the time by it until that is put right."""


@dataclass(frozen=True)
class Seen:
    """What the clock said when the machine had run so long."""

    at: datetime
    ran: Ran


@dataclass(frozen=True)
class Sight:
    """What is believed of the clock: the last time that was right, and what stands against it now."""

    last: Seen
    doubt: Doubt = Doubt.NONE
    long_gap: bool = False

    @property
    def allows(self) -> Needs:
        """Return how much may be done by this clock."""
        if self.doubt:
            return Needs.NO_TIME
        return Needs.THE_TIME if self.long_gap else Needs.THE_TIME_FOR_SURE


def doubt_about(now: Seen, last: Seen) -> Doubt:
    """Compare with the last time that was right; return how the clock moved by itself, if it did."""
    passed = now.at - last.at
    if now.ran.start == last.ran.start:
        passed -= timedelta(seconds=now.ran.seconds - last.ran.seconds)
        if passed > FAR_AHEAD:
            return Doubt.AHEAD
    return Doubt.BACK if passed < -BACK else Doubt.NONE


def judged(now: Seen, before: Sight) -> Sight:
    """Return what is believed now; what was believed before an unexplained move goes on standing.

    A doubt ends by itself only where the machine's own count shows that the clock was put right.
    """
    same_start = now.ran.start == before.last.ran.start
    doubt = doubt_about(now, before.last)
    if before.doubt in {Doubt.AHEAD, Doubt.BACK} and not same_start:
        doubt = before.doubt
    if doubt:
        return replace(before, doubt=doubt)
    long_gap = not same_start and now.at - before.last.at > LONG_GAP
    return Sight(now, long_gap=before.long_gap or long_gap)


class WatchedClock:
    """A clock that tells no time while it is not believed: each reading is compared with the last look."""

    def __init__(
        self, clock: Clock, stopwatch: Stopwatch | None = None, *, is_real: bool = False
    ) -> None:
        """Watch a clock; a real one must also agree with the database's."""
        self._clock = clock
        self._stopwatch = stopwatch or MachineStopwatch()
        self._is_real = is_real
        self._sight: Sight | None = None

    def now(self) -> datetime:
        """Return the time; raise ClockMovedError when it cannot be right."""
        seen = self._seen()
        if self._sight is not None and (self._sight.doubt or doubt_about(seen, self._sight.last)):
            raise ClockMovedError
        return seen.at

    def unchecked(self) -> datetime:
        """Return what the clock says, right or wrong."""
        return self._clock.now()

    def look(self, session: Session, by_database: datetime) -> Sight:
        """Compare with what was kept, and keep what is believed now."""
        with writing(session, NAME):
            now = self._seen()
            before = kept(session)
            sight = Sight(now) if before is None else judged(now, before)
            if not sight.doubt and self._is_real and abs(now.at - by_database) > FAR_APART:
                # Goes as soon as the two agree again; nothing is believed meanwhile.
                sight = replace(before or sight, doubt=Doubt.APART)
            _keep(session, sight)
        self._sight = sight
        return sight

    def confirm(
        self, session: Session, note: Callable[[datetime], None] = lambda _at: None
    ) -> datetime:
        """Take what the clock says now as right: somebody has looked at it.

        `note` is called in the same transaction.
        """
        with writing(session, NAME):
            sight = Sight(self._seen())
            _keep(session, sight)
            note(sight.last.at)
        self._sight = sight
        return sight.last.at

    def _seen(self) -> Seen:
        return Seen(self._clock.now(), self._stopwatch.read())


def kept(session: Session) -> Sight | None:
    """Return what was believed of the clock at the last look; None before the first."""
    row = session.get(SeenClockRow, NAME, populate_existing=True)
    if row is None:
        return None
    seen = Seen(row.seen_at, Ran(row.start, row.seconds))
    return Sight(seen, Doubt(row.doubt), row.long_gap)


def _keep(session: Session, sight: Sight) -> None:
    last = sight.last
    session.merge(
        SeenClockRow(
            name=NAME,
            seen_at=last.at,
            start=last.ran.start,
            seconds=last.ran.seconds,
            doubt=sight.doubt,
            long_gap=sight.long_gap,
        )
    )


CONFIRM = "Look at the machine's clock, put it right, and run `wellbeing jobs confirm-clock`."
SAID = {
    Doubt.AHEAD: "The clock has moved ahead by itself. Nothing is sent, published or removed. ",
    Doubt.BACK: "The clock has moved back. Nothing is sent, published or removed. ",
    Doubt.APART: "The clocks of this machine and of the database are more than ten minutes apart. "
    "Nothing is sent, published or removed until they agree. ",
}
GAP_SAID = (
    "The timetable did not run for more than nine days, or the clock was moved meanwhile. "
    "Nothing is published or removed until somebody has looked at it. "
)


def said_of(sight: Sight | None) -> str:
    """Say what is wrong with the clock and what to do; empty when all is well."""
    if sight is None or sight.allows is Needs.THE_TIME_FOR_SURE:
        return ""
    if sight.doubt is Doubt.APART:
        return f"{SAID[Doubt.APART]}Put the one right that is wrong."
    return f"{SAID.get(sight.doubt, GAP_SAID)}{CONFIRM}"
