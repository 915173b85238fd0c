"""The forms of the kit: new lines on a page, one line in its place, and what to print."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField

from wellbeing.content.kit_models import KitList, KitSection, Networks, suggestions
from wellbeing.first_aid_kit.service import Change, Line, NewLine, Typed
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

LONGEST_LINE = 1_000
MOST_DIGITS = 9
FIVE_MINUTES = "Fits five minutes"


class WriteForm(PostedForm):
    """The empty lines at the end of each list of one section."""

    section: ClassVar[KitSection]

    @property
    def new_lines(self) -> tuple[NewLine, ...]:
        """Return what was typed; a line without its first text has the next one in its place."""
        found = (
            NewLine(each.id, self.texts_of(each), self._fits_five_minutes(each))
            for each in self.section.lists
        )
        return tuple(one for one in found if any(one.texts))

    @property
    def typed(self) -> tuple[Typed, ...]:
        return tuple(
            Typed(name, clean_text(self[name].data))
            for each in self.section.lists
            for name in names_of(each)
        )

    @property
    def lists_with_errors(self) -> tuple[str, ...]:
        return tuple(
            each.id for each in self.section.lists if any(self[n].errors for n in names_of(each))
        )

    def begin_with(self, draft: tuple[Typed, ...]) -> None:
        """Show again what was typed and never added."""
        known = {name for each in self.section.lists for name in names_of(each)}
        for one in draft:
            if one.field in known and not self[one.field].data:
                self[one.field].data = one.text

    def controls(self, of: KitList) -> tuple[Field, ...]:
        return tuple(self[name] for name in names_of(of))

    def tick(self, of: KitList) -> Field:
        found: Field = self[five_of(of)]
        return found

    def texts_of(self, of: KitList) -> tuple[str, ...]:
        return tuple(clean_text(self[name].data) for name in names_of(of))

    def tapped(self, value: str, networks: Networks) -> tuple[NewLine, ...]:
        """Return the suggestion that was tapped; anything else is none of ours."""
        list_id, _, place = value.rpartition(".")
        of = self.section.list_named(list_id)
        found = suggestions(of, networks) if of else ()
        at = number_of(place) - 1
        if of is None or not 0 <= at < len(found):
            return ()
        idea = found[at]
        blank = ("",) * (len(names_of(of)) - len(idea.texts))
        return (NewLine(of.id, (*idea.texts, *blank), idea.five_minutes),)

    def _fits_five_minutes(self, of: KitList) -> bool:
        return of.asks_five_minutes and bool(self[five_of(of)].data)


class LineForm(PostedForm):
    """One line, with the version it was opened at and the one that stands as far as we know."""

    of: ClassVar[KitList]
    version = HiddenField()
    opened = HiddenField()

    def begin_with(self, line: Line) -> None:
        """Show a line as it stands, unless this form was typed in before."""
        if not self.version.data:
            self.show_version(line)
            for name, text in zip(names_of(self.of), line.texts, strict=False):
                self[name].data = text
            if self.of.asks_five_minutes:
                self[five_of(self.of)].data = line.five_minutes

    def show_version(self, line: Line) -> None:
        """From now on this form is about the line as it stands."""
        self.version.data = self.opened.data = str(line.version)

    @property
    def controls(self) -> tuple[Field, ...]:
        return tuple(self[name] for name in names_of(self.of))

    @property
    def tick(self) -> Field | None:
        found: Field | None = self[five_of(self.of)] if self.of.asks_five_minutes else None
        return found

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(clean_text(self[name].data) for name in names_of(self.of))

    @property
    def five_minutes(self) -> bool:
        return self.tick is not None and bool(self.tick.data)

    def is_filled(self) -> bool:
        """Say whether there are words; if not, tell so at the first box."""
        if any(self.texts):
            return True
        told = "Write something here. To remove the line, press Take out."
        first = self.controls[0]
        first.errors = [*first.errors, told]
        return False

    def change(self, line_id: str) -> Change:
        return Change(
            line_id,
            number_of(self.version.data),
            number_of(self.opened.data),
            self.texts,
            self.five_minutes,
        )

    def new_line(self) -> NewLine:
        return NewLine(self.of.id, self.texts, self.five_minutes)


@lru_cache(maxsize=64)
def write_form_of(section: KitSection) -> type[WriteForm]:
    """Return the form class for new lines of a section."""
    fields: dict[str, Any] = {}
    for each in section.lists:
        fields.update(_fields(each, new=True))
    return type("SectionForm", (WriteForm,), {"section": section, **fields})


@lru_cache(maxsize=128)
def line_form_of(of: KitList) -> type[LineForm]:
    """Return the form class for one line of a list."""
    return type("ListForm", (LineForm,), {"of": of, **_fields(of, new=False)})


def names_of(of: KitList) -> tuple[str, ...]:
    """Return the names of a line's fields; a list id that is ours cannot meet them."""
    return tuple(f"line-{of.id}-{number}" for number in range(1, max(len(of.parts), 1) + 1))


def five_of(of: KitList) -> str:
    return f"five-{of.id}"


def number_of(typed: str | None) -> int:
    said = (typed or "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else 0


def _fields(of: KitList, *, new: bool) -> Mapping[str, Any]:
    limits = [NotTooLong(LONGEST_LINE)]
    if of.parts:
        found: dict[str, Any] = {
            name: StringField(part.label, description=part.help, validators=limits)
            for name, part in zip(names_of(of), of.parts, strict=True)
        }
    else:
        label = "A new line" if new else of.label
        found = {names_of(of)[0]: TextAreaField(label, validators=limits)}
    if of.asks_five_minutes:
        found[five_of(of)] = BooleanField(FIVE_MINUTES)
    return found
