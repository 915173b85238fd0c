"""What is found in databases after a power cut, beside what people had been told by then."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from numpy.random import Generator
from sqlalchemy.orm import Session

from tests.support.acknowledging import AGREED, CHECKED_IN, answers_of
from tests.support.crowd import number_id
from tests.support.databases import Database
from tests.support.power import Act, World
from tests.support.world import TODAY
from wellbeing.checkins.service import CONSENT
from wellbeing.database import Journal, make_engine
from wellbeing.history.kept import CARE_STATE, CHECK_IN, PLACEMENT, Drawer
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault
from wellbeing.week import Week

MAIN, KEYS = "wellbeing.db", "keys.db"
_ROWS = {
    MAIN: (
        "SELECT 'consent', id, sealed FROM consent UNION ALL "
        "SELECT 'check_in', id, sealed FROM check_in UNION ALL "
        "SELECT 'placement', id, sealed FROM placement UNION ALL "
        "SELECT 'care_state', id, CAST(sealed || weeks AS BLOB) FROM care_state"
    ),
    KEYS: "SELECT 'data_key', slot, wrapped FROM data_key",
}
# What takes a moment to bring back, or is never written, has no business in a copy that is only read.
_AS_FOUND = "PRAGMA synchronous=OFF"
Found = frozenset[tuple[str, bytes, bytes]]


class DamagedError(Exception):
    """A database cannot be read, or is not whole."""


@dataclass
class Tally:
    """How many disks after a power cut were looked at, and on how many something was wrong."""

    states: int = 0
    missing: int = 0
    damaged: int = 0
    half: int = 0
    twice: int = 0

    @property
    def faults(self) -> int:
        return self.missing + self.damaged + self.half + self.twice


class Looker(Protocol):
    """Looks at what a cut left, and knows what must be there."""

    def look(self, folder: Path, told: Set[str], tally: Tally) -> None:
        """Count what is wrong in this folder, for those who had been told this."""


class Cuttable(Protocol):
    """What a process writes to, as a disk that keeps only what it was made to keep."""

    def do(self, act: Act) -> bool: ...
    def without_the_rest(self) -> World: ...
    def torn(self, chance: Generator) -> World: ...


@dataclass(frozen=True)
class Book:
    """What each step of each person puts into the databases, in the order in which it is written."""

    steps: Mapping[str, tuple[Found, ...]]

    def look(self, folder: Path, told: Set[str], tally: Tally) -> None:
        try:
            found = read(folder)
        except DamagedError:
            tally.damaged += 1
            return
        tally.missing += self.missing(found, told)
        tally.half += self.half(found)

    def missing(self, found: Found, told: Set[str]) -> bool:
        return any(not rows <= found for name in told for rows in self.steps[name])

    def half(self, found: Found) -> bool:
        """Say whether anything is there without what is written with it, or before it."""
        return any(_is_half([rows & found for rows in step], step) for step in self.steps.values())


def _is_half(there: Sequence[Found], step: Sequence[Found]) -> bool:
    whole = [part == rows for part, rows in zip(there, step, strict=True)]
    begun = [bool(part) for part in there]
    # A later part without an earlier one, or a part of which only something is there.
    return begun != whole or whole != sorted(whole, reverse=True)


def book_of(database: Database, ring: KeyRing, people: int) -> Book:
    """Return what the finished databases hold; raise when anything of it cannot be opened."""
    by_row = {(row[0], row[1]): row for row in read(database.data)}
    week, key = Week.of(TODAY), ring.address
    steps: dict[str, tuple[Found, ...]] = {}
    for number in range(people):
        who = number_id(number)
        data_key = by_row["data_key", key("data-key", who)]
        agreed = by_row["consent", key(CONSENT, who)]
        sent = (
            by_row["check_in", key(CHECK_IN, who, str(week))],
            by_row["placement", key(PLACEMENT, who, str(week))],
            by_row["care_state", key(CARE_STATE, who)],
        )
        # The key first: what is sealed with one that is lost can never be opened.
        before = (frozenset({data_key}), frozenset({agreed}))
        steps[f"{AGREED} {number}"] = before
        steps[f"{CHECKED_IN} {number}"] = (*before, frozenset(sent))
    _require_open(database, ring, people)
    return Book(steps)


def _require_open(database: Database, ring: KeyRing, people: int) -> None:
    keys, engine = make_engine(database.keys, Journal.SIDE), make_engine(database.main)
    with Session(engine) as session:
        for number in range(people):
            drawer = Drawer(session, Vault(ring, keys), number_id(number))
            kept = drawer.check_in(Week.of(TODAY))
            if kept is None or kept.answers != answers_of(number):
                raise AssertionError(f"the check-in of {number} is not what was sent")
    engine.dispose()
    keys.dispose()


@dataclass
class Cuts:
    """Cuts the power at chosen moments of a record, and looks at what is left."""

    acts: Sequence[Act]
    notes: Path
    looker: Looker
    folder: Path
    chance: Generator
    _told: set[str] = field(default_factory=set)
    _noted: int = -1

    def tally(self, disk: Cuttable, states: int) -> Tally:
        mine = list(self._moments(deepcopy(disk)))
        self._told.clear()
        often = Counter(self.chance.choice(mine, size=states).tolist())
        tally = Tally()
        for moment, act in enumerate(self.acts):
            disk.do(act)
            self._hears(act)
            for world in self._worlds(disk, often[moment]):
                self._look(world, tally)
        return tally

    def _moments(self, disk: Cuttable) -> Iterator[int]:
        """Yield when this disk was written, or somebody told; what else the process did changes nothing."""
        for moment, act in enumerate(self.acts):
            is_about_it, is_told = disk.do(act), self._hears(act)
            if is_about_it or is_told:
                yield moment

    def _hears(self, act: Act) -> bool:
        """Say whether somebody was told just now, and remember what."""
        if act.name in {"open", "make"} and (
            act.handle == self._noted or act.file == str(self.notes)
        ):
            self._noted = act.handle if act.file == str(self.notes) else -1
        if act.name != "write" or act.handle != self._noted:
            return False
        self._told.add(act.data.decode().strip())
        return True

    def _worlds(self, disk: Cuttable, most: int) -> Iterator[World]:
        for number in range(most):
            yield disk.torn(self.chance) if number else disk.without_the_rest()

    def _look(self, world: World, tally: Tally) -> None:
        tally.states += 1
        for path in self.folder.iterdir():
            path.unlink()
        for name, content in world.items():
            (self.folder / Path(name).name).write_bytes(content)
        self.looker.look(self.folder, self._told, tally)


def read(folder: Path) -> Found:
    """Return what both databases hold; opening them puts right what a cut has left half done."""
    found: set[tuple[str, bytes, bytes]] = set()
    for name, rows in _ROWS.items():
        try:
            with closing(sqlite3.connect(folder / name)) as connection:
                connection.execute(_AS_FOUND)
                if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise DamagedError(name)
                found.update(connection.execute(rows))
        except sqlite3.DatabaseError as error:
            raise DamagedError(name) from error
    return frozenset(found)
