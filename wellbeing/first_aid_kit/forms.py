"""The form of one page of the kit, made from its section in the content."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

from wtforms import Field, HiddenField, StringField, TextAreaField

from wellbeing.content.models import KitSection
from wellbeing.first_aid_kit.pages import FieldText, Page
from wellbeing.web.forms import LONGEST_TEXT, NotTooLong, PostedForm, clean_text

LONGEST_LINE = 200
MOST_DIGITS = 9


class PageForm(PostedForm):
    """The texts of one section, and the version of the page they were written on."""

    section: ClassVar[KitSection]
    version = HiddenField()

    @classmethod
    def showing(cls, page: Page, **kwargs: Any) -> "PageForm":
        """Return the form with what the page holds."""
        texts = {name: page.text_of(name) for name in field_names(cls.section)}
        return cls(data={"version": str(page.version), **texts}, **kwargs)

    def to_page(self) -> Page:
        names = field_names(self.section)
        return Page(
            self.section.id,
            self._version(),
            tuple(FieldText(name, clean_text(self[name].data)) for name in names),
        )

    def put(self, page: Page) -> None:
        """Show these texts instead of what was typed, to be saved over this page's version."""
        self.version.data = str(page.version)
        for name in field_names(self.section):
            self[name].data = page.text_of(name)

    @property
    def between(self) -> str:
        """What stands between two texts of one field that are put together."""
        return " / " if self.section.rows > 1 else "\n"

    @property
    def rows(self) -> tuple[tuple[Field, ...], ...]:
        """The fields, row by row; a section without rows has one."""
        ids = [field.id for field in self.section.fields]
        return tuple(
            tuple(self[name_of(self.section, field_id, row)] for field_id in ids)
            for row in range(1, self.section.rows + 1)
        )

    @property
    def rows_in_use(self) -> int:
        """How many rows to show at once: those with something in them, and one to write in."""
        last = max(
            (at for at, row in enumerate(self.rows, 1) if any(f.data or f.errors for f in row)),
            default=0,
        )
        return min(last + 1, self.section.rows)

    def _version(self) -> int:
        said = (self.version.data or "").strip()
        return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else 0


@lru_cache(maxsize=64)
def form_of(section: KitSection) -> type[PageForm]:
    """Return the form class of a section."""
    fields: Mapping[str, Any] = {
        name_of(section, field.id, row): _field(section, field.label, field.help)
        for row in range(1, section.rows + 1)
        for field in section.fields
    }
    return type("SectionForm", (PageForm,), {"section": section, **fields})


def field_names(section: KitSection) -> tuple[str, ...]:
    return tuple(
        name_of(section, field.id, row)
        for row in range(1, section.rows + 1)
        for field in section.fields
    )


def name_of(section: KitSection, field_id: str, row: int) -> str:
    """Return the name of a field; where fields repeat, the row is part of it."""
    return field_id if section.rows == 1 else f"{field_id}-{row}"


def _field(section: KitSection, label: str, help_text: str) -> Field:
    if section.rows > 1:
        return StringField(label, description=help_text, validators=[NotTooLong(LONGEST_LINE)])
    return TextAreaField(label, description=help_text, validators=[NotTooLong(LONGEST_TEXT)])
