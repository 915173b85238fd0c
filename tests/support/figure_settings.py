"""Figure settings of a test's own, and the two people who agree on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.support.databases import Database
from tests.support.house import Home, opened, prepare
from tests.support.policies import LEAD, REP
from tests.support.world import NOW, settle
from wellbeing.clock import local_day
from wellbeing.database import Journal, make_engine, writing
from wellbeing.disclosure import ADOPTED, Calendar, CyclePlan, Parameters
from wellbeing.figure_settings import service
from wellbeing.figure_settings.reading import Trouble, calendar_of
from wellbeing.figure_settings.rows import ParametersChangeRow
from wellbeing.ledger import service as ledger
from wellbeing.two_people import Board, text_hash

OTHER = ADOPTED.model_copy(update={"rho_cycle": 0.3, "smallest_group": 12})
SETTINGS_IDS = (
    {"rho_cycle": 0.6},
    {"smallest_group": 7},
    {"smallest_tally": 400},
    {"level_clip": 3.0},
    {"shares": ADOPTED.shares.model_copy(update={"team": 0.0, "service": 0.9})},
)


def a_row(**values: Any) -> ParametersChangeRow:
    kept = {
        "id": "a" * 32,
        "text": OTHER.as_json(),
        "text_sha256": text_hash(OTHER.as_json()),
        "rho_cycle": 0.3,
        "smallest_group": 12,
        "smallest_tally": 500,
        "why": "because",
        "proposed_by": LEAD,
        "proposed_on": date(2026, 3, 4),
        "decision": "approved",
        "decided_by": REP,
        "decided_on": date(2026, 3, 4),
        "decided_why": "",
        "from_cycle": 99,
    }
    return ParametersChangeRow(**{**kept, **values})


def change_row(session: Session, **values: Any) -> None:
    session.execute(update(ParametersChangeRow).values(**values))


@dataclass
class FiguresOffice:
    """An organisation whose wellbeing lead and staff representative change figure settings."""

    home: Home

    def board(self, session: Session) -> Board:
        return Board(session, self.home.vault, self.home.clock.now(), self.today)

    @property
    def today(self) -> date:
        return local_day(self.home.clock.now(), self.home.zone)

    @property
    def calendar(self) -> Calendar:
        with self.home.session() as session:
            return calendar_of(session)

    def stand_on(self, day: date) -> None:
        self.home.clock.standing_at = datetime.combine(day, time(12), UTC)

    @contextmanager
    def released(self) -> Iterator[Session]:
        engine = make_engine(self.home.settings.ledger_url, Journal.LEDGER)
        try:
            with Session(engine) as session:
                yield session
        finally:
            engine.dispose()

    def propose(
        self, parameters: Parameters, why: str = "It was asked for.", by: str = LEAD
    ) -> str:
        with self.home.session() as session, self.released() as released:
            return service.propose(self.board(session), released, by, parameters, why)

    def approve(self, change_id: str, by: str = REP) -> int:
        with self.home.session() as session:
            return service.approve(self.board(session), by, change_id)

    def decline(self, change_id: str, why: str, by: str = REP) -> None:
        with self.home.session() as session:
            service.decline(self.board(session), by, change_id, why)

    def withdraw(self, change_id: str, by: str = LEAD) -> None:
        with self.home.session() as session:
            service.withdraw(self.board(session), by, change_id)

    def stop(self, change_id: str, by: str = REP) -> None:
        with self.home.session() as session:
            service.stop(self.board(session), by, change_id)

    def in_force(self, cycle: int) -> Parameters:
        with self.home.session() as session, self.released() as released:
            return service.in_force(session, released, cycle)

    def troubles(self) -> tuple[Trouble, ...]:
        with self.home.session() as session, self.released() as released:
            return service.troubles(session, released)

    def fix(self, cycle: int) -> None:
        """Let the ledger hold a cycle made with what is in force for it."""
        plan = CyclePlan(cycle, 2.0, self.in_force(cycle), (), {})
        with self.released() as released, writing(released):
            ledger.begin(released, 1)
            ledger.add_cycle(released, plan, self.calendar.starts_on(cycle), 1)


@contextmanager
def figures_office(database: Database) -> Iterator[FiguresOffice]:
    with opened(prepare(database), database, NOW) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        with home.session() as session:
            settle(session)
        yield FiguresOffice(home)
