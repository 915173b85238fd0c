"""The form on which a second person agrees to a role for somebody, or says why not."""

from typing import Any

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, ValidationError

from wellbeing.web.decision_form import APPROVE, DECLINE, LONGEST_REASON
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text


class GrantForm(PostedForm):
    """Whether somebody shall have a role."""

    verdict = RadioField(
        "Do you agree?",
        choices=[
            SelectChoice(APPROVE, "Yes, they shall have this role from now on"),
            SelectChoice(DECLINE, "No, they shall not have it"),
        ],
        validators=[InputRequired("Choose one of the two.")],
    )
    note = TextAreaField(
        "A word with it",
        description="Needed when you do not agree. The person can read it, and so can wellbeing leads and "
        "staff representatives.",
        filters=[clean_text],
        validators=[NotTooLong(LONGEST_REASON)],
    )

    def validate_note(self, field: Any) -> None:
        """Ask for a reason only when one is needed."""
        if self.verdict.data == DECLINE and not field.data:
            raise ValidationError("Say why you do not agree.")
