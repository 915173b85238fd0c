"""What two people of a case keep together: their times, their letters, and who read them when.

Each contact has a thread of their own: whoever takes a case over reads no letter to the one before.
"""

from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from wellbeing.contact.times import NO_TIMES, Side, Times
from wellbeing.looks import Look, with_one_more
from wellbeing.stepped_care.canonical import EXACT

LONGEST_LETTER = 2_000
# Of one thread: these are letters. Who needs more talks.
MOST_LETTERS = 100
# From the size of the sealed value nobody can tell one letter from two.
BLOCK = 4_096


class FullError(Exception):
    """The thread holds as many letters as it can."""


@dataclass(frozen=True)
class Letter:
    """One letter. `press` names the one press that sent it, so that a second arrival does nothing."""

    by: Side
    on: date
    text: str
    press: str
    # When the contact first had a letter of the person before them; the contact is told nothing.
    read_on: date | None = None

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Thread:
    """Everything between the person and one contact."""

    contact: str
    times: Times = NO_TIMES
    letters: tuple[Letter, ...] = ()
    looks: tuple[Look, ...] = ()
    # Something happened that this side has not opened; they were told of it once.
    waits_for: tuple[Side, ...] = ()

    __pydantic_config__ = EXACT

    def write(self, letter: Letter) -> "Thread":
        """Add a letter; the same press once more changes nothing."""
        if any((one.by, one.press) == (letter.by, letter.press) for one in self.letters):
            return self
        if len(self.letters) >= MOST_LETTERS:
            raise FullError
        return replace(self, letters=(*self.letters, letter))

    def waiting_for(self, side: Side) -> "Thread":
        if side in self.waits_for:
            return self
        return replace(self, waits_for=tuple(sorted((*self.waits_for, side))))

    def opened_by(self, side: Side, on: date) -> "Thread":
        """Note that a side opened the page; of a contact the look is written down."""
        waits = tuple(one for one in self.waits_for if one is not side)
        if side is Side.ASKER:
            return replace(self, waits_for=waits)
        letters = tuple(
            replace(one, read_on=on) if one.by is Side.ASKER and one.read_on is None else one
            for one in self.letters
        )
        return replace(
            self, waits_for=waits, letters=letters, looks=with_one_more(self.looks, Look(on))
        )


@dataclass(frozen=True)
class Papers:
    """The threads of one case, the latest last."""

    threads: tuple[Thread, ...] = ()

    __pydantic_config__ = EXACT

    def with_contact(self, contact: str) -> Thread:
        return next((one for one in self.threads if one.contact == contact), Thread(contact))

    def having(self, thread: Thread) -> "Papers":
        """Put a thread in the place of the one before, or behind all others."""
        others = tuple(one for one in self.threads if one.contact != thread.contact)
        return Papers((*others, thread))


_PAPERS = TypeAdapter(Papers)


def papers_to_bytes(papers: Papers) -> bytes:
    """Return what is sealed, filled up with blanks to whole blocks."""
    written = _PAPERS.dump_json(papers)
    return written + b" " * (-len(written) % BLOCK)


def papers_from_bytes(written: bytes) -> Papers:
    return _PAPERS.validate_json(written)
