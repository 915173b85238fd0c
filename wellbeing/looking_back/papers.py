"""What a person writes for themself: a paper with texts, and a version that tells two windows apart."""

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Paper:
    """A note or a sheet as it was written; without texts there is nothing on it."""

    version: int = 0
    texts: Texts = ()
    written_on: date | None = None

    def text_of(self, field: str) -> str:
        return dict(self.texts).get(field, "")

    @property
    def is_empty(self) -> bool:
        return not _filled(self)

    def says_the_same_as(self, other: "Paper") -> bool:
        """Tell whether two papers hold the same words, whatever their versions."""
        return _filled(self) == _filled(other)

    def put_together_with(self, now: "Paper") -> "Paper":
        """Return what is kept followed by what was typed, saying nothing twice."""
        fields = dict.fromkeys(name for name, _ in (*now.texts, *self.texts))
        joined = tuple(
            (name, "\n".join(dict.fromkeys(filter(None, (now.text_of(name), self.text_of(name))))))
            for name in fields
        )
        return Paper(now.version, joined, now.written_on)


_PAPER = TypeAdapter(Paper)


def to_bytes(paper: Paper) -> bytes:
    return _PAPER.dump_json(paper)


def from_bytes(written: bytes) -> Paper:
    return _PAPER.validate_json(written)


def _filled(paper: Paper) -> frozenset[tuple[str, str]]:
    return frozenset(each for each in paper.texts if each[1])
