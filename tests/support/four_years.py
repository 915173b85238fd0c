"""Years of a small organisation, day by day: rows of every kind come into being, and jobs let them go.

Everything that one person can leave behind is planted by the services themselves; answers, messages and
the like of everybody else are written as the many rows that they are.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert

from tests.support.asking import Help
from tests.support.erasing import Everywhere
from tests.support.formal import Parties
from tests.support.house import Home
from tests.support.sharing import Sharers
from tests.support.world import unit_id
from wellbeing.accounts.own import Door
from wellbeing.accounts.rows import (
    MembershipRow,
    PasswordRow,
    PauseRow,
    PersonRow,
    SupervisionRow,
)
from wellbeing.audit import service as audit
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.backup_settings import Backup
from wellbeing.complaints.folder import Filed, Folder
from wellbeing.complaints.record import About, Said
from wellbeing.cover.rows import ClosedDayRow
from wellbeing.database import Row, writing
from wellbeing.history.rows import CheckInRow, PlacementRow
from wellbeing.jobs import BY_NAME, Workshop
from wellbeing.jobs.job import Every
from wellbeing.lease import take_lease
from wellbeing.messages.rows import OutboxRow
from wellbeing.promise_tests.rows import PromiseMonthRow
from wellbeing.publishing.rows import CohortRow, FrozenPlanRow
from wellbeing.records.my_code import What, make_code, owner_of
from wellbeing.retention import everything_kept
from wellbeing.rhythm.rows import MomentRow
from wellbeing.support import service as support
from wellbeing.support.cases import Kind
from wellbeing.web.rows import LimboRow
from wellbeing.week import Week

A_DAY = timedelta(days=1)
CYCLE = timedelta(weeks=13)
# Somebody who leaves with all open, and somebody who ends everything at once and stays for long.
LEAVES_AFTER, STAYS_FOR = timedelta(days=20), timedelta(days=430)
# Complaints that were answered nearly six years ago.
ENDS_IN = timedelta(days=30)
YEARS_OF_COMPLAINTS = 6
_REMOVE = {one.removed_by for one in everything_kept()} - {"", "deliver-messages"}
# What carries messages away is no job of keeping. The hourly ones come after those of the night.
JOBS = tuple(sorted(_REMOVE, key=lambda name: (BY_NAME[name].every is not Every.NIGHT, name)))


def with_backups(home: Home, folder: Path) -> Home:
    """Return the same home where backups are set up, and nothing waits for a disk."""
    folder.mkdir(mode=0o700)
    key = PrivateKey.fresh().public.as_text()
    return replace(
        home, settings=replace(home.settings, backup=Backup(folder, folder, key), scratch=True)
    )


@dataclass
class Years:
    """The organisation on one day after another."""

    home: Home
    workshop: Workshop
    people: int
    jobs: Sequence[str] = JOBS
    began_on: date = field(init=False)
    fence: int = field(init=False)
    gone: dict[str, date] = field(default_factory=dict)
    old_complaints: dict[str, date] = field(default_factory=dict)
    owners_of_codes: list[bytes] = field(default_factory=list)
    made: int = 0

    def __post_init__(self) -> None:
        """Begin on the day of the home's clock."""
        self.began_on = self.today
        with self.home.session() as session:
            self.fence = take_lease(session, "the timetable") or 0

    @property
    def today(self) -> date:
        return self.home.clock.now().date()

    def go_on(self, days: int) -> None:
        """Let days pass, and what came of them be written at the end."""
        before = self.today
        self.home.clock.standing_at += timedelta(days=days)
        self._everybody(before)

    def work(self, *, all_of_them: bool = False) -> None:
        """Do what the timetable does: each job that is not switched off."""
        for name in JOBS if all_of_them else self.jobs:
            BY_NAME[name].do(self.workshop, self.fence)

    def plant(self) -> None:
        """Let two people come: one leaves soon with all open, one ends everything and stays."""
        for stays in (LEAVES_AFTER, STAYS_FOR):
            person_id = secrets.token_hex(16)
            with self.home.session() as session:
                self._join(session, person_id, self.today + stays)
                Everywhere(self.home, session, person_id).plant(unit_id("red"))
                # Else more and more days would be closed, and nobody could be asked.
                with writing(session):
                    session.execute(delete(ClosedDayRow))
            if stays is STAYS_FOR:
                self._end_all(person_id)
                self._make_code(person_id)
            self.gone[person_id] = self.today + stays

    def _make_code(self, person_id: str) -> None:
        """Make a code for after leaving, in place of that for a day."""
        with self.home.session() as session:
            door = Door(session, self.home.vault, self.home.clock.now(), self.today)
            make_code(door, person_id, What.DOWNLOAD_LATER)
        self.owners_of_codes.append(owner_of(self.home.vault, person_id))

    def _join(self, session: Any, person_id: str, until: date) -> None:
        address = f"{person_id}@example.org"
        row = PersonRow(
            id=person_id,
            name=person_id,
            work_email=address,
            email_key=address,
            joined_on=self.today,
            left_on=until,
        )
        with writing(session):
            session.add(row)
            session.flush()
            mine = {"person_id": person_id, "from_on": self.today}
            session.add_all(
                (
                    MembershipRow(unit_id=unit_id("red"), until_on=until, **mine),
                    SupervisionRow(unit_id=unit_id("green"), until_on=self.today + A_DAY, **mine),
                    PasswordRow(person_id=person_id, hash="x", set_on=self.today),
                )
            )

    def _end_all(self, person_id: str) -> None:
        with Help(self.home).office() as office:
            support.withdraw(office, person_id, Kind.REVIEW)
        parties = Parties(self.home)
        with parties.bureau() as bureau:
            filed = bureau.folder.standing(person_id)
        assert filed is not None
        assert filed.course is not None
        parties.person_says(who=person_id)
        by = filed.course.plan.looked_after_by
        parties.practitioner_says(filed.agreement.request, by=by)
        sharers = Sharers(self.home)
        for share in sharers.mine(person_id):
            sharers.end(share.id, person_id)

    def _everybody(self, before: date) -> None:
        """Write what the days since brought for everybody: rows that hold nothing but their size."""
        now, today = self.home.clock.now(), self.today
        weeks = {Week.of(before + A_DAY * day) for day in range(1, (today - before).days + 1)}
        new = [each for each in sorted(weeks) if each.monday > before]
        rows: list[Row] = [
            LimboRow(id=_id(), sealed=b"", expires_at=now + timedelta(minutes=30)),
            PauseRow(address=_id(), failures=1, last_at=now, free_at=now),
            OutboxRow(
                id=_id(),
                sealed=b"",
                waits_since=now,
                posted_at=now,
                due_at=now,
                tries=1,
                fence=0,
                held_until=None,
                given_up="refused",
            ),
        ]
        with self.home.session() as session, writing(session):
            session.add_all(rows)
            for week in new:
                self._week(session, week)
            self._cycle(session)
            self._audit(session)
        if new:
            self._old_complaint()

    def _week(self, session: Any, week: Week) -> None:
        for kind in (CheckInRow, PlacementRow):
            written = [
                {"id": _id(), "week": str(week), "sealed": b"x" * 64} for _ in range(self.people)
            ]
            session.execute(insert(kind), written)
            self.made += len(written)
        slot = {"slot": "a", "kind": "invitation", "day": week.monday, "second": 0}
        session.add(MomentRow(week=str(week), until_second=1, **slot))
        month = {"month": f"{week.monday:%Y-%m}", "role": "practitioner"}
        counts = dict.fromkeys(
            ("in_time", "late", "not_taken", "longest_minutes", "staffed_days", "covered_days"), 0
        )
        session.merge(PromiseMonthRow(**month, **counts, counted_to=None, is_alone=False))

    def _cycle(self, session: Any) -> None:
        cycle = (self.today - self.began_on) // CYCLE + 1
        if session.get(FrozenPlanRow, cycle) is None:
            session.add(FrozenPlanRow(cycle_id=cycle, plan_json="{}"))
            session.add_all(
                CohortRow(cycle_id=cycle, person_id=f"{number:032}", unit_key="red")
                for number in range(self.people)
            )
            self.made += self.people

    def _audit(self, session: Any) -> None:
        scribe = audit.Scribe(self.home.vault, audit.by_command(), self.today)
        scribe.note(session, audit.Act(audit.Kind.JOB_RUN, detail="verify-audit"))

    def _old_complaint(self) -> None:
        answered = self.today.replace(year=self.today.year - YEARS_OF_COMPLAINTS) + ENDS_IN
        said = Said("", About.WRONG, "x", False, (), answered, answered, answered)
        filed = Filed(secrets.token_hex(16), said.answered("", "x", answered))
        with self.home.session() as session, writing(session):
            Folder(session, self.home.vault).file(filed)
        self.old_complaints[filed.id] = self.today


@contextmanager
def years(home: Home, folder: Path, people: int, jobs: Sequence[str] = JOBS) -> Iterator[Years]:
    there = with_backups(home, folder)
    workshop = Workshop.of(there.settings, there.clock)
    try:
        yield Years(there, workshop, people, jobs)
    finally:
        workshop.close()


def _id() -> bytes:
    return secrets.token_bytes(32)
