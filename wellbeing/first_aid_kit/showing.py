"""A kit as its pages show it: sections with their lists, and people with how and when to reach them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from wellbeing.content.kit_models import KitList, KitPart, KitSection
from wellbeing.first_aid_kit.lines import Kit, Line, Page


@dataclass(frozen=True)
class ShownLine:
    """One line: its first text, and what was written beside it."""

    id: str
    text: str
    beside: tuple[str, ...]
    five_minutes: bool
    is_person: bool

    @property
    def initial(self) -> str:
        """Return the first letter of a name; half an emoji or a sign of direction is none."""
        return next((sign for sign in self.text if sign.isalnum()), "")


@dataclass(frozen=True)
class ShownList:
    """One list with its lines."""

    words: KitList
    lines: tuple[ShownLine, ...]

    @property
    def is_of_people(self) -> bool:
        return bool(self.words.parts)


@dataclass(frozen=True)
class ShownSection:
    """One section of the notebook; lines of a list that is gone from the content stand at its end."""

    words: KitSection
    lists: tuple[ShownList, ...]

    @property
    def is_empty(self) -> bool:
        return not any(each.lines for each in self.lists)

    @property
    def filled(self) -> tuple[ShownList, ...]:
        return tuple(each for each in self.lists if each.lines)


def shown(sections: Sequence[KitSection], kit: Kit) -> tuple[ShownSection, ...]:
    """Return all sections, the empty ones too."""
    return tuple(show_page(section, kit.page(section.id)) for section in sections)


def show_page(section: KitSection, page: Page) -> ShownSection:
    found = {each.id: each for each in section.lists}
    for line in page.lines:
        found.setdefault(line.list, list_of(section, line))
    return ShownSection(
        section,
        tuple(
            ShownList(each, tuple(show_line(line, each) for line in page.of(each.id)))
            for each in found.values()
        ),
    )


def list_of(section: KitSection, line: Line) -> KitList:
    """Return the list in which a line stands, also where the content has it no more."""
    parts = tuple(KitPart(label=f"Text {at}") for at, _ in enumerate(line.texts, 1))
    gone = KitList(id=line.list, label="From before", parts=parts if len(parts) > 1 else ())
    return section.list_named(line.list) or gone


def show_line(line: Line, of: KitList) -> ShownLine:
    """Return a line as it is read; the first text there is stands first."""
    texts = [text for text in line.texts if text]
    return ShownLine(
        line.id,
        texts[0] if texts else "",
        tuple(texts[1:]),
        line.five_minutes,
        bool(of.parts),
    )


def moment_in_words(at: datetime, zone: str) -> str:
    there = at.astimezone(ZoneInfo(zone))
    return f"{there:%A} {there.day} {there:%B}, {there:%H:%M}"


def pick(kit: Kit, sections: Sequence[KitSection], today: date, after: str = "") -> Line | None:
    """Return a line that fits into five minutes: another one each day, or the one after a line."""
    found = [
        line
        for section in sections
        for each in section.lists
        if each.asks_five_minutes
        for line in kit.page(section.id).of(each.id)
        if line.five_minutes
    ]
    if not found:
        return None
    before = next((at for at, line in enumerate(found) if line.id == after), None)
    start = today.toordinal() if before is None else before + 1
    return found[start % len(found)]
