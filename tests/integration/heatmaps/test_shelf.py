"""What was read from the ledger is kept until the ledger grows, and no longer."""

from sqlalchemy.orm import Session

from tests.integration.heatmaps.books import LARGE, a_book, fill, write
from tests.integration.heatmaps.conftest import FIRST_MONDAY
from tests.support.house import prepare
from tests.support.world import NOW, UNITS, unit_id
from wellbeing.database import Journal, make_engine, writing
from wellbeing.disclosure import Book, Calendar, Indicator, Place, Reader, Rhythm
from wellbeing.heatmaps.shelf import READERS, Shelf
from wellbeing.ledger import service as ledger
from wellbeing.ledger.service import Stamp

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


def test_figures_of_earlier_cycles_are_read_once_and_new_ones_as_from_the_whole_ledger(database):
    """Whoever comes first after a release waits for the newest cycle alone."""
    url, calendar = prepare(database).ledger_url, Calendar(FIRST_MONDAY)
    book = a_book(LARGE, months=6)
    first = Book(book.plans[:1], tuple(cell for cell in book.cells if cell.cycle == 1))
    places = [Place(unit_id("red"), month, Indicator.CONDITIONS) for month in range(6)]
    engine, shelf = make_engine(url, Journal.LEDGER), Shelf()
    write(first, url, calendar)
    with Session(engine) as session:
        before = [shelf.reader(session, ASKED).at(place) for place in places[:3]]
        with writing(session):
            fill(session, Book(book.plans[1:], book.cells), calendar)
        after = [shelf.reader(session, ASKED).at(place) for place in places]
    engine.dispose()

    whole = Reader(book)
    assert after == [whole.at(place) for place in places]
    assert None not in after
    assert all(one is other for one, other in zip(before, after[:3], strict=True))


def test_a_window_that_comes_late_is_read_with_all_others_of_its_cycle(database):
    url, calendar = prepare(database).ledger_url, Calendar(FIRST_MONDAY)
    book = a_book(LARGE)
    engine, shelf = make_engine(url, Journal.LEDGER), Shelf()
    write(a_book(LARGE, months=2), url, calendar)
    third = Place(unit_id("red"), 2, Indicator.CONDITIONS)
    with Session(engine) as session:
        early = shelf.reader(session, ASKED).at(third)
        with writing(session):
            window = calendar.windows(1)[2]
            cells = [
                one
                for one in book.cells
                if (one.rhythm, one.window) == (Rhythm.MONTH, window.index)
            ]
            ledger.add_window(session, book.plans[0], window, cells, Stamp(NOW, 1))
        late = shelf.reader(session, ASKED).at(third)
    engine.dispose()

    assert early is None
    assert late is not None


def test_an_emptied_shelf_reads_the_same_anew(database):
    url = prepare(database).ledger_url
    write(a_book(LARGE), url, Calendar(FIRST_MONDAY))
    engine = make_engine(url, Journal.LEDGER)
    shelf, place = Shelf(), Place(unit_id("red"), 1, Indicator.CONDITIONS)
    with Session(engine) as session:
        before = shelf.reader(session, ASKED)
        shelf.empty()
        after = shelf.reader(session, ASKED)

        assert after is not before
        assert after.at(place) == before.at(place)
        assert after.at(place) is not before.at(place)
    engine.dispose()
