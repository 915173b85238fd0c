"""After somebody was deleted no file holds a byte of what was sealed for them, nor of its key."""

import pytest

from tests.support.databases import on_sqlite
from tests.support.erasing import Everywhere, emptied, eraser
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, unit_id
from wellbeing.rhythm.service import address_of

ANN = next(who.id for who in CHARACTERS if who.name == "staff")
# Shorter ones stand in many rows of others as well, and longer ones over several pages of a file.
LONG_ENOUGH, BEGINNING = 16, 48
# On the roster, in a team's log, and on the calendar of the house.
STAYS = {"name", "address", "team", "heard", "does", "answer", "closed day"}


@pytest.fixture
def home(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        yield home


def of_rows(tables):
    """Return what stands in rows, long enough to be known again."""
    values = (value for rows in tables.values() for row in rows for value in row)
    written = (value.encode() if isinstance(value, str) else value for value in values)
    long = (one for one in written if isinstance(one, bytes) and len(one) >= LONG_ENOUGH)
    return {one[:BEGINNING] for one in long}


def found_in_files(home, values):
    """Return which values lie in which file of the installation, its key file left out."""
    folder = home.settings.data
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: sum(one in content for one in values) for name, content in files.items()}


def test_no_byte_of_a_row_a_key_or_a_word_is_left_in_any_file(home, capfd):
    before = of_rows(emptied(home))
    with home.session() as session:
        others = (one.id for one in CHARACTERS if one.id != ANN)
        for other in (next(others), next(others)):
            Everywhere(home, session, other).plant(unit_id("red"))
        theirs = of_rows(emptied(home))
        words = Everywhere(home, session, ANN).plant(unit_id("red"))
    # Of the account, and of the row that says that nothing is sent.
    stays = {ANN.encode(), address_of(home.vault, ANN)}
    hers = of_rows(emptied(home)) - theirs - before - stays
    private = {word.encode() for where, word in words.items() if where not in STAYS}
    assert sum(found_in_files(home, hers).values()) >= len(hers)
    assert len(hers) > 30

    with home.session() as session:
        eraser(home, session).erase(ANN)

    assert {name: many for name, many in found_in_files(home, hers | private).items() if many} == {}
    said = "".join(capfd.readouterr())
    assert [word for word in (*words.values(), ANN) if word in said] == []
