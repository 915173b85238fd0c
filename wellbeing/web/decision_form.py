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


class DecisionForm(PostedForm):
    """Whether a second person agrees, with a word to the others."""

    verdict = RadioField(
        "Do you agree?",
        choices=[
            SelectChoice(APPROVE, "Yes, this shall begin"),
            SelectChoice(DECLINE, "No, what is in force shall stay"),
        ],
        validators=[InputRequired("Choose one of the two.")],
    )
    note = TextAreaField(
        "A word to the others",
        description="Needed when you do not agree. Write it so that everybody at work may read it.",
        filters=[clean_text],
        validators=[NotTooLong(LONGEST_REASON)],
    )

    def validate_note(self, field: Any) -> None:
        """Ask for a reason only when one is needed."""
        if self.verdict.data == DECLINE and not field.data:
            raise ValidationError("Say why you do not agree, so that the proposal can be changed.")
