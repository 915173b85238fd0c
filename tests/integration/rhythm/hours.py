"""An organisation whose people live in many zones, walked through by the hour on its real tables."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy import select, text

from tests.integration.rhythm.relays import Taker
from tests.support.organisation import address_of
from wellbeing.clock import StandingClock
from wellbeing.rhythm import service
from wellbeing.rhythm.delivery import Post, deliver_due
from wellbeing.rhythm.rows import NudgeRow
from wellbeing.rhythm.service import Desk, Messages, Quiet, Slot, Wish
from wellbeing.week import Week

WEEKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})
NIGHTS = (frozenset({0, 1, 2}), frozenset({3, 4, 5, 6}))
# In these minutes of an hour all that is spread has come, wherever on earth an hour begins.
MINUTES = (9, 24, 39, 54)
HOUR = timedelta(hours=1)
WAITS = text("SELECT 1 FROM weekly_nudge WHERE state = 'waiting' AND due_second <= :now LIMIT 1")


def slots_in(zone: str) -> tuple[Slot, ...]:
    """Return what people of a zone wish: in working hours, on nights of clock changes, on a rota."""
    return (
        Slot(zone, 2, 10),
        Slot(zone, 0, 8, (WEEKDAYS,)),
        Slot(zone, 4, 19, (WEEKDAYS,)),
        Slot(zone, 6, 2, (WEEKEND,), Quiet(9, 23)),
        Slot(zone, 5, 23, NIGHTS, Quiet(7, 20), Messages.INVITATION),
    )


@dataclass
class Walked:
    """What was found on the way."""

    hours: int = 0
    person_weeks: int = 0
    mails: int = 0
    missed: int = 0
    doubled: int = 0
    too_close: int = 0
    in_quiet_hours: int = 0
    in_another_week: int = 0

    @property
    def faults(self) -> int:
        return (
            self.missed + self.doubled + self.too_close + self.in_quiet_hours + self.in_another_week
        )


@dataclass
class Walk:
    """A walk through weeks; `people` are by address."""

    desk: Desk
    post: Post
    home: str
    people: dict[str, Slot] = field(default_factory=dict)
    walked: Walked = field(default_factory=Walked)
    # address → when mails came to it in this week
    came: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    def settle(self, ids: Sequence[str], slots: Sequence[Slot], before: Week) -> None:
        """Let each person choose a slot before a week begins."""
        desk = replace(self.desk, now=self._begins(before) - timedelta(days=3))
        for person_id, slot in zip(ids, slots, strict=True):
            service.choose(desk, person_id, Wish(slot, version=0))
            self.people[address_of(person_id)] = slot

    def through(self, week: Week) -> None:
        """Live one week of the organisation, tick by tick, and look at what came in it."""
        now, ends = self._begins(week), self._begins(week.plus(1))
        self.came.clear()
        while now < ends:
            self._hour(now)
            now += HOUR
            self.walked.hours += 1
        self._look(week)
        service.forget_past_weeks(replace(self.desk, now=ends))

    def _begins(self, week: Week) -> datetime:
        """Return when a week begins where the organisation is, by this test's own reckoning."""
        return datetime.combine(week.monday, time(), ZoneInfo(self.home)).astimezone(UTC)

    def _hour(self, now: datetime) -> None:
        desk = replace(self.desk, now=now)
        service.plan_due(desk)
        service.catch_up(desk)
        if now.hour == 0:
            service.plan_missing(desk)
        clock = StandingClock(now)
        carrier = Taker(lambda to: self.came[to].append(clock.now()))
        for minute in MINUTES:
            clock.standing_at = now + timedelta(minutes=minute)
            if minute == MINUTES[-1] or self._waits(clock.now()):
                deliver_due(replace(desk, now=clock.now()), self.post, carrier, clock)

    def _waits(self, now: datetime) -> bool:
        """Say whether anything at all waits that is due: a whole delivery would cost more to ask."""
        found = self.desk.session.execute(WAITS, {"now": int(now.timestamp())}).first()
        self.desk.session.rollback()
        return found is not None

    def _look(self, week: Week) -> None:
        rows = self.desk.session.execute(
            select(NudgeRow.rhythm_id, NudgeRow.kind, NudgeRow.state).where(
                NudgeRow.week == str(week)
            )
        ).all()
        self.desk.session.rollback()
        left = Counter(row.rhythm_id for row in rows if row.state == "left")
        invited = {row.rhythm_id for row in rows if (row.kind, row.state) == ("invitation", "left")}
        for number, (address, slot) in enumerate(self.people.items()):
            row = service.address_of(self.desk.vault, f"{number:032d}")
            self.walked.person_weeks += 1
            self.walked.missed += row not in invited
            most = 2 if slot.messages is Messages.BOTH else 1
            came = self.came[address]
            self.walked.doubled += max(0, len(came) - min(left[row], most))
            self._look_at_moments(week, slot, came)

    def _look_at_moments(self, week: Week, slot: Slot, came: Sequence[datetime]) -> None:
        self.walked.mails += len(came)
        for moment in came:
            there, here = (moment.astimezone(ZoneInfo(zone)) for zone in (slot.zone, self.home))
            self.walked.in_quiet_hours += slot.quiet.holds(there.hour)
            self.walked.in_another_week += Week.of(here.date()) != week
        self.walked.too_close += any(
            later - earlier < 20 * HOUR for earlier, later in pairwise(came)
        )
