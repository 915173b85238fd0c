"""Empty tables, a vault of the test's own, and a desk that can stand in any week."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.support.histories import default_policy, history
from wellbeing.database import Journal, make_engine, writing
from wellbeing.history import service
from wellbeing.history.service import Answers, Desk, Recorded
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault
from wellbeing.stepped_care import ActKind, CheckIn, Placement, Policies
from wellbeing.week import Week

MONDAY_OF = Week(2026, 10)


@dataclass(frozen=True)
class Office:
    """Everything a desk stands in."""

    engine: Engine
    keys: Engine
    vault: Vault
    policies: Policies = field(default_factory=default_policy)

    def session(self) -> Session:
        return Session(self.engine)

    def desk(self, session: Session, week: Week) -> Desk:
        wednesday = week.monday + timedelta(days=2)
        return Desk(session, self.vault, self.policies, wednesday)

    def send(
        self,
        person: str,
        week: Week,
        answers: Answers | str,
        form: str = "",
        today: Week | None = None,
    ) -> Recorded:
        """Send a check-in as the check-in service does; the same form key replaces nothing."""
        given = answers if isinstance(answers, Answers) else Answers(check_in(answers))
        with self.session() as session, writing(session):
            return service.record(
                self.desk(session, today or week),
                person,
                week,
                given,
                form or f"form of {person} {week}",
                replace=form.startswith("again"),
            )

    def act(self, person: str, week: Week, kind: ActKind) -> Placement:
        with self.session() as session, writing(session):
            return service.act(self.desk(session, week), person, week, kind)

    def live(self, person: str, weeks: str, first: Week = MONDAY_OF) -> Week:
        """Live through weeks written as in the agreed cases; return the last one."""
        inputs = history(weeks, first)
        for given in inputs:
            if given.check_in:
                self.send(person, given.week, Answers(given.check_in))
            for done in given.acts:
                self.act(person, given.week, done.kind)
        return inputs[-1].week

    def current(self, person: str, today: Week, week: Week | None = None) -> service.Current | None:
        with self.session() as session:
            return service.current(self.desk(session, today), person, week or today)

    def past(self, person: str, today: Week, limit: int = 8) -> tuple[service.PastWeek, ...]:
        with self.session() as session:
            return service.past_weeks(self.desk(session, today), person, limit)


def check_in(word: str) -> CheckIn:
    found = history(word)[0].check_in
    assert found is not None
    return found


@pytest.fixture
def office(database) -> Iterator[Office]:
    database.make_tables()
    engine = make_engine(database.main)
    keys = make_engine(database.keys, Journal.SIDE)
    yield Office(engine, keys, Vault(KeyRing.fresh(), keys))
    engine.dispose()
    keys.dispose()
