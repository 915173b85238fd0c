"""A process is killed at each point of an erasure: nobody meets half of it, and a start finishes it."""

import os
import signal

import pytest
from sqlalchemy.orm import Session

from tests.support import proofs
from tests.support.databases import on_sqlite
from tests.support.erasing import Everywhere, emptied
from tests.support.my_data import asked_by
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, unit_id
from wellbeing.commands.serve import prepared
from wellbeing.database import make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.records import erasure_list
from wellbeing.records.erasing import Eraser, Point
from wellbeing.records.export_book import PARTS
from wellbeing.records.export_filling import filled
from wellbeing.sealed import Vault

ANN = next(who.id for who in CHARACTERS if who.name == "staff")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("killed") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        # What stays for good, such as a notice to a contact that waits, is there from the first time on.
        with home.session() as session:
            Everywhere(home, session, ANN).plant(unit_id("red"), with_account=False)
        _erase(home, lambda _reached: None)
        yield home


def erase_and_die(home, point):
    """Erase in a process of its own, which is killed at a point; return how it ended."""

    def reach(reached):
        if reached is point:
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        try:
            _erase(home, reach)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _erase(home, reached):
    settings, today = home.settings, home.clock.now().date()
    main = make_engine(settings.database_url, settings.main_journal)
    keys = make_engine(settings.keys_url, settings.side_journal)
    vault = Vault(KeyRing.read(settings.key_file), keys)
    with Session(main) as session:
        Eraser(session, vault, settings.erasures, today, reached).erase(ANN)


@pytest.mark.parametrize("point", list(Point))
def test_killed_at_a_point_every_row_can_still_be_opened_and_a_start_finishes_it(
    home, point, record_property
):
    times = proofs.size(reduced=1, whole=200)
    for _ in range(times):
        before = emptied(home)
        with home.session() as session:
            Everywhere(home, session, ANN).plant(unit_id("red"), with_account=False)

        assert erase_and_die(home, point) == -signal.SIGKILL
        if point is not Point.DONE:
            with home.session() as session:
                assert all(part.is_whole for part in filled(asked_by(home, session, ANN), PARTS))
        prepared(home.settings, home.clock)

        assert emptied(home) == before
    with home.session() as session:
        listed = erasure_list.read(home.settings.erasures, home.vault.row_key)
        eraser = Eraser(session, home.vault, home.settings.erasures, home.clock.now().date())
        assert eraser.unknown(listed) == ()
    proofs.record_only(record_property, f"erasure killed when {point}", {"times": times})


def test_a_line_of_the_list_that_was_cut_off_counts_for_nothing_and_is_written_anew(home):
    with home.session() as session:
        Eraser(session, home.vault, home.settings.erasures, home.clock.now().date()).erase(ANN)
    whole = home.settings.erasures.read_bytes()
    home.settings.erasures.write_bytes(whole[:-20])

    prepared(home.settings, home.clock)
    listed = erasure_list.read(home.settings.erasures, home.vault.row_key)
    assert sorted(home.settings.erasures.read_bytes().splitlines()) == sorted(whole.splitlines())
    assert len(listed) == len(whole.splitlines())
