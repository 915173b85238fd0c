"""Windows come out one after another, in a process of its own that notes which of them anybody can see.

python -m tests.support.coming_out WINDOWS KEY_FILE MAIN KEYS LEDGER MODE KEYS_MODE LEDGER_MODE WITNESS NOTES […]

It does the same for each set of databases. A mode is written like TRUNCATE/EXTRA, as in `acknowledging`.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.support.acknowledging import in_mode
from tests.support.press import CALENDAR, Works, publication
from wellbeing.database import Journal, make_engine
from wellbeing.disclosure import Window
from wellbeing.key_ring import KeyRing
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.witness import KeptWitness, Seen
from wellbeing.sealed import Vault

JOURNALS = (Journal.MAIN, Journal.SIDE, Journal.LEDGER)
OF_ONE_SET = 8


class Noting(KeptWitness):
    """Notes a window as out as soon as the ledger that it was told of is committed."""

    window = ""

    def write(self, seen: Seen) -> Seen:
        self.window = seen.window
        return super().write(seen)

    def note(self, notes: int) -> None:
        if self.window:
            os.write(notes, f"{self.window}\n".encode())
        self.window = ""


def windows(count: int) -> list[Window]:
    """Return the first months that come out, and those of the next cycle where they are not enough."""
    return [window for cycle in (1, 2) for window in CALENDAR.windows(cycle)][:count]


@contextmanager
def works_on(engines: Sequence[Engine], key_file: Path, witness: Path) -> Iterator[Works]:
    """Open an organisation on main database, key store and ledger, and let go of all three."""
    main, keys, released = engines
    vault = Vault(KeyRing.read(key_file), keys)
    try:
        yield Works(main, released, keys, vault, Noting(witness, keys), witness)
    finally:
        for engine in engines:
            engine.dispose()


def main(arguments: Sequence[str]) -> None:
    count, key_file, *sets = arguments
    for first in range(0, len(sets), OF_ONE_SET):
        urls, modes = sets[first : first + 3], sets[first + 3 : first + 6]
        witness, notes = sets[first + 6 : first + OF_ONE_SET]
        engines = [
            in_mode(make_engine(url, journal), mode)
            for url, journal, mode in zip(urls, JOURNALS, modes, strict=True)
        ]
        with works_on(engines, Path(key_file), Path(witness)) as works:
            come_out(works, int(count), Path(notes))


def come_out(works: Works, count: int, notes: Path) -> None:
    """Publish so many months, each when it is due, with all that is due with them."""
    noted = os.open(notes, os.O_WRONLY | os.O_CREAT)
    listening = _noter(works, noted)
    event.listen(Session, "after_commit", listening)
    for window in windows(count):
        works.publish(publication(window), discrete_gaussian)
    event.remove(Session, "after_commit", listening)
    os.close(noted)


def _noter(works: Works, noted: int) -> Callable[[Session], None]:
    def committed(session: Session) -> None:
        if session.get_bind() is works.ledger_engine and isinstance(works.witness, Noting):
            works.witness.note(noted)

    return committed


if __name__ == "__main__":
    main(sys.argv[1:])
