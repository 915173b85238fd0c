"""What was published last, kept outside ledger and database: so putting back both is noticed.

It is written ahead: before a window's noise leaves memory, the entry with which the ledger will end
is kept here for good. A ledger that does not end with it was interrupted or put back.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.ledger.service import Head
from wellbeing.publishing.rows import WitnessRow
from wellbeing.publishing.witness_file import WitnessError, read_text, write_text
from wellbeing.settings import Settings

ONLY = 1
EMPTY = Head()


@dataclass(frozen=True)
class Seen:
    """The entry with which the ledger ends, or will end, and the one before it."""

    head: Head = EMPTY
    before: Head = EMPTY
    # The window whose noise has been drawn for that entry; empty where no noise was.
    window: str = ""
    fence: int = 0
    # Grows with each writing: the newer of two copies holds.
    number: int = 0

    @classmethod
    def parse(cls, written: str) -> "Seen":
        """Read what `as_text` wrote; raise WitnessError for anything else."""
        try:
            found = json.loads(written)
            head, before = (Head(**found.pop(name)) for name in ("head", "before"))
            return cls(head, before, **found)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise WitnessError("The witness of what was published is damaged.") from error

    def as_text(self) -> str:
        return json.dumps(asdict(self))


class Witness(Protocol):
    """Remembers the newest entry of the ledger."""

    @property
    def is_asked(self) -> bool:
        """Say whether a ledger must be the one that was seen."""

    def read(self) -> Seen | None:
        """Return what was seen last; None before anything was; raise WitnessError when damaged."""

    def salvage(self) -> Seen | None:
        """Return the newest that can still be read."""

    def write(self, seen: Seen) -> Seen:
        """Keep this for good, and return it with its number; raise WitnessError otherwise."""


class KeptWitness:
    """Two copies: a file beside the key file, and a row in the key store.

    The file is in no backup of the databases. The row is there for every machine that publishes.
    """

    def __init__(self, file: Path, keys: Engine) -> None:
        """Name the two places."""
        self._file = file
        self._keys = keys

    is_asked = True

    def read(self) -> Seen | None:
        copies = [self._in_key_store(), read_text(self._file)]
        return _newest([Seen.parse(copy) for copy in copies if copy])

    def salvage(self) -> Seen | None:
        found = []
        for copy in (self._in_key_store, lambda: read_text(self._file)):
            try:
                found.append(Seen.parse(copy()))
            except WitnessError:
                continue
        return _newest(found)

    def write(self, seen: Seen) -> Seen:
        last = self.salvage()
        number = (last.number if last else 0) + 1
        kept = Seen(seen.head, seen.before, seen.window, seen.fence, number)
        write_text(self._file, kept.as_text())
        with Session(self._keys) as session, writing(session):
            session.merge(WitnessRow(id=ONLY, written=kept.as_text()))
        return kept

    def _in_key_store(self) -> str:
        with Session(self._keys) as session:
            row = session.get(WitnessRow, ONLY)
            return "" if row is None else row.written


class Unwitnessed:
    """For a sample, which is about nobody and is laid aside and made again as one likes."""

    is_asked = False

    def read(self) -> Seen | None:
        return None

    def salvage(self) -> Seen | None:
        return None

    def write(self, seen: Seen) -> Seen:
        return seen


def witness_of(settings: Settings, keys: Engine) -> Witness:
    """Return the witness of an installation."""
    return Unwitnessed() if settings.demo else KeptWitness(settings.witness_file, keys)


def _newest(copies: list[Seen]) -> Seen | None:
    return max(copies, key=lambda seen: seen.number, default=None)
