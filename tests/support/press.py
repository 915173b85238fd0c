"""A small organisation with its real databases, in which a test lets people answer and publishes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, delete, insert, update
from sqlalchemy.orm import Session

from tests.support.databases import Database
from tests.support.house import prepare
from tests.support.opened import open_everything
from wellbeing.accounts.people import Level
from wellbeing.accounts.rows import MembershipRow, OrganisationRow, PersonRow, UnitRow
from wellbeing.database import Journal, make_engine, writing
from wellbeing.disclosure import Calendar, Noise, Parameters, Window
from wellbeing.history import service as history
from wellbeing.history.service import Answers, Desk
from wellbeing.key_ring import KeyRing
from wellbeing.ledger import service as ledger
from wellbeing.policies import service as policies
from wellbeing.publishing.belonging import trouble
from wellbeing.publishing.confirming import confirm_moved
from wellbeing.publishing.rows import WitnessRow
from wellbeing.publishing.service import Press, Published, publish_due
from wellbeing.publishing.witness import KeptWitness, Witness
from wellbeing.sealed import Vault
from wellbeing.stepped_care import CheckIn
from wellbeing.week import Week

ZONE = "Europe/London"
FIRST_MONDAY = date(2026, 1, 5)
CALENDAR = Calendar(FIRST_MONDAY)
LONG_AGO = date(2024, 1, 1)
NO_SIGNS = (None,) * 6


def without_noise(sums: Sequence[int], _sigma: float) -> Sequence[int]:
    return sums


def at(day: date, hour: int = 6) -> datetime:
    """Return a moment on the organisation's own clock."""
    return datetime.combine(day, time(hour), ZoneInfo(ZONE))


def publication(window: Window) -> datetime:
    return at(window.published_on)


