"""For which units a person acts: found in their own branch alone, however large the rest is."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.support.databases import on_sqlite
from tests.support.steps import steps_of
from tests.support.world import CHARACTERS, TODAY, UNITS, settled, unit_id
from wellbeing.accounts import leading
from wellbeing.accounts.rows import SupervisionRow, UnitRow
from wellbeing.database import writing

BY_NAME = {character.name: character.id for character in CHARACTERS}
EVERYTHING, SERVICE = BY_NAME["manager of everything"], BY_NAME["service manager"]
MANY = 3_000


@pytest.fixture
def session(database):
    with settled(database) as session:
        yield session


@pytest.fixture
def counting(tmp_path):
    """Return a session of SQLite, which alone counts its own steps."""
    with settled(on_sqlite(tmp_path)) as session:
        yield session


def add_teams(session, parent, count, prefix="Team"):
    with writing(session):
        session.add_all(
            UnitRow(
                id=f"{prefix}{number:028}",
                level="team",
                name=f"{prefix} {number:04}",
                parent_id=unit_id(parent),
                opened_on=date(2024, 1, 1),
            )
            for number in range(count)
        )


def names(session, person_id, most=None):
    return [unit.name for unit in leading.units_led(session, person_id, TODAY, most)]


def test_so_many_units_are_the_first_of_all_in_the_order_of_the_organisation(session):
    add_teams(session, "care", 30)
    everything = names(session, EVERYTHING)

    assert everything[:3] == ["Org", "South", "Care"]
    assert len(everything) == 33
    for most in (0, 1, 2, 3, 4, 20, 33, 99):
        assert names(session, EVERYTHING, most) == everything[:most]


def test_what_somebody_else_leads_stops_the_way_down_and_a_lead_of_the_past_does_not(session):
    with writing(session):
        session.add(
            SupervisionRow(person_id=SERVICE, unit_id=unit_id("south"), from_on=date(2024, 1, 1))
        )

    assert names(session, EVERYTHING) == ["Org"]
    assert names(session, SERVICE) == ["South", "Care", "Help", "Blue"]

    with writing(session):
        row = session.scalars(
            select(SupervisionRow).where(SupervisionRow.unit_id == unit_id("south"))
        )
        row.one().until_on = TODAY
    assert names(session, EVERYTHING) == ["Org", "South", "Care"]


def test_nothing_lies_below_a_closed_unit(session):
    with writing(session):
        session.get(UnitRow, unit_id("south")).closed_on = TODAY

    assert names(session, EVERYTHING) == ["Org"]


def test_units_of_other_branches_cost_nothing(counting):
    asked = lambda: names(counting, SERVICE)  # noqa: E731
    asked()
    few = steps_of(counting, asked)
    add_teams(counting, "care", MANY)

    assert steps_of(counting, asked) <= few * 1.2


def test_the_first_units_cost_the_same_however_many_there_are(counting):
    add_teams(counting, "south", 200, prefix="Other")
    few = steps_of(counting, lambda: names(counting, EVERYTHING, 3))
    add_teams(counting, "care", MANY)

    assert steps_of(counting, lambda: names(counting, EVERYTHING, 3)) <= few * 1.2
    assert set(UNITS) >= {name.lower() for name in names(counting, EVERYTHING, 3)}
