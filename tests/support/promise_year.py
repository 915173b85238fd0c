"""A year of requests, hour by hour: people ask at any time, contacts answer, are away, and leave.

What should be is kept beside it: when each promise ends and passes on is counted by hand, who is
away is what was drawn here, and each notice that may leave is written down before it is looked for.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random  # noqa: TID251  # What happens in the year is drawn, the same each time.

from sqlalchemy import text

from tests.support import staffed
from tests.support.asking import BY_NAME, Help
from tests.support.promises import ALL, THIRD, go_away, tick
from wellbeing.accounts.rows import OrganisationRow, PersonRow
from wellbeing.database import writing
from wellbeing.messages.rows import OutboxRow
from wellbeing.sealed import Label
from wellbeing.support import service
from wellbeing.support.cabinet import Filed
from wellbeing.support.cases import Case, Kind, Wish
from wellbeing.support.happened import Outcome

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
ASKERS = tuple(BY_NAME[name] for name in ("staff", "moved", "past supervisor", "future supervisor"))
AGREED = Outcome(agreed=True, said="We looked at it together.")
LIMIT = 3
Notice = tuple[str, str]


@dataclass
class Year:
    """One organisation that lives through hours; `faults` is what should never be."""

    help_: Help
    nation: str
    rng: Random
    away_until: dict[str, datetime] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    down_until: datetime | None = None
    expected: set[Notice] = field(default_factory=set)
    faults: list[tuple[object, ...]] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Move the organisation to its nation."""
        with self.help_.home.session() as session, writing(session):
            session.query(OrganisationRow).update({"nation": self.nation})

    @property
    def now(self) -> datetime:
        return self.help_.home.clock.standing_at

    @property
    def today(self) -> datetime:
        return self.now.astimezone(staffed.LONDON)

    @property
    def is_staffed(self) -> bool:
        here = self.today
        return staffed.is_staffed(here.date(), self.nation) and 9 <= here.hour < 17

    def there(self) -> set[str]:
        return {
            who for who in ALL - self.gone if self.away_until.get(who, self.now) <= self.now
        }  # fmt: skip

    def count(self, fault: str) -> int:
        return sum(one[0] == fault for one in self.faults)

    def live(self, first: datetime, hours: int) -> None:
        for number in range(hours):
            self.help_.home.clock.standing_at = first + AN_HOUR * number
            self._hour()

    def _hour(self) -> None:
        self.expected = set()
        if self.today.hour == 7:
            self._absences()
        self._ask()
        if self.is_staffed:
            for who in sorted(self.there()):
                self._answer(who)
        if self.rng.random() < 0.01:
            self.down_until = self.now + AN_HOUR * self.rng.randint(1, 40)
        before = self.open_cases()
        if self.down_until is None or self.down_until <= self.now:
            tick(self.help_)
            self._look_at(before, self.open_cases())
        self._look_at_notices()

    def _absences(self) -> None:
        for who in sorted(self.there()):
            if self.rng.random() < 0.07:
                days = self.rng.randint(1, 9)
                first = self.today.date()
                go_away(self.help_, who, first, first + A_DAY * (days - 1))
                self.away_until[who] = self.now.replace(hour=0) + A_DAY * days
                self.seen["absences"] += 1
        if THIRD not in self.gone and self.rng.random() < 0.004:
            self.gone.add(THIRD)
            with self.help_.home.session() as session, writing(session):
                session.query(PersonRow).filter_by(id=THIRD).update({"left_on": self.today.date()})

    def _ask(self) -> None:
        asker = self.rng.choice(ASKERS)
        if self.rng.random() > 0.12:
            return
        kind = self.rng.choice((Kind.TALK, Kind.TALK, Kind.REVIEW, Kind.FORMAL))
        whom = "practitioner" if kind is Kind.TALK else ""
        first = self.rng.choice((*sorted(ALL), ""))
        wish = Wish(kind, self.rng.random() < 0.5, whom, first=first)
        if self._open(asker, kind):
            return
        is_covered = self._covered(working_days(wish))
        try:
            self.help_.ask(wish, asker, takes_part=False)
        except service.NobodyToAskError:
            self.seen["not promised"] += 1
            self._require(not is_covered, "refused with cover")
            return
        self.seen["asked"] += 1
        self.seen["asked out of hours"] += not self.is_staffed
        (filed,) = self._open(asker, kind)
        self.expected |= {("request", each) for each in filed.case.contacts}
        self._require(is_covered, "promised without cover")
        self._require(filed.case.promised.due_at == self._due(filed.case), "promised wrongly")

    def _covered(self, days: int) -> bool:
        """Say by hand whether somebody with room is there on a staffed day of the promise."""
        last = staffed.due_at(self.now, days, self.nation)
        first = staffed.after(self.now, 0, self.nation)
        held = Counter(one.case.taken.by for one in self.open_cases() if one.case.taken)
        # Back in the night after their last day: on the day of `away_until` they are there.
        return any(
            held[who] < LIMIT
            and any(
                self.away_until.get(who, self.now).date() <= day.date()
                for day in self._staffed_days(first, last)
            )
            for who in ALL - self.gone
        )

    def _staffed_days(self, first: datetime, last: datetime) -> Iterator[datetime]:
        while first.date() <= last.date():
            if staffed.is_staffed(first.date(), self.nation):
                yield first
            first += A_DAY

    def _answer(self, who: str) -> None:
        for request_id in self.help_.inbox(who):
            with self.help_.office() as office:
                self._do(office, who, request_id)

    def _do(self, office: service.Office, who: str, request_id: str) -> None:
        filed = office.cabinet.addressed(request_id, who)
        if filed is None:
            return
        drawn = self.rng.random()
        if filed.case.taken is None or filed.case.taken.by != who:
            self._begin(office, who, filed, drawn)
        elif drawn < 0.04:
            service.hand_back(office, who, request_id)
            others = set(filed.case.contacts) - {who} - self.gone
            self.expected |= {("request", each) for each in others}
        elif drawn < 0.2:
            self._finish(office, who, filed)

    def _begin(self, office: service.Office, who: str, filed: Filed, drawn: float) -> None:
        if drawn < 0.03:
            # Who has as many as their card says takes no more, and nobody is told of that.
            with suppress(service.FullError):
                service.take(office, who, filed.id)
                self.expected.add(("request-taken", filed.case.asker))
        elif drawn < 0.15:
            service.look(office, who, filed.id)

    def _finish(self, office: service.Office, who: str, filed: Filed) -> None:
        if filed.case.wish.kind is Kind.REVIEW:
            service.settle(office, who, filed.id, AGREED)
            self.expected.add(("request-taken", filed.case.asker))
        else:
            service.talked(office, who, filed.id)
            service.close(office, who, filed.id)
            self.expected.add(("request-taken", filed.case.asker))

    def _open(self, asker: str, kind: Kind) -> list[Filed]:
        with self.help_.office() as office:
            mine = office.cabinet.of_asker(asker, office.today)
        return [one for one in mine if one.is_open and one.case.wish.kind is kind]

    def open_cases(self) -> tuple[Filed, ...]:
        with self.help_.office() as office:
            return office.cabinet.still_open(office.cabinet.open_ids())

    def _look_at(self, before: tuple[Filed, ...], after: tuple[Filed, ...]) -> None:
        """Say what is wrong with open requests after a tick; and what the tick had to tell."""
        there, past = self.there(), {one.id: one for one in before}
        for filed in after:
            case, old = filed.case, past[filed.id].case
            new = case.handed_on[len(old.handed_on) :]
            self.expected |= {("request", one.to) for one in new}
            self.seen["passed on"] += len(new)
            if case.told_at != old.told_at:
                self.seen["told"] += 1
                self.expected.add(("request-taken", case.asker))
            self._look_for_silence(case)
            self._look_at_order(case, free_of(old, there))

    def _look_for_silence(self, case: Case) -> None:
        """An open request is with somebody who can answer, or its asker was told."""
        if self._is_answered(case) or case.told_at is not None:
            return
        self._require(bool({*case.contacts, *case.queue} - self.gone), "lost")
        self._require(self._due(case) > self.now, "silent past its promise")

    def _look_at_order(self, case: Case, readers_before: set[str]) -> None:
        """It passed on when its moment came or nobody who had it was there, and not before."""
        there, given = self.there(), len(case.handed_on)
        come = self._moments_come(case)
        if self.is_staffed and not self._is_answered(case) and set(case.queue) & there:
            self._require(given >= come and bool(free_of(case, there)), "not passed on")
        if readers_before:
            early = [one for one in case.handed_on[come:] if one.at == self.now]
            self._require(not early, "passed on too early")

    def _moments_come(self, case: Case) -> int:
        waits = 2 if case.wish.soon else 4
        most = len(case.queue) + len(case.handed_on)
        return sum(
            staffed.after(case.promised.asked_at, waits * number, self.nation) <= self.now
            for number in range(1, most + 1)
        )

    def _is_answered(self, case: Case) -> bool:
        return case.taken is not None and case.taken.by not in self.gone

    def _due(self, case: Case) -> datetime:
        return staffed.due_at(case.promised.asked_at, working_days(case.wish), self.nation)

    def _require(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append((fault, self.now))

    def _look_at_notices(self) -> None:
        vault = self.help_.home.vault
        with self.help_.home.session() as session:
            rows = [(row.id, row.sealed) for row in session.query(OutboxRow)]
            if rows:
                with writing(session):
                    session.execute(text("DELETE FROM outbox"))
        box = vault.house_box()
        opened = [json.loads(box.open(sealed, Label("outbox", id_))) for id_, sealed in rows]
        told = {(one["kind"], one["person"]) for one in opened}
        self.seen["notices"] += len(opened)
        if told != self.expected or len(told) != len(opened):
            self.faults.append(("notices", self.now, told ^ self.expected))


def working_days(wish: Wish) -> int:
    """Return by hand what is promised: two days or one for a talk, five or two for the others."""
    if wish.kind is Kind.TALK:
        return 1 if wish.soon else 2
    return 2 if wish.soon else 5


def free_of(case: Case, there: set[str]) -> set[str]:
    """Return who of those that can open a request is there and has not handed it back."""
    return (set(case.contacts) & there) - case.gave_back