@dataclass
class Works:
    """The organisation: its databases, and what a test may make happen in it."""

    main: Engine
    ledger_engine: Engine
    keys: Engine
    vault: Vault
    witness: Witness
    witness_file: Path
    homes: dict[str, str] = field(default_factory=dict)
    # What is published instead of what was agreed, so that few people are shown as many would be.
    parameters: Parameters | None = None

    def session(self) -> Session:
        return Session(self.main)

    def ledger(self) -> Session:
        return Session(self.ledger_engine)

    def found(self, services: Mapping[str, Mapping[str, int]]) -> None:
        """Write the organisation, its services and teams, and so many people for each team."""
        with self.session() as session, writing(session):
            session.add(
                OrganisationRow(
                    id=1, name="Org", zone=ZONE, nation="wales", first_cycle_monday=FIRST_MONDAY
                )
            )
            _unit(session, "org", Level.ORGANISATION, None)
            for service, teams in services.items():
                _unit(session, service, Level.SERVICE, "org")
                for team in teams:
                    _unit(session, team, Level.TEAM, service)
        homes = {
            f"{team}-{number}": team
            for teams in services.values()
            for team, people in teams.items()
            for number in range(people)
        }
        self._write_people(homes, LONG_AGO)
        with self.session() as session:
            open_everything(session, LONG_AGO)

    def join(self, person_id: str, team: str, on: date) -> None:
        self._write_people({person_id: team}, on)

    def _write_people(self, homes: Mapping[str, str], on: date) -> None:
        self.homes |= homes
        with self.session() as session, writing(session):
            session.add_all(_person(each, on) for each in homes)
            session.flush()
            session.add_all(
                MembershipRow(person_id=each, unit_id=team, from_on=on)
                for each, team in homes.items()
            )

    def hire(self, people: int, team: str) -> list[str]:
        """Let many people join at once, and return who they are."""
        names = [f"{team}-{number}" for number in range(1000, 1000 + people)]
        with self.session() as session, writing(session):
            session.execute(
                insert(PersonRow),
                [
                    {
                        "id": each,
                        "name": each,
                        "work_email": each,
                        "email_key": each,
                        "joined_on": LONG_AGO,
                    }
                    for each in names
                ],
            )
            session.execute(
                insert(MembershipRow),
                [{"person_id": each, "unit_id": team, "from_on": LONG_AGO} for each in names],
            )
        self.homes |= dict.fromkeys(names, team)
        return names

    def leave(self, person_id: str, on: date) -> None:
        with self.session() as session, writing(session):
            session.execute(
                update(MembershipRow)
                .where(MembershipRow.person_id == person_id, MembershipRow.until_on.is_(None))
                .values(until_on=on)
            )

    def move(self, person_id: str, team: str, on: date) -> None:
        self.leave(person_id, on)
        with self.session() as session, writing(session):
            session.add(MembershipRow(person_id=person_id, unit_id=team, from_on=on))

    def answer(self, person_id: str, week: Week, score: int, *, again: bool = False) -> None:
        """Check in: 0 is the best a working week can be (4.0 on the scale), 3 the worst (0.0)."""
        given = CheckIn(NO_SIGNS, op=score, org=score, support=3 - score)
        with self.session() as session, writing(session):
            desk = Desk(
                session, self.vault, policies.rulebook(session), week.monday + timedelta(days=2)
            )
            form = f"{person_id} {week} {score}"
            history.record(desk, person_id, week, Answers(given), form, replace=again)

    def answer_all(self, people: Sequence[str], weeks: Sequence[Week], score: int) -> None:
        for week in weeks:
            for person_id in people:
                self.answer(person_id, week, score)

    def publish(
        self,
        now: datetime,
        noise: Noise = without_noise,
        fence: int = 1,
        *,
        place: str = "here",
    ) -> Published:
        with self.session() as session, self.ledger() as released:
            return publish_due(self.press(session, released, fence, noise, place), now)

    def confirm(self, now: datetime, place: str, fence: int = 1) -> int:
        """Let this place publish, as an operator does after a move or a restore."""
        with self.session() as session, self.ledger() as released:
            return confirm_moved(self.press(session, released, fence, place=place), now)

    def press(
        self,
        session: Session,
        released: Session,
        fence: int,
        noise: Noise = without_noise,
        place: str = "here",
    ) -> Press:
        parts = (session, released, self.vault, fence, noise, self.parameters)
        return Press(*parts, place=place, witness=self.witness)

    def trouble(self, place: str = "here") -> str | None:
        with self.session() as session, self.ledger() as released:
            return trouble(session, released, place, self.witness)

    def forget_witness(self, *, file: bool = True, row: bool = True) -> None:
        """Lose the witness of what was published, or one of its two copies."""
        if file:
            self.witness_file.unlink()
        if row:
            with Session(self.keys) as session, writing(session):
                session.execute(delete(WitnessRow))

    def figures(self, window: Window) -> dict[str, int]:
        """Return a window's published numbers by unit."""
        with self.ledger() as released:
            cells = ledger.book(released).cells
        return {
            cell.unit_key: cell.released
            for cell in cells
            if (cell.rhythm, cell.window) == (window.rhythm, window.index)
        }

    def head(self) -> str:
        with self.ledger() as released:
            return ledger.head(released).sha256


@contextmanager
def works(database: Database) -> Iterator[Works]:
    """Lay out real databases by their migrations, and let go of every connection at the end."""
    settings = prepare(database)
    main = make_engine(settings.database_url)
    ledger_engine = make_engine(settings.ledger_url, Journal.LEDGER)
    keys = make_engine(settings.keys_url, Journal.SIDE)
    try:
        vault = Vault(KeyRing.read(settings.key_file), keys)
        witness = KeptWitness(settings.witness_file, keys)
        yield Works(main, ledger_engine, keys, vault, witness, settings.witness_file)
    finally:
        for engine in (main, ledger_engine, keys):
            engine.dispose()


@contextmanager
def ready_for_commands(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Works]:
    """Open an organisation of a few teams, and let commands find it through the environment."""
    with works(database) as opened:
        opened.found({"north": {"red": 9, "dot": 3}, "south": {"green": 12}})
        for name, value in database.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("WELLBEING_KEY_FILE", str(database.key_file))
        yield opened


def _person(person_id: str, joined_on: date) -> PersonRow:
    email = f"{person_id}@example.org"
    return PersonRow(
        id=person_id, name=person_id, work_email=email, email_key=email, joined_on=joined_on
    )


def _unit(session: Session, key: str, level: Level, parent: str | None) -> None:
    session.add(UnitRow(id=key, level=level, name=key, parent_id=parent, opened_on=LONG_AGO))
    session.flush()
