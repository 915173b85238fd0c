"""The list of erasures after a power cut in the middle of a line; kills of an erasure: `test_named_kills`."""

import pytest

from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS
from wellbeing.commands.serve import prepared
from wellbeing.records import erasure_list
from wellbeing.records.erasing import Eraser

ANN = next(who.id for who in CHARACTERS if who.name == "staff")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("killed") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        yield home


def test_a_line_of_the_list_that_was_cut_off_counts_for_nothing_and_is_written_anew(home):
    with home.session() as session:
        Eraser(session, home.vault, home.settings.erasures, home.clock.now().date()).erase(ANN)
    whole = home.settings.erasures.read_bytes()
    home.settings.erasures.write_bytes(whole[:-20])

    prepared(home.settings, home.clock)
    listed = erasure_list.read(home.settings.erasures, home.vault.row_key)
    assert sorted(home.settings.erasures.read_bytes().splitlines()) == sorted(whole.splitlines())
    assert len(listed) == len(whole.splitlines())
