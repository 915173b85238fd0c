"""The page of the privacy report walks the whole ledger when it must, and not for every look."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.integration.heatmaps.books import LARGE, a_book, cells_of_month, write
from tests.support.house import prepare
from tests.support.press import CALENDAR
from tests.support.rows_read import rows_read
from tests.support.world import NOW
from wellbeing.database import Journal, make_engine, writing
from wellbeing.disclosure import Rhythm
from wellbeing.ledger import service as ledger
from wellbeing.ledger.service import Stamp
from wellbeing.records.walked import Walks, walk

TODAY = NOW.date()
BOOK = a_book(LARGE, months=2)
LONGER = a_book(LARGE, months=3)


@pytest.fixture
def released(database):
    """Sessions on a ledger of two months."""
    url = prepare(database).ledger_url
    write(BOOK, url, CALENDAR)
    engine = make_engine(url, Journal.LEDGER)
    yield lambda: Session(engine)
    engine.dispose()


def rows_of(walks, released, today=TODAY):
    with released() as session, rows_read() as read:
        found = walks.latest(session, today)
    return found, len(read)


def test_looking_again_reads_no_entry(released):
    walks = Walks()
    first, read = rows_of(walks, released)

    assert read > len(BOOK.cells)
    assert rows_of(walks, released) == (first, 0)
    with released() as session:
        assert first == walk(session)


def test_a_ledger_that_has_grown_and_a_new_day_are_walked_anew(released):
    walks = Walks()
    first, read = rows_of(walks, released)
    with released() as session, writing(session):
        ledger.begin(session, 1)
        (plan,) = LONGER.plans
        window = CALENDAR.window(2)
        cells = [
            cell
            for cell in cells_of_month(plan, 2)
            if (cell.rhythm, cell.window) == (Rhythm.MONTH, 2)
        ]
        ledger.add_window(session, plan, window, cells, Stamp(NOW, 1))

    grown, more = rows_of(walks, released)

    assert more > read
    assert grown.chain.entries > first.chain.entries
    assert grown.most_spent[1] > first.most_spent[1]
    assert rows_of(walks, released, TODAY + timedelta(days=1)) == (grown, more)


def test_a_broken_ledger_is_walked_until_it_is_mended(released):
    walks = Walks()
    break_it(released, 1)
    broken, _ = rows_of(walks, released)
    again, read = rows_of(walks, released)

    assert "was changed" in broken.chain.trouble
    assert (again, read > 0) == (broken, True)
    assert broken.most_spent == {}
    break_it(released, -1)
    assert rows_of(walks, released)[0].chain.is_whole


def break_it(released, by):
    """Change a figure behind the triggers' back, as only the owner of the database can."""
    with released() as session, writing(session):
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("ALTER TABLE release_cell DISABLE TRIGGER USER"))
        else:
            session.execute(text("DROP TRIGGER IF EXISTS release_cell_refuses_update"))
        session.execute(
            text("UPDATE release_cell SET released_int = released_int + :by"), {"by": by}
        )
