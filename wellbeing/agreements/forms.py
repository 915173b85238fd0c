"""The form of an agreement, made from its parts in the content."""

from collections.abc import Iterable
from functools import lru_cache
from typing import ClassVar

from wtforms import Field, HiddenField, TextAreaField

from wellbeing.agreements.service import Meeting, PartText, Version
from wellbeing.agreements.versions import put_together
from wellbeing.content.agreement_models import AgreementPart, AgreementWords
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

LONGEST_PART = 2_000
MOST_DIGITS = 7


class AgreementForm(PostedForm):
    """The boxes of all parts, and the version that was open while they were filled."""

    parts: ClassVar[tuple[AgreementPart, ...]]
    version = HiddenField()

    def begin_with(self, now: Version) -> None:
        """Put what is agreed into the boxes, unless this form was typed in before."""
        if not self.version.data:
            self.version.data = str(now.number)
            for part in self.parts:
                self.box(part.id).data = now.text_of(part.id)

    @property
    def read(self) -> int:
        return number_of(self.version.data)

    @property
    def texts(self) -> tuple[PartText, ...]:
        return tuple(PartText(part.id, self.text_of(part.id)) for part in self.parts)

    def text_of(self, part_id: str) -> str:
        return clean_text(self.box(part_id).data)

    def box(self, part_id: str) -> Field:
        found: Field = self[name_of(part_id)]
        return found

    def show(self, now: Version, meetings: Iterable[Meeting]) -> None:
        """Show what two people wrote; from now on this form is about the version that stands."""
        self.version.data = str(now.number)
        for one in meetings:
            self.box(one.part).data = one.box

    def put_together(self, other: Version, part_ids: Iterable[str]) -> None:
        """Put what the other person wrote before what was typed, in these parts."""
        known = {part.id for part in self.parts}
        for part_id in known.intersection(part_ids):
            joined = put_together(other.text_of(part_id), self.text_of(part_id))
            self.box(part_id).data = joined

    def add_idea(self, tapped: str) -> None:
        """Put an idea into its box; anything that is no idea of ours is left alone."""
        part_id, _, place = tapped.rpartition(".")
        part = next((one for one in self.parts if one.id == part_id), None)
        index = number_of(place) - 1
        if part is not None and 0 <= index < len(part.ideas):
            text = put_together(self.text_of(part.id), part.ideas[index])
            self.box(part.id).data = text

    def ideas_left(self, part: AgreementPart) -> list[tuple[int, str]]:
        """Return the ideas that do not stand in the box yet, each with its place."""
        lines = set(self.text_of(part.id).splitlines())
        return [(at, idea) for at, idea in enumerate(part.ideas, 1) if idea not in lines]


def form_of(words: AgreementWords) -> type[AgreementForm]:
    """Return the form class for these parts."""
    return _form_of(words.parts)


@lru_cache(maxsize=8)
def _form_of(parts: tuple[AgreementPart, ...]) -> type[AgreementForm]:
    boxes = {
        name_of(part.id): TextAreaField(
            part.title, description=part.help, validators=[NotTooLong(LONGEST_PART)]
        )
        for part in parts
    }
    return type("PartsForm", (AgreementForm,), {"parts": parts, **boxes})


def name_of(part_id: str) -> str:
    """Return the name of a part's box, which no part can confuse with a field of the form."""
    return f"part-{part_id}"


def number_of(typed: str | None) -> int:
    said = (typed or "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else 0
