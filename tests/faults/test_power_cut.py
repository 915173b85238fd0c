"""The power fails at any moment while people check in: whoever was told "saved" finds it saved.

What the service writes is recorded, and the disk that a power cut would leave is put together
thousands of times. Ways to keep a journal that we refuse are tried in the same way: they must lose
something, or this proof proves nothing.
"""

import os
import shutil
import sqlite3
import sys

import pytest
from numpy.random import default_rng
from sqlalchemy.orm import Session

from tests.support import proofs, skips
from tests.support.after_power import Cuts, Tally, book_of
from tests.support.crowd import join
from tests.support.databases import on_sqlite
from tests.support.house import prepare
from tests.support.power import Disk, recorded, strace
from tests.support.source import ROOT
from tests.support.world import TODAY, settle
from wellbeing.database import Journal, make_engine
from wellbeing.key_ring import KeyRing

OURS = "TRUNCATE/EXTRA"
# How the service keeps the journals of database and key store: the second where the library of SQLite is new enough.
ALLOWED = {"TRUNCATE with EXTRA": (OURS, OURS), "WAL with FULL": ("WAL/FULL", OURS)}
FORBIDDEN = {
    "WAL with NORMAL": ("WAL/NORMAL", OURS),
    "DELETE with FULL": ("DELETE/FULL", OURS),
    "TRUNCATE with OFF": ("TRUNCATE/OFF", OURS),
    "WAL with NORMAL for the key store": (OURS, "WAL/NORMAL"),
}
EVERYDAY = ("TRUNCATE with EXTRA", "WAL with NORMAL")


def cut(folder, ways, people, states) -> dict[str, Tally]:
    """Record people who check in, and look at so many disks that a power cut would leave, for each way."""
    ground, key_file = prepared(folder, people)
    databases = {name: copied(ground, folder / name) for name in ways}
    disks = {name: Disk(database.data) for name, database in databases.items()}
    sets = [
        written
        for name, database in databases.items()
        for written in (database.main, database.keys, *ways[name], notes_of(database))
    ]
    acts = recorded(
        [sys.executable, "-m", "tests.support.acknowledging", *map(str, (people, key_file, *sets))],
        {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        folder / "record",
    )
    (folder / "after").mkdir()
    tallies = {}
    for name, database in databases.items():
        book = book_of(database, KeyRing.read(key_file), people)
        cuts = Cuts(acts, notes_of(database), book, folder / "after", default_rng(12))
        tallies[name] = cuts.tally(disks[name], states[name])
    return tallies


def prepared(folder, people):
    """Lay out an installation with these many people who have not agreed yet."""
    data = folder / "ground"
    data.mkdir()
    database = on_sqlite(data)
    settings = prepare(database)
    engine = make_engine(database.main)
    with Session(engine) as session:
        settle(session)
        join(session, range(people), TODAY)
    engine.dispose()
    return data, settings.key_file


def copied(ground, data):
    shutil.copytree(ground, data)
    return on_sqlite(data)


def notes_of(database):
    return database.data.with_suffix(".notes")


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_the_ways_we_refuse_lose_something(
    memory, record_property
):
    if strace() is None:
        skips.do_without(skips.STRACE, "Install strace, where processes may be watched.")
    people, states = proofs.size(2, 100), proofs.size(80, 10_000)
    # It is enough that they lose something, and each disk of a way that hardly waits takes long.
    of_forbidden = proofs.size(60, 500)
    ways = {
        name: modes
        for name, modes in {**ALLOWED, **FORBIDDEN}.items()
        if proofs.is_whole() or name in EVERYDAY
    }
    asked = {name: states if name in ALLOWED else of_forbidden for name in ways}
    tried = cut(memory, ways, people, asked)

    figures: dict[str, object] = {
        "SQLite": sqlite3.sqlite_version,
        "check-ins acknowledged for each way": people,
        "disks after a power cut for each way that is allowed": states,
        "and for each way that is refused": of_forbidden,
    }
    for name, tally in tried.items():
        figures[f"{name}: acknowledged missing, damaged, half kept"] = [
            tally.missing,
            tally.damaged,
            tally.half,
        ]
    proofs.report(record_property, "power-cuts", figures)
    for name, tally in tried.items():
        assert tally.states == asked[name]
        assert (tally.faults > 0) == (name in FORBIDDEN), name


@pytest.mark.parametrize("journal", [Journal.MAIN, Journal.SIDE, Journal.LEDGER])
def test_every_journal_the_service_keeps_is_one_that_was_tried(tmp_path, journal):
    levels = ("OFF", "NORMAL", "FULL", "EXTRA")
    engine = make_engine(f"sqlite:///{tmp_path / 'one.db'}", journal)
    with engine.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        level = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    engine.dispose()

    assert f"{mode.upper()}/{levels[level]}" in {main for main, _ in ALLOWED.values()}
