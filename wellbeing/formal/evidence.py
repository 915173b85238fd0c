"""What a practitioner may read before they decide: a copy of what the person ticked, word for word."""

import hashlib
from dataclasses import dataclass

from pydantic import TypeAdapter

from wellbeing.looking_back.sheet import Sheet

WHY, SCORES, SCREENS, SHEET, WORDS = "why", "scores", "screens", "sheet", "words"


@dataclass(frozen=True)
class Item:
    """One thing that is shared: lines of the service, or the sheet for a conversation."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    sheet: Sheet | None = None


@dataclass(frozen=True)
class Evidence:
    """Everything that is shared; nothing is a choice too."""

    items: tuple[Item, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.items

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(one.title for one in self.items)

    @property
    def mark(self) -> str:
        """Return the mark by which exactly these words are known again."""
        return hashlib.sha256(evidence_to_bytes(self)).hexdigest()


_EVIDENCE = TypeAdapter(Evidence)


def evidence_to_bytes(evidence: Evidence) -> bytes:
    return _EVIDENCE.dump_json(evidence)


def evidence_from_bytes(written: bytes) -> Evidence:
    return _EVIDENCE.validate_json(written)
