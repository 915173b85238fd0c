"""What is out after a power cut, and once publishing went on, beside what anybody had seen by then."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from tests.support.after_power import DamagedError, Tally
from tests.support.coming_out import JOURNALS, windows, works_on
from tests.support.databases import on_sqlite
from tests.support.press import CALENDAR, Works, publication
from wellbeing.database import make_engine
from wellbeing.disclosure import Window, WindowName
from wellbeing.ledger import service as ledger
from wellbeing.publishing.service import LedgerMismatchError

FILES = ("wellbeing.db", "keys.db", "ledger.db")
WITNESS = "witness.json"
# None of its windows is among those that came out before the cut.
NEXT_CYCLE = 3
# The name of a window → its cells, each with what was published of it.
Figures = dict[str, frozenset[tuple[str, ...]]]


@dataclass(frozen=True)
class Found:
    """What a start finds, what is out once it went on, and whether a person had to be asked."""

    at_first: Figures
    later: Figures
    is_sound: bool
    is_asked: bool


def other_noise(sums: Sequence[int], _sigma: float) -> Sequence[int]:
    """Return what is never drawn: whatever is released with it differs from the first time."""
    return [each + 1_000 for each in sums]


@dataclass
class Release:
    """Looks at databases and witness after a cut, and lets the next start go on from there.

    Many cuts leave the same bytes: what a start makes of them is tried once.
    """

    released: Figures
    key_file: Path
    count: int
    asked: int = 0
    _known: dict[bytes, Found] = field(default_factory=dict)

    @property
    def different(self) -> int:
        return len(self._known)

    def look(self, folder: Path, told: Set[str], tally: Tally) -> None:
        """Count what is wrong with what these had been told was out."""
        try:
            found = self._found(folder)
        except (DamagedError, SQLAlchemyError):
            tally.damaged += 1
            return
        self.asked += found.is_asked
        tally.missing += any(found.at_first.get(name) != self.released[name] for name in told)
        tally.half += not found.is_sound or not found.at_first.items() <= self.released.items()
        seen = {name: self.released[name] for name in told} | found.at_first
        tally.twice += any(found.later.get(name, cells) != cells for name, cells in seen.items())

    def _found(self, folder: Path) -> Found:
        state = _mended(folder)
        if state not in self._known:
            self._known[state] = self._gone_on(folder)
        return self._known[state]

    def _gone_on(self, folder: Path) -> Found:
        with open_in(folder, self.key_file) as works:
            at_first, is_whole = figures_of(works), _is_whole(works)
            *due, following = windows(self.count + 1)
            is_asked = _publish(works, due[-1])
            is_asked = _publish(works, following) or is_asked
            goes_on = bool(works.figures(following)) or _begins_anew(works)
            is_sound = is_whole and goes_on and _is_whole(works)
            return Found(at_first, figures_of(works), is_sound, is_asked)


def open_in(folder: Path, key_file: Path):
    """Open the organisation whose databases and witness lie here."""
    database = on_sqlite(folder)
    urls = (database.main, database.keys, database.ledger)
    engines = [make_engine(url, journal) for url, journal in zip(urls, JOURNALS, strict=True)]
    return works_on(engines, key_file, folder / WITNESS)


def figures_of(works: Works) -> Figures:
    found = defaultdict(set)
    with works.ledger() as session:
        for cell in ledger.book(session).cells:
            name = str(WindowName(cell.rhythm, cell.window))
            found[name].add(tuple(map(str, (cell,))))
    return {name: frozenset(cells) for name, cells in found.items()}


def _begins_anew(works: Works) -> bool:
    """Say whether figures come out in the next cycle, when a person gave up the one before."""
    (first, *_) = CALENDAR.windows(NEXT_CYCLE)
    _publish(works, first)
    return bool(works.figures(first))


def _publish(works: Works, window: Window) -> bool:
    """Publish what is due by then; say whether a person had to give something up first."""
    try:
        works.publish(publication(window), other_noise)
    except LedgerMismatchError:
        works.confirm(publication(window), "here")
        works.publish(publication(window), other_noise)
        return True
    return False


def _is_whole(works: Works) -> bool:
    try:
        with works.ledger() as session:
            ledger.verify(session)
    except ledger.LedgerBrokenError:
        return False
    return True


def _mended(folder: Path) -> bytes:
    """Let SQLite put right what the cut left; return what stands for all bytes that are there then."""
    digest = blake2b()
    for name in FILES:
        try:
            with closing(sqlite3.connect(folder / name)) as connection:
                connection.execute("PRAGMA synchronous=OFF")
                if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise DamagedError(name)
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError as error:
            raise DamagedError(name) from error
        digest.update(blake2b((folder / name).read_bytes()).digest())
    witness = folder / WITNESS
    digest.update(witness.read_bytes() if witness.exists() else b"")
    return digest.digest()
