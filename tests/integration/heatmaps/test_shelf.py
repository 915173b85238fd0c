"""What was read from the ledger is kept until the ledger grows, and no longer."""

from sqlalchemy.orm import Session

from tests.integration.heatmaps.books import LARGE, a_book, write
from tests.integration.heatmaps.conftest import FIRST_MONDAY
from tests.support.house import prepare
from tests.support.world import UNITS, unit_id
from wellbeing.database import Journal, make_engine
from wellbeing.disclosure import Book, Calendar
from wellbeing.heatmaps.shelf import READERS, Shelf

ASKED = frozenset(map(unit_id, UNITS))


def test_one_reader_serves_until_the_ledger_grows(database):
    url = prepare(database).ledger_url
    engine = make_engine(url, Journal.LEDGER)
    shelf, book = Shelf(), a_book(LARGE)
    with Session(engine) as session:
        empty = shelf.reader(session, ASKED)
        assert shelf.reader(session, ASKED) is empty
    write(book, url, Calendar(FIRST_MONDAY))

    with Session(engine) as session:
        grown = shelf.reader(session, ASKED)
        assert shelf.reader(session, ASKED) is grown
    engine.dispose()

    assert (empty.book.plans, len(grown.book.plans)) == ((), 1)
    assert len(grown.book.cells) == len(book.cells)


def test_equal_heads_need_no_second_reading(database):
    """A reader of another session with the same head is handed out again."""
    url = prepare(database).ledger_url
    write(Book((), ()), url, Calendar(FIRST_MONDAY))
    engine = make_engine(url, Journal.LEDGER)
    shelf = Shelf()
    with Session(engine) as one, Session(engine) as other:
        assert shelf.reader(one, ASKED) is shelf.reader(other, ASKED)
    engine.dispose()


def test_only_the_readers_asked_for_last_are_kept(database):
    url = prepare(database).ledger_url
    write(a_book(LARGE), url, Calendar(FIRST_MONDAY))
    engine = make_engine(url, Journal.LEDGER)
    shelf = Shelf()
    with Session(engine) as session:
        first, second = shelf.reader(session, ["first"]), shelf.reader(session, ["second"])
        for number in range(READERS - 1):
            shelf.reader(session, ["second"])
            shelf.reader(session, [str(number)])

        assert shelf.reader(session, ["second"]) is second
        assert shelf.reader(session, ["first"]) is not first
    engine.dispose()
