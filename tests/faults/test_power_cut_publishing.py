"""The power fails at any moment while windows come out: what anybody saw is never out with other noise.

Publishing writes a file, the ledger and two databases. Each is replayed as a disk of its own would keep
it, and from what a cut leaves the next start goes on, with other noise. Ways to keep a journal that we
refuse, and a witness that is not brought to the disk, are tried in the same way: they must fail.
"""

import os
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from numpy.random import default_rng

from tests.support import proofs, skips
from tests.support.after_power import Cuts, Tally
from tests.support.backup_operator import FIRST
from tests.support.databases import Database, on_sqlite
from tests.support.out_after_power import WITNESS, Release, figures_of, open_in
from tests.support.power import Disk, Disks, Forgetful, recorded, strace
from tests.support.press import works
from tests.support.source import ROOT
from wellbeing.week import Week

OURS, WEAK = "TRUNCATE/EXTRA", "WAL/NORMAL"


class Way(NamedTuple):
    """How main database, key store and ledger keep their journals, and whether the witness waits."""

    main: str = OURS
    keys: str = OURS
    ledger: str = OURS
    witness: type[Disk] = Disk


ALLOWED = {"TRUNCATE with EXTRA": Way(), "WAL with FULL": Way("WAL/FULL")}
LOSES = {"WAL with NORMAL for the ledger": Way(ledger=WEAK)}
TWICE = {
    "WAL with NORMAL for all, and a witness that waits for no disk": Way(
        WEAK, WEAK, WEAK, Forgetful
    )
}
EVERYDAY = ("TRUNCATE with EXTRA", *TWICE)


class Record(NamedTuple):
    """One set of databases: what the disks held at first, and how it ended."""

    disks: Disks
    notes: Path
    release: Release


def cut(folder, ways, count, states) -> dict[str, tuple[Tally, Release]]:
    """Record how windows come out, and look at so many disks that a power cut would leave, for each way."""
    ground = prepared(folder)
    places = {name: laid_out(ground, folder / f"{at}") for at, name in enumerate(ways)}
    disks = {
        name: Disks(Disk(place.data), ways[name].witness(place.data.parent / "witness"))
        for name, place in places.items()
    }
    sets = [str(each) for name, place in places.items() for each in told(place, ways[name])]
    acts = recorded(
        [sys.executable, "-m", "tests.support.coming_out", str(count), str(ground.key_file), *sets],
        {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        folder / "record",
    )
    after = folder / "after"
    after.mkdir()
    tried = {}
    for name, place in places.items():
        release = Release(finished(place, ground.key_file), ground.key_file, count)
        cuts = Cuts(acts, notes_of(place), release, after, default_rng(12))
        tried[name] = (cuts.tally(disks[name], states[name]), release)
    return tried


def prepared(folder) -> Database:
    """Lay out an organisation of which nothing has come out."""
    data = folder / "ground"
    data.mkdir()
    with works(on_sqlite(data)) as made:
        made.found({"north": {"red": 9, "dot": 3}, "south": {"green": 12}})
        made.answer_all([f"red-{number}" for number in range(4)], [Week.of(FIRST.starts_on)], 1)
    return on_sqlite(data)


def laid_out(ground: Database, folder: Path) -> Database:
    (folder / "witness").mkdir(parents=True)
    shutil.copytree(ground.data, folder / "data")
    return on_sqlite(folder / "data")


def told(place: Database, way: Way) -> tuple[str | Path, ...]:
    modes = (way.main, way.keys, way.ledger)
    witness = place.data.parent / "witness" / WITNESS
    return (place.main, place.keys, place.ledger, *modes, witness, notes_of(place))


def notes_of(place: Database) -> Path:
    return place.data.with_suffix(".notes")


def finished(place: Database, key_file: Path):
    """Return what is out at the end, when no power failed."""
    whole = place.data.parent / "whole"
    shutil.copytree(place.data, whole)
    shutil.copy(place.data.parent / "witness" / WITNESS, whole)
    with open_in(whole, key_file) as opened:
        return figures_of(opened)


@pytest.mark.slow
def test_what_was_out_is_never_out_with_other_noise_and_publishing_goes_on(memory, record_property):
    if strace() is None:
        skips.do_without(skips.STRACE, "Install strace, where processes may be watched.")
    count, states = proofs.size(2, 5), proofs.size(10, 10_000)
    of_refused = proofs.size(80, 200)
    every = {**ALLOWED, **LOSES, **TWICE}
    ways = {name: way for name, way in every.items() if proofs.is_whole() or name in EVERYDAY}
    asked = {name: states if name in ALLOWED else of_refused for name in ways}
    tried = cut(memory, ways, count, asked)

    figures: dict[str, object] = {
        "SQLite": sqlite3.sqlite_version,
        "disks after a power cut for each way that is allowed": states,
        "and for each way that is refused": of_refused,
    }
    for name, (tally, release) in tried.items():
        figures[name] = {
            "windows that came out": len(release.released),
            "different states": release.different,
            "out and missing": tally.missing,
            "out twice": tally.twice,
            "half kept, or publishing did not go on": tally.half,
            "damaged": tally.damaged,
            "a person was asked first": release.asked,
        }
    proofs.report(record_property, "power-cuts-publishing", figures)
    for name, (tally, release) in tried.items():
        assert (tally.states, bool(release.released)) == (asked[name], True)
        assert (tally.faults > 0) == (name not in ALLOWED), name
    assert all(tried[name][0].missing for name in LOSES if name in tried)
    assert all(tried[name][0].twice for name in TWICE if name in tried)
