"""Of somebody with something damaged in their data, all the rest is handed out, and it is said what is not."""

import pytest
from sqlalchemy import select

from tests.integration.policies.reader import Reader
from tests.support.json_schema import valid
from tests.support.my_data import Planter, asked_by, data_in, files_in
from tests.support.settled_home import settled_in
from tests.support.world import CHARACTERS, unit_id
from wellbeing.database import writing
from wellbeing.first_aid_kit.store import KitRow
from wellbeing.history.rows import CareStateRow, CheckInRow, PlacementRow
from wellbeing.records.export_book import PARTS
from wellbeing.records.export_files import schema, zip_of
from wellbeing.records.export_filling import filled
from wellbeing.support.rows import RequestRow

ANN = next(who.id for who in CHARACTERS if who.name == "staff")
# Where each kind of damage shows; everything else has to be as it was.
TOUCHED = {
    CheckInRow: {"answers_in_words", "answers", "later_by_link"},
    PlacementRow: {"steps", "acts", "rules"},
    CareStateRow: {"state"},
    KitRow: {"kit", "kit_typed", "kit_before"},
    # What hangs on a request is found through it.
    RequestRow: {"requests", "looks", "cases", "letters", "times", "agreed_actions"},
}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with settled_in(tmp_path_factory.mktemp("damaged")) as home:
        with home.session() as session:
            Planter(home, session, ANN, unit_id("red")).everywhere()
        yield home


def parts_of(home):
    with home.session() as session:
        return {one.part.id: one for one in filled(asked_by(home, session, ANN), PARTS)}


@pytest.fixture
def damage(home):
    """Turn one bit of the first sealed row of a kind, and turn it back afterwards."""
    turned = []

    def turn(kind):
        with home.session() as session, writing(session):
            row = session.scalars(select(kind).limit(1)).one()
            row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
        turned.append(kind)

    yield turn
    for kind in (*turned,):
        turn(kind)


def test_what_is_whole_is_not_called_damaged(home):
    assert [name for name, one in parts_of(home).items() if not one.is_whole] == []


@pytest.mark.parametrize("kind", TOUCHED, ids=lambda kind: kind.__tablename__)
def test_one_damaged_row_keeps_nothing_else_from_being_handed_out(home, damage, kind):
    before = parts_of(home)

    damage(kind)

    after = parts_of(home)
    told = {name for name, one in after.items() if not one.is_whole}
    assert told
    assert told <= TOUCHED[kind]
    assert {name for name in before if after[name].rows != before[name].rows} <= TOUCHED[kind]


def test_the_file_says_what_could_not_be_opened_in_words_and_for_programs(home, damage):
    damage(CareStateRow)

    with home.session() as session:
        packed = zip_of(asked_by(home, session, ANN))

    assert data_in(packed)["not_opened"] == ["state"]
    assert valid(data_in(packed), schema())
    page = files_in(packed)["read-me-first.html"]
    assert "What could not be opened" in page
    assert page.count("Something here could not be opened.") == 1


def test_the_page_itself_opens_and_says_that_looks_may_be_missing(home, damage):
    damage(RequestRow)

    page = Reader(home, ANN).get("/my-data")

    assert page.status == 200
    assert "looks may be missing" in page.text
    assert "Nobody has looked" not in page.text
