"""What a person has written in their kit: pages of lines, in the order the person gave them."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from pydantic import TypeAdapter

MOST_LINES = 20


@dataclass(frozen=True)
class Line:
    """One line: its texts (of a person in it: who, how, when), and when its page last changed it."""

    id: str
    list: str
    texts: tuple[str, ...]
    five_minutes: bool = False
    version: int = 0

    @property
    def text(self) -> str:
        return self.texts[0] if self.texts else ""

    def says(self, texts: tuple[str, ...], *, five_minutes: bool) -> bool:
        return self.texts == texts and self.five_minutes == five_minutes


@dataclass(frozen=True)
class Page:
    """One section as it stands; the number counts its changes."""

    section: str
    number: int = 0
    lines: tuple[Line, ...] = ()

    def of(self, list_id: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.list == list_id)

    def line(self, line_id: str) -> Line | None:
        return next((line for line in self.lines if line.id == line_id), None)

    def with_line(self, line: Line, place: int | None = None) -> "Page":
        """Add a line at its end, or at a place; what its list says already is not said twice."""
        if any(one.texts == line.texts for one in self.of(line.list)):
            return self
        at = len(self.lines) if place is None else place
        fresh = replace(line, version=self.number + 1)
        return replace(self, lines=(*self.lines[:at], fresh, *self.lines[at:]))

    def with_change(self, line_id: str, texts: tuple[str, ...], *, five_minutes: bool) -> "Page":
        changed = tuple(
            replace(line, texts=texts, five_minutes=five_minutes, version=self.number + 1)
            if line.id == line_id and not line.says(texts, five_minutes=five_minutes)
            else line
            for line in self.lines
        )
        return replace(self, lines=changed)

    def without(self, line_id: str) -> "Page":
        return replace(self, lines=tuple(line for line in self.lines if line.id != line_id))

    def with_moved(self, line_id: str, by: int) -> "Page":
        """Move a line up or down among the lines of its own list, and no further than its ends."""
        line = self.line(line_id)
        if line is None:
            return self
        own = list(self.of(line.list))
        at = own.index(line)
        own.insert(max(at + by, 0), own.pop(at))
        in_turn = iter(own)
        moved = (next(in_turn) if one.list == line.list else one for one in self.lines)
        return replace(self, lines=tuple(moved))

    def put_back(self, earlier: "Page") -> "Page":
        """Let the lines of an earlier page stand again, as lines of this moment."""
        again = (replace(line, version=self.number + 1) for line in earlier.lines)
        return replace(self, lines=tuple(again))

    def says_the_same_as(self, other: "Page") -> bool:
        return [(one.list, one.texts, one.five_minutes) for one in self.lines] == [
            (one.list, one.texts, one.five_minutes) for one in other.lines
        ]


@dataclass(frozen=True)
class Kept:
    """Where something that was changed or taken out is kept for some days: a whole page, or a line."""

    section: str
    name: str
    at: datetime
    gone_on: date
    place: int = 0
    is_line: bool = False


@dataclass(frozen=True)
class Kit:
    """All pages a person has written so far, and where to find what was changed lately."""

    pages: tuple[Page, ...] = ()
    kept: tuple[Kept, ...] = ()

    def page(self, section: str) -> Page:
        """Return a page, or an empty one that was never written on."""
        return next((each for each in self.pages if each.section == section), Page(section))

    def with_page(self, page: Page) -> "Kit":
        others = tuple(each for each in self.pages if each.section != page.section)
        return replace(self, pages=(*others, page))


@dataclass(frozen=True)
class Typed:
    """The text of one field of a form, as it was typed and not yet kept in the kit."""

    field: str
    text: str


_KIT = TypeAdapter(Kit)
_PAGE = TypeAdapter(Page)
_DRAFT = TypeAdapter(tuple[Typed, ...])


def kit_to_bytes(kit: Kit) -> bytes:
    return _KIT.dump_json(kit)


def kit_from_bytes(written: bytes) -> Kit:
    return _KIT.validate_json(written)


def page_to_bytes(page: Page) -> bytes:
    return _PAGE.dump_json(page)


def page_from_bytes(written: bytes) -> Page:
    return _PAGE.validate_json(written)


def draft_to_bytes(draft: tuple[Typed, ...]) -> bytes:
    return _DRAFT.dump_json(draft)


def draft_from_bytes(written: bytes) -> tuple[Typed, ...]:
    return _DRAFT.validate_json(written)
