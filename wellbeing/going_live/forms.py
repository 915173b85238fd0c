"""The forms of going live: one line to fill in, and for whom check-ins shall open."""

from typing import Any

from wtforms import BooleanField, RadioField, TextAreaField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice, SelectMultipleField  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from wellbeing.going_live.kept import LONGEST_SAID
from wellbeing.opening.service import Wanted
from wellbeing.web.decision_form import LONGEST_REASON
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

EVERYBODY, SOME = "everybody", "some"


class LineForm(PostedForm):
    """What is there, in words, and that somebody has looked."""

    said = TextAreaField(
        "What is there",
        filters=[clean_text],
        validators=[DataRequired("Write what is there."), NotTooLong(LONGEST_SAID)],
    )
    is_there = BooleanField(
        "I have looked: we really have this.",
        validators=[InputRequired("Tick it once you have looked. Without it this stays open.")],
    )


class OpenForm(PostedForm):
    """For whom check-ins shall open, and why; the page sets which units there are."""

    who = RadioField(
        "For whom?",
        choices=[
            SelectChoice(SOME, "For a pilot: the units ticked below, with everything beneath them"),
            SelectChoice(EVERYBODY, "For everybody"),
        ],
        validators=[InputRequired("Choose for whom.")],
    )
    units = SelectMultipleField(
        "Units of a pilot",
        description="A unit brings everything beneath it.",
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    why = TextAreaField(
        "Why now?",
        description="Wellbeing leads and staff representatives read it, for as long as the opening is kept.",
        filters=[clean_text],
        validators=[
            DataRequired("Say why it should open now: who agrees to it has to know."),
            NotTooLong(LONGEST_REASON),
        ],
    )

    def validate_units(self, field: Any) -> None:
        """Ask for units where a pilot is wanted."""
        if self.who.data == SOME and not field.data:
            raise ValidationError("Tick one unit at least.")

    def to_wanted(self) -> Wanted:
        if self.who.data == EVERYBODY:
            return Wanted(everybody=True)
        return Wanted(tuple(sorted(self.units.data or ())))


class EndForm(PostedForm):
    """Why check-ins close again."""

    why = TextAreaField(
        "Why it closes",
        description="Wellbeing leads and staff representatives read it.",
        filters=[clean_text],
        validators=[DataRequired("Say why it closes."), NotTooLong(LONGEST_REASON)],
    )
