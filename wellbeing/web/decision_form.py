"""The form on which a second person agrees to a proposal, or says why not."""

from typing import Any

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, ValidationError

from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

LONGEST_REASON = 2_000
APPROVE, DECLINE = "approve", "decline"
PROPOSER_LEFT = (
    "Whoever proposed this no longer works here, so it cannot begin. "
    "A wellbeing lead can propose it again."
)


def reason_field(kept: str) -> TextAreaField:
    """Return the box for a reason; `kept` names what it is kept beside."""
    return TextAreaField(
        "Why it should change",
        description=f"Everybody at work can read this, for as long as {kept} kept.",
        filters=[clean_text],
        validators=[
            DataRequired("Say why it should change: everybody can read it later."),
            NotTooLong(LONGEST_REASON),
        ],
    )


def verdict_field(yes: str, no: str) -> RadioField:
    return RadioField(
        "Do you agree?",
        choices=[SelectChoice(APPROVE, yes), SelectChoice(DECLINE, no)],
        validators=[InputRequired("Choose one of the two.")],
    )


def note_field(label: str, who_reads: str) -> TextAreaField:
    return TextAreaField(
        label,
        description=f"Needed when you do not agree. {who_reads}",
        filters=[clean_text],
        validators=[NotTooLong(LONGEST_REASON)],
    )


class DecisionForm(PostedForm):
    """Whether a second person agrees, with a word to the others."""

    NEEDED = "Say why you do not agree, so that the proposal can be changed."
    verdict = verdict_field("Yes, this shall begin", "No, what is in force shall stay")
    note = note_field("A word to the others", "Write it so that everybody at work may read it.")

    def validate_note(self, field: Any) -> None:
        """Ask for a reason only when one is needed."""
        if self.verdict.data == DECLINE and not field.data:
            raise ValidationError(self.NEEDED)
