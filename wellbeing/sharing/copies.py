"""What is shared: a copy, made when its person looked at it, that does not change with its original."""

import hashlib
from dataclasses import dataclass

from pydantic import TypeAdapter

from wellbeing.looking_back.sheet import Sheet


@dataclass(frozen=True)
class CopiedList:
    """One list of a section of the kit: each line with what was written beside it.

    The only list of a section has no label of its own.
    """

    label: str
    lines: tuple[tuple[str, ...], ...]
    is_of_people: bool = False


@dataclass(frozen=True)
class Copy:
    """A section of the kit, or the sheet for a conversation, as it stood at one moment."""

    title: str
    lists: tuple[CopiedList, ...] = ()
    sheet: Sheet | None = None

    @property
    def is_empty(self) -> bool:
        return not self.lists and (self.sheet is None or self.sheet.is_empty)

    @property
    def names_others(self) -> bool:
        """Say whether other people stand in it, who have not been asked."""
        return any(each.is_of_people for each in self.lists)

    @property
    def mark(self) -> str:
        """Return the mark by which exactly these words are known again."""
        return hashlib.sha256(copy_to_bytes(self)).hexdigest()


_COPY = TypeAdapter(Copy)


def copy_to_bytes(copy: Copy) -> bytes:
    return _COPY.dump_json(copy)


def copy_from_bytes(written: bytes) -> Copy:
    return _COPY.validate_json(written)
