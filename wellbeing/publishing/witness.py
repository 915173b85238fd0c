"""What was published last, kept outside ledger and database: so putting back both is noticed.

It is written ahead: before a window's noise leaves memory, the entry with which the ledger will end
is kept here for good. A ledger that does not end with it was interrupted or put back.
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.installation import Installation
from wellbeing.ledger.service import Head
from wellbeing.publishing.rows import WitnessRow
from wellbeing.publishing.witness_file import (
    WitnessError,
    is_writable,
    read_text,
    unwritable,
    write_text,
)
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
    # Whose ledger it is: a new organisation may be set up beside what another one left.
    installation: str = ""

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

    def __init__(self, file: Path, keys: Engine, installation: str = "") -> None:
        """Name the two places, and the installation: what another one saw is none of ours."""
        self._file = file
        self._keys = keys
        self._installation = installation

    is_asked = True

    def read(self) -> Seen | None:
        copies = [self._in_key_store(), read_text(self._file)]
        return self._newest([Seen.parse(copy) for copy in copies if copy])

    def salvage(self) -> Seen | None:
        found = []
        for copy in (self._in_key_store, lambda: read_text(self._file)):
            try:
                found.append(Seen.parse(copy()))
            except WitnessError:
                continue
        return self._newest(found)

    def write(self, seen: Seen) -> Seen:
        last = self.salvage()
        number = (last.number if last else 0) + 1
        kept = replace(seen, number=number, installation=self._installation)
        write_text(self._file, kept.as_text())
        with Session(self._keys) as session, writing(session):
            session.merge(WitnessRow(id=ONLY, written=kept.as_text()))
        return kept

    def _in_key_store(self) -> str:
        with Session(self._keys) as session:
            row = session.get(WitnessRow, ONLY)
            return "" if row is None else row.written

    def _newest(self, copies: list[Seen]) -> Seen | None:
        ours = [seen for seen in copies if self._is_ours(seen)]
        return max(ours, key=lambda seen: seen.number, default=None)

    def _is_ours(self, seen: Seen) -> bool:
        """Say so of a copy without a name too: what is not known to be another's is heeded."""
        named = seen.installation and self._installation
        return not named or seen.installation == self._installation


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
    if settings.demo:
        return Unwitnessed()
    installation = Installation.read(settings.data)
    return KeptWitness(settings.witness_file, keys, installation.id if installation else "")


def why_unwritable(settings: Settings) -> str:
    """Return why the next window cannot be witnessed, with what to do; empty when it can."""
    file = settings.witness_file
    return "" if settings.demo or is_writable(file) else unwritable(file)
