"""Everything of a person is deleted, nothing of anybody else, and it can be broken off anywhere."""

from dataclasses import replace
from threading import Event, Thread

import pytest

from tests.integration.records.test_my_data import tables_of_people
from tests.support.databases import on_sqlite
from tests.support.erasing import BrokenOffError, Everywhere, emptied, eraser
from tests.support.my_data import asked_by, data_in, files_in
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, TODAY, unit_id
from wellbeing.checkins import service as checkins
from wellbeing.checkins.drafts import Draft
from wellbeing.database import WRITES
from wellbeing.first_aid_kit.drafts import keep_draft
from wellbeing.first_aid_kit.lines import Typed
from wellbeing.first_aid_kit.notebook import Notebook
from wellbeing.preferences import contact
from wellbeing.records import erasure_list, erasure_store
from wellbeing.records.erasing import Point
from wellbeing.records.erasure_book import EMPTIED, STAYS
from wellbeing.records.erasure_list import Erased, one_at_a_time
from wellbeing.records.export_files import zip_of
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.links import owner_of
from wellbeing.sealed import Vault
from wellbeing.week import Week

IDS = {who.name: who.id for who in CHARACTERS}
WEEK = Week.of(TODAY)
ANN, BEN, CARA = IDS["staff"], IDS["moved"], IDS["supervisor"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("erasing") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home, home.session() as session:
        Everywhere(home, session, BEN).plant(unit_id("red"))
        yield home


def plant(home, who=ANN, *, with_account=False):
    with home.session() as session:
        return Everywhere(home, session, who).plant(unit_id("red"), with_account=with_account)


def whole_zip(home, who):
    with home.session() as session:
        return "".join(files_in(zip_of(asked_by(home, session, who))).values())


def erase(home, who=ANN, point=None):
    with home.session() as session:
        eraser(home, session, point).erase(who)


def finish(home):
    with home.session() as session:
        eraser(home, session).finish()


def test_every_table_that_holds_something_of_a_person_is_emptied_or_has_its_reason():
    assert EMPTIED | set(STAYS) == tables_of_people()
    assert EMPTIED & set(STAYS) == set()
    assert all(why.endswith(".") for why in STAYS.values())


def test_every_row_of_a_person_is_gone_and_every_row_of_others_is_as_it_was(home):
    before = emptied(home)
    plant(home)
    planted = emptied(home)
    erase(home)

    assert [name for name in EMPTIED - {"erasure_begun"} if planted[name] == before[name]] == []
    assert emptied(home) == before


def test_no_word_of_an_erased_person_is_left_but_their_account_and_what_stands_in_team_logs(home):
    words = plant(home, CARA, with_account=True)
    others = whole_zip(home, BEN)
    erase(home, CARA)
    whole = whole_zip(home, CARA)

    found = {where for where, word in words.items() if word in whole}
    assert found == {"name", "address", "team", "heard", "does", "answer"}
    parts = {name: part["rows"] for name, part in data_in_zip(home, CARA)["parts"].items()}
    filled = {name for name, rows in parts.items() if rows}
    assert filled <= {"account", "belonging", "when_asked", "team_log", "rules", "audit", "state"}
    assert len(whole_zip(home, BEN)) == len(others)


def data_in_zip(home, who):
    with home.session() as session:
        return data_in(zip_of(asked_by(home, session, who)))


def test_nothing_is_sent_any_more_and_links_of_old_messages_open_nothing(home):
    plant(home)
    with home.session() as session:
        desk = rhythm.Desk(session, home.vault, home.clock.now())
        before = owner_of(desk, rhythm.address_of(home.vault, ANN))
    erase(home)

    with home.session() as session:
        desk = rhythm.Desk(session, home.vault, home.clock.now())
        now = owner_of(desk, rhythm.address_of(home.vault, ANN))
        wish = rhythm.wish_of(desk, ANN)
        assert (wish.slot.messages, wish.away) == (rhythm.Messages.NONE, None)
        # Nobody is enrolled anew, to be asked again.
        assert rhythm.enrol(desk, [ANN]) == 0
    assert before is not None
    assert now is not None
    assert now.links > before.links
    assert now.times_ended == 0


def test_what_was_broken_off_is_finished_and_leaves_the_same(home):
    before, listed = emptied(home), known(home)
    plant(home)
    # Every point has its turn in tests/faults, by a kill.
    with pytest.raises(BrokenOffError):
        erase(home, point=Point.LISTED)
    finish(home)
    finish(home)

    assert emptied(home) == before
    # One entry, in the list and in the database, however often it was gone through.
    assert len(known(home) - listed) == 1
    assert known(home) == in_list(home)


def test_what_another_process_finished_is_not_done_again_to_somebody_who_began_anew(home):
    plant(home)
    with pytest.raises(BrokenOffError):
        erase(home, point=Point.ROWS)
    with home.session() as session:
        late = eraser(home, session)
        assert late.is_begun(ANN)
        session.rollback()
        finish(home)
        words = plant(home)
        late.go_on(ANN)

    assert words["kit"] in whole_zip(home, ANN)
    erase(home)


def test_two_erasures_never_run_side_by_side(home):
    plant(home)
    begun = Event()

    def erase_and_tell():
        with home.session() as session:
            replace(eraser(home, session), reached=lambda _point: begun.set()).erase(ANN)

    second = Thread(target=erase_and_tell)
    with one_at_a_time(home.settings.erasures):
        second.start()
        assert not begun.wait(0.4)
    second.join(60)
    assert data_in_zip(home, ANN)["parts"]["kit"]["rows"] == []


class WatchedVault(Vault):
    """Remembers whether a key was taken inside the transaction that writes what it seals.

    A key that was taken before may be destroyed while the transaction waits for an erasure: what it
    sealed would lie there, and nobody could open it.
    """

    def __init__(self, vault, session):
        vars(self).update(vars(vault))
        self.session, self.inside = session, None

    def box(self, person_id):
        self.inside = WRITES in self.session.info
        return super().box(person_id)


@pytest.mark.parametrize("keep", ["a check-in's draft", "a kit's draft", "contact wishes"])
def test_a_key_is_taken_in_the_transaction_that_writes_with_it(home, keep):
    with home.session() as session:
        vault = WatchedVault(home.vault, session)
        keeping = {
            "a check-in's draft": lambda: checkins.keep_draft(
                replace(asked_by(home, session, ANN).visit.desk, vault=vault), ANN, WEEK, Draft()
            ),
            "a kit's draft": lambda: keep_draft(
                Notebook(session, vault, ANN, home.clock.now()), "signs", (Typed("body", "x"),)
            ),
            "contact wishes": lambda: contact.keep_contact_wishes(
                session, vault, ANN, contact.ContactWishes(safe_times="at noon")
            ),
        }
        keeping[keep]()
    assert vault.inside
    erase(home)


def known(home):
    with home.session() as session:
        return set(erasure_store.known(session))


def in_list(home):
    return set(erasure_list.read(home.settings.erasures, home.vault.row_key))


def test_whoever_begins_again_is_new_and_what_they_write_then_stays(home):
    plant(home)
    erase(home)
    words = plant(home)
    with home.session() as session:
        listed = erasure_list.read(home.settings.erasures, home.vault.row_key)
        assert eraser(home, session).replay(listed) == 0
        eraser(home, session).finish()

    assert words["kit"] in whole_zip(home, ANN)
    erase(home)


def test_an_entry_that_the_database_does_not_know_is_carried_out_once(home):
    before = emptied(home)
    plant(home)
    with home.session() as session:
        one = eraser(home, session)
        entry = Erased(bytes(range(16)), one.mark(ANN), home.clock.now().date())
        nobody = Erased(bytes(range(1, 17)), one.mark("never here"), home.clock.now().date())
        assert one.unknown([entry, nobody]) == (entry, nobody)
        assert one.replay([entry, nobody]) == 2
        assert one.replay([entry, nobody]) == 0
    assert emptied(home) == before
