"""An organisation with teams and figures in a folder, and people who read them: only for measuring."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from crowded import FIRST_MONDAY, ZONE, opened, settings_of
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wellbeing.accounts import sign_in
from wellbeing.accounts.people import Level as UnitLevel
from wellbeing.accounts.rows import (
    MembershipRow,
    OrganisationRow,
    PersonRow,
    SupervisionRow,
    UnitRow,
)
from wellbeing.accounts.sign_in import Door
from wellbeing.accounts.signed_in_person import TOKEN
from wellbeing.app import create_app
from wellbeing.clock import StandingClock, local_day
from wellbeing.database import writing
from wellbeing.disclosure import (
    PER_CYCLE,
    Calendar,
    CyclePlan,
    Kind,
    Level,
    ReleasedCell,
    Rhythm,
    Roster,
    Unit,
    plan_cycle,
)
from wellbeing.disclosure.contributions import clip_of
from wellbeing.extensions import PARTS, House
from wellbeing.ledger import service as ledger
from wellbeing.ledger.service import Stamp
from wellbeing.publishing.timetable import publication_moment
from wellbeing.web.access_matrix import AccessMatrix

CYCLES = 2
LONG_AGO = date(2024, 1, 1)
CALENDAR = Calendar(FIRST_MONDAY)
NOW = publication_moment(CALENDAR.windows(CYCLES)[-1], ZONE) + timedelta(hours=3)


@dataclass(frozen=True)
class Shape:
    """How many teams, how many of them in each service, and how many people in each."""

    teams: int
    in_a_service: int
    people: int
    services_in_a_directorate: int = 100

    def units(self) -> tuple[Unit, ...]:
        services = -(-self.teams // self.in_a_service)
        directorates = -(-services // self.services_in_a_directorate)
        return (
            Unit("o", Level.ORGANISATION, "Whole", ""),
            *(
                Unit(f"d{number}", Level.DIRECTORATE, f"Directorate {number}", "o")
                for number in range(directorates)
            ),
            *(
                Unit(
                    f"s{number}",
                    Level.SERVICE,
                    f"Service {number}",
                    f"d{number // self.services_in_a_directorate}",
                )
                for number in range(services)
            ),
            *(
                Unit(f"t{number}", Level.TEAM, f"Team {number}", f"s{number // self.in_a_service}")
                for number in range(self.teams)
            ),
        )


# Who reads: where they belong, and what they lead.
READERS = {"staff": ("t0", ""), "service manager": ("s0", "s0"), "head": ("o", "o")}


def fill(folder: Path, shape: Shape) -> None:
    """Write the units, three readers, and two cycles of figures."""
    settings = settings_of(folder)
    units = shape.units()
    with opened(settings) as (_vault, main, book):
        _write_main(main, units)
        _write_ledger(book, units, {f"t{number}": shape.people for number in range(shape.teams)})


def _write_main(main: Engine, units: tuple[Unit, ...]) -> None:
    with Session(main) as session, writing(session):
        session.add(
            OrganisationRow(
                id=1, name="Whole", zone=ZONE, nation="wales", first_cycle_monday=FIRST_MONDAY
            )
        )
        for level in UnitLevel:
            session.add_all(
                UnitRow(
                    id=one.key,
                    level=level,
                    name=one.name,
                    parent_id=one.parent_key or None,
                    opened_on=LONG_AGO,
                )
                for one in units
                if one.level.value == level.value
            )
            session.flush()
        for name, (home, led) in READERS.items():
            person = person_of(name)
            session.add(
                PersonRow(id=person, name=name, work_email=name, email_key=name, joined_on=LONG_AGO)
            )
            session.flush()
            session.add(MembershipRow(person_id=person, from_on=LONG_AGO, unit_id=home))
            if led:
                session.add(SupervisionRow(person_id=person, unit_id=led, from_on=LONG_AGO))


def _write_ledger(engine: Engine, units: tuple[Unit, ...], people: dict[str, int]) -> None:
    with Session(engine) as session, writing(session):
        ledger.begin(session, 1)
        for cycle in range(1, CYCLES + 1):
            stayed = {home: {home: count} for home, count in people.items() if cycle > 1}
            plan = plan_cycle(cycle, Roster(units, people, stayed), centre=2.0)
            ledger.add_cycle(session, plan, CALENDAR.starts_on(cycle), 1)
            for rhythm in Rhythm:
                for window in CALENDAR.windows(cycle, rhythm):
                    cells = list(_cells(plan, rhythm, window.index))
                    ledger.add_window(session, plan, window, cells, Stamp(NOW, 1))


def _cells(plan: CyclePlan, rhythm: Rhythm, index: int) -> Iterator[ReleasedCell]:
    """Give made-up numbers for everything that comes out of a window."""
    assert index // PER_CYCLE[rhythm] == plan.cycle - 1
    for unit in plan.cells:
        for part in plan.comes_out(unit, rhythm):
            is_tally = part.kind is Kind.TALLY
            for indicator in part.indicators:
                yield ReleasedCell(
                    cycle=plan.cycle,
                    window=index,
                    unit_key=unit.unit_key,
                    kind=part.kind,
                    people=unit.people,
                    centre=0.0 if is_tally else plan.centre_of(indicator),
                    clip=1.0 if is_tally else clip_of(plan.parameters, part.kind),
                    sigma=part.sigma,
                    released=(index * 17 + sum(map(ord, unit.unit_key + indicator))) % 61
                    - (0 if is_tally else 30),
                    indicator=indicator,
                    rhythm=part.rhythm,
                )


@contextmanager
def served(folder: Path, matrix: AccessMatrix) -> Iterator[Flask]:
    """Open the application as it stands on the morning when the last figures came out."""
    app = create_app(settings_of(folder), StandingClock(NOW), matrix)
    app.config["TESTING"] = True
    yield app


def browser(app: Flask, name: str, now: datetime = NOW) -> FlaskClient:
    """Return a browser in which a reader has signed in."""
    house: House = app.extensions[PARTS]
    with opened(house.settings) as (_vault, main, _book), Session(main) as session:
        door = Door(session, house.vault, now, local_day(now, ZONE))
        token = sign_in.sign_in_as(door, person_of(name))
    client = app.test_client()
    with client.session_transaction() as kept:
        kept[TOKEN] = token
        kept["_fresh"] = True
    return client


def person_of(name: str) -> str:
    return f"{name:0>32}".replace(" ", "0")
