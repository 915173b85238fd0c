"""Named points of an act: a process of its own is killed with -9 just as it reaches one.

What an act does is seen from outside, as it does it: `main UPDATE check_in` before a statement that
writes, `main commits` before a commit and `main committed` after it, `file os.rename NAME` before an
act on a file. What cannot be seen so the act tells: `told NAME`. A point has a name, and the beginning
of what is seen there.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

KILLED = -signal.SIGKILL
# What the files of the databases are called; on PostgreSQL others say which is which.
FILES = {"wellbeing.db": "main", "keys.db": "keys", "ledger.db": "ledger"}
LEDGER = "SET LOCAL search_path TO ledger"
WRITING = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP")
WORDS = {"INSERT": 3, "DELETE": 3, "UPDATE": 2}
ON_FILES = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "open"})
Seen = Callable[[str], None]
# An act gets what it may tell with.
Act = Callable[[Seen], object]


@dataclass(frozen=True)
class Point:
    """A moment of an act: its name, and what is seen just then, and the how-manyth time."""

    name: str
    sees: str
    time: int = 1
    # What has to be seen before that counts.
    after: str = ""

    def __str__(self) -> str:
        """Return its name alone."""
        return self.name


def die_at(point: Point, act: Act, folder: Path, stores: dict[str, str] | None = None) -> int:
    """Do it in a process of its own until it reaches a point; return how that ended."""
    return _apart(_Killer(point).see, act, folder, stores)


def all_seen(act: Act, folder: Path, stores: dict[str, str] | None = None) -> list[str]:
    """Do it to its end in a process of its own; return all that was seen on the way."""
    written = folder.parent / "seen"
    with written.open("w", encoding="utf-8") as file:
        ended = _apart(lambda what: print(what, file=file, flush=True), act, folder, stores)
    if ended != 0:
        raise AssertionError(f"the act ended with {ended}")
    return written.read_text("utf-8").splitlines()


def place_of(point: Point, seen: Sequence[str]) -> int:
    """Return the place of a point in all that was seen."""
    killer = _Killer(point)
    return next(at for at, what in enumerate(seen) if killer.is_reached(what))


def _apart(see: Seen, act: Act, folder: Path, stores: dict[str, str] | None) -> int:
    def work() -> None:
        _Watch(see, str(folder), FILES | (stores or {})).listen()
        act(lambda what: see(f"told {what}"))

    return ended(begun(work))


def begun(work: Callable[[], object]) -> int:
    """Begin it in a process of its own, which has all that is imported here; return its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


def ended(child: int) -> int:
    """Wait for a process; return its status, below nothing for the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@dataclass
class _Killer:
    """Ends this process at a point."""

    point: Point
    times: int = 0
    counts: bool = False

    def see(self, what: str) -> None:
        if self.is_reached(what):
            os.kill(os.getpid(), signal.SIGKILL)

    def is_reached(self, what: str) -> bool:
        self.counts = self.counts or what.startswith(self.point.after)
        self.times += self.counts and what.startswith(self.point.sees)
        return self.times == self.point.time


@dataclass
class _Watch:
    """Hears what this process does to its databases and to the files under one folder."""

    see: Seen
    folder: str
    stores: dict[str, str]
    # On PostgreSQL the ledger lies in the main database, and is known by what is said first.
    ledgers: set[Engine] = field(default_factory=set)

    def listen(self) -> None:
        event.listen(Engine, "before_cursor_execute", self._statement)
        event.listen(Engine, "commit", self._commit)
        event.listen(Session, "after_commit", self._committed)
        sys.addaudithook(self._file)

    def _statement(self, connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement == LEDGER:
            self.ledgers.add(connection.engine)
        verb = statement.split(None, 1)[0]
        if verb in WRITING:
            words = " ".join(statement.split()[: WORDS.get(verb, 3)])
            self.see(f"{self._store(connection.engine)} {words}")

    def _commit(self, connection: Any) -> None:
        self.see(f"{self._store(connection.engine)} commits")

    def _committed(self, session: Session) -> None:
        bind = session.get_bind()
        self.see(f"{self._store(bind.engine)} committed")

    def _file(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name not in ON_FILES or not str(arguments[0]).startswith(self.folder):
            return
        writes = name != "open" or bool(int(arguments[2]) & (os.O_WRONLY | os.O_RDWR))
        if writes:
            self.see(f"file {name} {Path(str(arguments[0])).name}")

    def _store(self, engine: Engine) -> str:
        place = Path(str(engine.url.database)).name
        return "ledger" if engine in self.ledgers else self.stores.get(place, place)
