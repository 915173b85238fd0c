"""The forms of what a person writes for themself."""

from collections.abc import Mapping
from typing import Any, Self

from wtforms import BooleanField, Field, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.looking_back.papers import Paper
from wellbeing.web.choices import OneAnswer
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

MOST_DIGITS = 9
# Together they fit on one sheet of A4, with everything that can be ticked.
LONGEST_ON_SHEET = 600
YES = "yes"
KEEP, DELETE = "keep", "delete"
# The texts of the sheet, in their order, with the titles they have on the page and on paper.
WRITTEN = {
    "say": "What I want to say",
    "change": "What I would like to change",
    "helps": "What helps me",
    "leave_out": "What I do not want to talk about",
    "from_notes": "From my notes",
}


class PaperForm(PostedForm):
    """Texts and ticks that are kept together, and the version they were written on."""

    version = HiddenField()

    @classmethod
    def showing(cls, paper: Paper, **kwargs: Any) -> Self:
        """Return the form with what the paper holds."""
        return cls(data={"version": str(paper.version), **dict(paper.texts)}, **kwargs)

    def to_paper(self) -> Paper:
        return Paper(self._version(), tuple((one.name, _as_kept(one)) for one in self.written))

    def put(self, paper: Paper) -> None:
        """Show these texts instead of what was typed, to be saved over this paper's version."""
        self.version.data = str(paper.version)
        for one in self.written:
            text = paper.text_of(one.name)
            one.data = bool(text) if isinstance(one, BooleanField) else text

    @property
    def written(self) -> tuple[Field, ...]:
        return tuple(one for one in self if isinstance(one, TextAreaField | BooleanField))

    def _version(self) -> int:
        said = (self.version.data or "").strip()
        return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else 0


class NoteForm(PaperForm):
    """The note of one week."""

    note = TextAreaField("My note", validators=[NotTooLong()])


class SheetForm(PaperForm):
    """Everything that may stand on the sheet for a conversation."""

    say = TextAreaField(WRITTEN["say"], validators=[NotTooLong(LONGEST_ON_SHEET)])
    change = TextAreaField(
        WRITTEN["change"],
        description="For example cover, tasks, hours or the place where you work.",
        validators=[NotTooLong(LONGEST_ON_SHEET)],
    )
    helps = TextAreaField(WRITTEN["helps"], validators=[NotTooLong(LONGEST_ON_SHEET)])
    leave_out = TextAreaField(
        WRITTEN["leave_out"],
        description="You can also keep this in mind and leave it off the sheet.",
        validators=[NotTooLong(LONGEST_ON_SHEET)],
    )
    signs = BooleanField("The picture of my warning signs in the last 13 weeks")
    pressures = BooleanField("The pictures of pressure and support in the last 13 weeks")
    step = BooleanField("My step now, and the reasons for it")
    from_notes = TextAreaField(
        WRITTEN["from_notes"],
        description="Only what stands in this box comes onto the sheet.",
        validators=[NotTooLong(LONGEST_ON_SHEET)],
    )
    week = SelectField("A note to copy from", choices=[], validate_choice=False)

    def offer_notes(self, days: Mapping[str, str]) -> None:
        """Let these weeks with a note be chosen, each by its name in addresses."""
        self.week.choices = [SelectChoice(name, day) for name, day in days.items()]


class SwitchOffForm(PostedForm):
    """What becomes of the notes when a person switches them off."""

    choice = OneAnswer(
        "What should happen to the notes you have written?",
        choices=[
            SelectChoice(KEEP, "Keep them, closed away. They come back if I switch notes on again"),
            SelectChoice(DELETE, "Delete them all. For 7 days I can still bring them back"),
        ],
    )

    def validate_choice(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose whether your notes are kept or deleted.")


def _as_kept(one: Field) -> str:
    if isinstance(one, BooleanField):
        return YES if one.data else ""
    return clean_text(one.data)
