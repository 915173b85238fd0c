"""What was served of a window is served of it for good: page, spreadsheet and JSON, byte for byte."""

import re
from contextlib import contextmanager

import pytest

from tests.integration.heatmaps.books import a_book, write
from tests.integration.heatmaps.conftest import FIRST_MONDAY, Reader
from tests.support import databases
from tests.support.house import opened, prepare
from tests.support.lived_books import prefixes
from tests.support.world import NOW, settle, unit_id
from wellbeing.disclosure import Calendar, Rhythm

# The service "help" shows its domains each week, its team "red" by the month.
HOMES = {"red": 40, "blue": 200, "green": 23}
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
FILES = ("figures.csv", "figures.json", "trend.png")


@pytest.fixture
def serving(tmp_path):
    """Open a service over a ledger as it stood after so many windows of one rhythm."""
    steps = list(prefixes(a_book(HOMES)))

    @contextmanager
    def serve(rhythm, index):
        book = next(
            book for window, book in steps if (window.rhythm, window.index) == (rhythm, index)
        )
        data = tmp_path / f"{rhythm} {index}" / "instance"
        data.mkdir(parents=True, mode=0o700)
        database = databases.on_sqlite(data)
        settings = prepare(database)
        write(book, settings.ledger_url, Calendar(FIRST_MONDAY))
        with opened(settings, database, NOW) as home:
            with home.session() as session:
                settle(session)
            yield Reader(home)

    return serve


def get(reader, unit, file=""):
    return reader.get("staff", f"/teams/{unit_id(unit)}{file and '/'}{file}")


def rows_of(answer):
    """Return the rows of the page's first table that hold a figure."""
    table = answer.text.split("<tbody>")[1].split("</tbody>")[0]
    return [row for row in ROW.findall(table) if "cell none" not in row]


@pytest.mark.parametrize(
    ("out", "later"),
    [
        (0, (Rhythm.MONTH, 0)),
        (2, (Rhythm.WEEK, 12)),
        (3, (Rhythm.MONTH, 0)),
        (7, (Rhythm.MONTH, 1)),
        (7, (Rhythm.MONTH, 2)),
    ],
)
def test_weeks_that_are_out_are_served_the_same_after_later_windows(serving, out, later):
    with serving(Rhythm.WEEK, out) as reader:
        page, spreadsheet, data = (get(reader, "help", file) for file in ("", *FILES[:2]))
    with serving(*later) as reader:
        page_then, spreadsheet_then, data_then = (
            get(reader, "help", file) for file in ("", *FILES[:2])
        )

    served, lines = rows_of(page), spreadsheet.data.splitlines()
    assert len(served) == out + 1
    assert rows_of(page_then)[-len(served) :] == served
    assert len(lines) > len(served)
    assert set(lines) <= set(spreadsheet_then.data.splitlines())
    figures, figures_then = (one.get_json()["figures"] for one in (data, data_then))
    assert figures
    assert all(one in figures_then for one in figures)


def test_files_of_a_team_keep_every_byte_and_their_mark_while_others_publish(serving):
    with serving(Rhythm.MONTH, 0) as reader:
        was = [get(reader, "red", file) for file in FILES]
    with serving(Rhythm.WEEK, 6) as reader:
        now = [get(reader, "red", file) for file in FILES]

    assert [one.data for one in now] == [one.data for one in was]
    assert [one.headers["ETag"] for one in now] == [one.headers["ETag"] for one in was]
