"""A cycle that begins with other numbers leaves the running one, and all that came out, untouched."""

import json
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.support.figure_settings import OTHER, a_row
from tests.support.policies import LEAD, REP
from tests.support.press import CALENDAR, LONG_AGO, at, publication, works
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.disclosure import ADOPTED, Rhythm
from wellbeing.ledger import service as ledger
from wellbeing.ledger.rows import ReleaseCellRow, ReleaseCycleRow
from wellbeing.two_people import text_hash


def rows_of(house, cycle):
    with house.ledger() as released:
        found = released.scalars(select(ReleaseCellRow)).all()
        return {
            tuple(getattr(row, column.name) for column in ReleaseCellRow.__table__.columns)
            for row in found
            if row.cycle_id == cycle
        }


def parameters_of(house):
    with house.ledger() as released:
        cycles = released.scalars(select(ReleaseCycleRow).order_by(ReleaseCycleRow.id)).all()
        return [json.loads(one.config_json)["parameters"] for one in cycles]


@pytest.fixture
def house(database):
    with works(database) as house:
        house.found({"S": {"A": 14, "B": 9}})
        with house.session() as session, writing(session):
            for who in (LEAD, REP):
                session.add(
                    PersonRow(
                        id=who,
                        name=who,
                        work_email=f"{who}@x.org",
                        email_key=who,
                        joined_on=LONG_AGO,
                    )
                )
        yield house


def agree(house, **values):
    row = a_row(**({"from_cycle": 2, "decided_on": date(2026, 2, 1)} | values))
    with house.session() as session, writing(session):
        session.add(row)


def test_the_running_cycle_keeps_its_numbers_and_the_next_begins_with_the_agreed_ones(house):
    first, second, third = CALENDAR.windows(1)
    house.publish(publication(first))
    before, agreed = rows_of(house, 1), ADOPTED.model_dump(mode="json")

    agree(house)
    house.publish(publication(second))
    assert before < rows_of(house, 1)
    assert parameters_of(house) == [agreed]
    house.publish(publication(third))
    ended = rows_of(house, 1)
    house.publish(publication(CALENDAR.windows(2)[0]))

    assert rows_of(house, 1) == ended
    assert parameters_of(house) == [agreed, OTHER.model_dump(mode="json")]
    # B has nine people: shown alone at a smallest group of 8, and no longer at 12.
    assert "B" in house.figures(first)
    assert "B" not in house.figures(CALENDAR.windows(2)[0])


def test_a_cycle_that_is_open_already_is_not_frozen_again(house):
    house.publish(at(CALENDAR.starts_on(2), hour=1))
    agree(house)

    house.publish(publication(CALENDAR.windows(2)[0]))

    assert parameters_of(house) == [ADOPTED.model_dump(mode="json")] * 2


def test_a_change_that_is_only_announced_alters_no_number_of_the_running_cycle(house):
    first, second, _ = CALENDAR.windows(1)
    reds = [f"A-{number}" for number in range(14)]
    house.publish(publication(first))
    house.answer_all(reds, second.weeks, 0)
    with house.ledger() as released:
        book = ledger.book(released)

    agree(house)
    house.publish(publication(second))

    with house.ledger() as released:
        after = ledger.book(released)
    assert after.plans == book.plans
    now = [cell for cell in after.cells if cell.window == second.index and cell.unit_key == "A"]
    # Fourteen people far above the centre: each counts with all that the old bound lets through.
    assert [(cell.sigma, cell.clip, cell.released) for cell in now] == [
        (cell.sigma, cell.clip, 14 * 4)
        for cell in book.cells
        if cell.unit_key == "A" and cell.rhythm is Rhythm.MONTH
    ]


GUARDED = {"rho_cycle": 0.4, "smallest_group": 8, "smallest_tally": 500}


@pytest.mark.parametrize(
    "loosened",
    [{"smallest_group": 2}, {"rho_cycle": 4.0}, {"smallest_tally": 10}, {"level_clip": 0.01}],
    ids=str,
)
def test_below_a_floor_the_publisher_keeps_the_last_good_numbers(house, loosened):
    """Whoever writes to the database can put a text there whose hash is right."""
    below = ADOPTED.model_copy(update=loosened).as_json()
    agree(house, text=below, text_sha256=text_hash(below), **GUARDED)

    house.publish(publication(CALENDAR.windows(2)[0]))

    assert parameters_of(house) == [ADOPTED.model_dump(mode="json")] * 2


@pytest.mark.parametrize(
    "loosened", [{"smallest_group": 7}, {"rho_cycle": 0.51}, {"smallest_tally": 499}], ids=str
)
def test_the_database_itself_refuses_numbers_below_their_floors(house, loosened):
    with pytest.raises(IntegrityError):
        agree(house, **(GUARDED | loosened))
