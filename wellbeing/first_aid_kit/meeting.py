"""Where the kit meets the check-in: what a person wrote for the signs they have just named."""

from collections.abc import Collection
from dataclasses import dataclass

from wellbeing.content.kit_models import Kit as KitWords
from wellbeing.content.kit_models import KitSection
from wellbeing.first_aid_kit.lines import Kit, Line


@dataclass(frozen=True)
class BroughtList:
    """One list of the kit, with its lines."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Brought:
    """One section of the kit that fits an answer, with its lists that have lines."""

    section: str
    title: str
    lists: tuple[BroughtList, ...]

    def has_more_than(self, lines: int) -> bool:
        """Say whether one of its lists is longer."""
        return any(len(one.lines) > lines for one in self.lists)


def brought_forward(words: KitWords, kit: Kit, answers: Collection[str]) -> tuple[Brought, ...]:
    """Return what the kit says for these answers, in the order of the kit; empty lists are left out."""
    wanted = {
        (one.section, each)
        for one in words.meets
        if set(one.answers) & set(answers)
        for each in one.lists
    }
    found = (_brought(section, kit, wanted) for section in words.sections)
    return tuple(one for one in found if one.lists)


def _brought(section: KitSection, kit: Kit, wanted: set[tuple[str, str]]) -> Brought:
    page = kit.page(section.id)
    lists = (
        BroughtList(one.label, page.of(one.id))
        for one in section.lists
        if (section.id, one.id) in wanted
    )
    return Brought(section.id, section.title, tuple(one for one in lists if one.lines))
