"""An agreement as it stood after one saving, and what happens when two people write at once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PartText:
    """What is agreed in one part."""

    part: str
    text: str


@dataclass(frozen=True)
class Version:
    """The whole agreement after one saving; number 0 is the empty page before the first one.

    It does not know who saved it, and nothing else does.
    """

    number: int = 0
    texts: tuple[PartText, ...] = ()
    written_on: date | None = None
    put_back: int | None = None
    is_taken_out: bool = False

    def text_of(self, part: str) -> str:
        return next((each.text for each in self.texts if each.part == part), "")

    @property
    def is_empty(self) -> bool:
        return not any(each.text for each in self.texts)

    def says_the_same_as(self, other: "Version") -> bool:
        """Tell whether two versions hold the same words, whatever their numbers."""
        return _filled(self) == _filled(other)

    def changed_since(self, earlier: "Version") -> tuple[str, ...]:
        """Return the parts that say something else than they did."""
        parts = dict.fromkeys(each.part for each in (*earlier.texts, *self.texts))
        return tuple(part for part in parts if self.text_of(part) != earlier.text_of(part))

    def with_texts(self, texts: Iterable[PartText]) -> "Version":
        """Return the same version with other words; a part they do not name keeps its own."""
        said = {each.part: each.text for each in (*self.texts, *texts)}
        return Version(self.number, tuple(PartText(part, text) for part, text in said.items()))


@dataclass(frozen=True)
class Meeting:
    """One part after two people wrote at once: what goes into its box, and what the other wrote.

    `theirs` is there only where both changed the part, each in another way.
    """

    part: str
    box: str
    theirs: str | None = None


def meet(read: Version, now: Version, typed: Iterable[PartText]) -> tuple[Meeting, ...]:
    """Bring together what somebody typed after reading one version with what stands there now."""
    return tuple(_meeting(read.text_of(mine.part), now, mine) for mine in typed)


def _filled(version: Version) -> frozenset[PartText]:
    return frozenset(each for each in version.texts if each.text)


def _meeting(read: str, now: Version, mine: PartText) -> Meeting:
    theirs = now.text_of(mine.part)
    if mine.text == read:
        return Meeting(mine.part, theirs)
    if theirs in {read, mine.text}:
        return Meeting(mine.part, mine.text)
    return Meeting(mine.part, mine.text, theirs)


def put_together(theirs: str, mine: str) -> str:
    """Return both texts, line by line, saying nothing twice."""
    lines = (*theirs.splitlines(), *mine.splitlines())
    return "\n".join(dict.fromkeys(line for line in lines if line.strip()))


def as_json(texts: Iterable[PartText]) -> str:
    return json.dumps({each.part: each.text for each in texts if each.text}, ensure_ascii=False)


def from_json(written: str) -> tuple[PartText, ...]:
    return tuple(PartText(part, text) for part, text in json.loads(written).items())
