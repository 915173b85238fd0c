"""What somebody learns who holds some of the keys: the lines of docs/custody.md that are marked as tried."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tests.support.databases import on_sqlite
from tests.support.house import Home, prepare
from tests.support.house import opened as home_of
from tests.support.pages import Page
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.audit import service as audit
from wellbeing.cli import run
from wellbeing.clock import local_day
from wellbeing.database import make_engine, writing
from wellbeing.history.kept import CHECK_IN, Drawer
from wellbeing.history.rows import CheckInRow
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import DataKeyRow, SealBrokenError, Vault
from wellbeing.week import Week

ANN = CHARACTERS[0]
SIGNS = ("sleep", "alert", "worry", "irritable", "low", "avoid")


@dataclass
class Thief:
    """Holds copies of some files of an installation, and knows the program."""

    home: Home
    folder: Path

    def take(self) -> "Thief":
        for name in ("wellbeing.db", "keys.db"):
            shutil.copy2(self.home.settings.data / name, self.folder / name)
        shutil.copy2(self.home.settings.key_file, self.folder / "keys.json")
        return self

    @property
    def ring(self):
        return KeyRing.read(self.folder / "keys.json")

    def vault(self, ring=None, keys="keys.db", of=None):
        url = f"sqlite:///{(of or self).folder / keys}"
        return Vault(ring or self.ring, make_engine(url))

    def session(self):
        return Session(make_engine(f"sqlite:///{self.folder / 'wellbeing.db'}"))

    def week(self):
        return Week.of(local_day(NOW, self.home.zone))

    def answers(self, vault, who):
        with self.session() as session:
            kept = Drawer(session, vault, who.id).check_in(self.week())
        return kept and kept.answers.check_in.signs


@pytest.fixture(scope="module")
def thief(tmp_path_factory):
    folder = tmp_path_factory.mktemp("custody")
    data, loot = folder / "instance", folder / "loot"
    data.mkdir(mode=0o700)
    loot.mkdir()
    database = on_sqlite(data)
    with home_of(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
            scribe = audit.Scribe(home.vault, audit.by_command(), NOW.date())
            scribe.note_first(session, audit.Act(audit.Kind.CLOCK_CONFIRMED))
        check_in(home)
        yield Thief(home, loot).take()


def check_in(home):
    browser = home.browser_of(ANN.id)
    for path, chosen in (
        ("/consent", {"choice": "agree"}),
        ("/this-week/send", dict.fromkeys(SIGNS, "3")),
    ):
        form = Page(browser.get(path).text, path, 200).form(path).filled
        assert browser.post(path, data={**form, **chosen}).status_code in {200, 302, 303}


def test_database_and_key_store_open_nothing(thief):
    vault = thief.vault(KeyRing.fresh())

    with pytest.raises(SealBrokenError):
        vault.check()
    with thief.session() as session:
        (row,) = session.scalars(select(CheckInRow)).all()
    assert ANN.id.encode() not in row.id + row.sealed
    assert row.id != vault.row_key(CHECK_IN, ANN.id, str(thief.week()))


def test_the_key_file_and_the_database_tell_who_took_part_and_not_what_they_said(thief):
    emptied(thief.folder)
    vault = thief.vault(keys="empty.db")

    with thief.session() as session:
        there = {
            who.name
            for who in CHARACTERS
            if session.get(CheckInRow, vault.row_key(CHECK_IN, who.id, str(thief.week())))
        }
        told = [one.kind for one in audit.newest(session, vault, 10)]
    assert there == {ANN.name}
    assert told == [audit.Kind.CLOCK_CONFIRMED]
    with pytest.raises(SealBrokenError):
        thief.answers(vault, ANN)


def emptied(folder):
    """Lay a key store there in which no data key is."""
    shutil.copy2(folder / "keys.db", folder / "empty.db")
    engine = make_engine(f"sqlite:///{folder / 'empty.db'}")
    with Session(engine) as session, writing(session):
        session.execute(delete(DataKeyRow))
    engine.dispose()


def test_all_three_open_everything(thief):
    assert thief.answers(thief.vault(), ANN) == (3,) * len(SIGNS)


def test_an_old_key_file_opens_no_newer_key_store_but_an_old_key_store_with_it_opens_what_it_held(
    thief, tmp_path, monkeypatch
):
    monkeypatch.setenv("WELLBEING_KEY_FILE", str(thief.home.settings.key_file))
    assert run(["keys", "rotate", "--data", str(thief.home.settings.data)]) == 0
    newer = Thief(thief.home, tmp_path).take()

    with pytest.raises(SealBrokenError, match="does not hold key"):
        newer.answers(newer.vault(thief.ring), ANN)
    assert newer.answers(newer.vault(thief.ring, of=thief), ANN) == (3,) * len(SIGNS)
