"""One home for many tests, whose databases are put back to how they were before each of them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.support.databases import on_sqlite
from tests.support.house import Home
from tests.support.settled_home import settled_home

NAMES = ("wellbeing.db", "keys.db")


class PutBack:
    """A home in which the world of the tests stands, with copies of its databases."""

    def __init__(self, home: Home, copies: Path) -> None:
        """Copy the databases as they are."""
        self.home = home
        self._copies = copies
        self._later: dict[Callable[[Home], None], PutBack] = {}
        self._now = home.clock.standing_at
        for name in NAMES:
            _copy(home.settings.data / name, copies / name)

    def as_it_was(self) -> Home:
        """Return the home as it was at first."""
        self.home.clock.standing_at = self._now
        for name in NAMES:
            _copy(self._copies / name, self.home.settings.data / name)
        return self.home

    def after(self, begun: Callable[[Home], None]) -> Home:
        """Return the home as it was after this was done in it: done once, and copied as well."""
        if begun not in self._later:
            begun(self.as_it_was())
            copies = self._copies / str(len(self._later))
            copies.mkdir()
            self._later[begun] = PutBack(self.home, copies)
        return self._later[begun].as_it_was()


@contextmanager
def put_back_home(folder: Path) -> Iterator[PutBack]:
    data, copies = folder / "instance", folder / "copies"
    data.mkdir(mode=0o700)
    copies.mkdir()
    with settled_home(on_sqlite(data)) as home:
        yield PutBack(home, copies)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
