"""A kit as its pages show it: sections with lines, people with how and when to reach them."""

from dataclasses import dataclass

from wellbeing.content.models import KitField, KitSection
from wellbeing.first_aid_kit.forms import name_of
from wellbeing.first_aid_kit.pages import Kit, Page


@dataclass(frozen=True)
class ShownField:
    """One field with the lines written in it."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ShownPerson:
    """One of the person's people: who, and what was written beside."""

    name: str
    beside: tuple[str, ...]


@dataclass(frozen=True)
class ShownSection:
    """One section of the notebook."""

    id: str
    title: str
    lead: str
    fields: tuple[ShownField, ...]
    people: tuple[ShownPerson, ...]

    @property
    def is_empty(self) -> bool:
        return not self.people and not any(field.lines for field in self.fields)


def shown(sections: tuple[KitSection, ...], kit: Kit) -> tuple[ShownSection, ...]:
    """Return all sections, the empty ones too."""
    return tuple(show_page(section, kit.page(section.id)) for section in sections)


def show_page(section: KitSection, page: Page) -> ShownSection:
    """Return one section with what a page says in it."""
    repeats = section.rows > 1
    return ShownSection(
        section.id,
        section.title,
        section.lead,
        () if repeats else tuple(_field(field, page) for field in section.fields),
        _people(section, page) if repeats else (),
    )


def _field(field: KitField, page: Page) -> ShownField:
    lines = (line.strip() for line in page.text_of(field.id).splitlines())
    return ShownField(field.label, tuple(line for line in lines if line))


def _people(section: KitSection, page: Page) -> tuple[ShownPerson, ...]:
    rows = (
        [page.text_of(name_of(section, field.id, row)) for field in section.fields]
        for row in range(1, section.rows + 1)
    )
    return tuple(
        ShownPerson(row[0], tuple(text for text in row[1:] if text)) for row in rows if any(row)
    )
