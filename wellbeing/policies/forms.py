"""The form of changing the policy: a whole text with its reason."""

from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired

from wellbeing.web.decision_form import reason_field
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

LONGEST_POLICY = 40_000
TOO_LARGE = f"This file is too large for a policy. The most is {LONGEST_POLICY:,} characters."


def as_lines(typed: str | None) -> str:
    """Return a text with one kind of line end, nothing that a page cannot carry, and no tabs."""
    return clean_text((typed or "").replace("\t", " "))


class ProposalForm(PostedForm):
    """A policy, typed or read from a file, and why it is proposed."""

    text = TextAreaField(
        "The whole policy",
        filters=[as_lines],
        validators=[
            DataRequired("The box is empty. Put the whole policy in it."),
            NotTooLong(LONGEST_POLICY),
        ],
    )
    file = FileField(
        "Or read it from a file on this device",
        description="Its text then stands in the box above. Nothing is sent for approval yet.",
    )
    why = reason_field("the policy is")
    # What stood in the box before a file was read into it.
    before = HiddenField(filters=[as_lines])

    def read_file(self) -> bool:
        """Put the file's text into the box, and say whether there was one; the rest stays."""
        uploaded = self.file.data
        if not getattr(uploaded, "filename", ""):
            return False
        content: bytes = uploaded.stream.read(LONGEST_POLICY * 4 + 1)
        try:
            text = as_lines(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.file.errors = ["This file is not text in UTF-8. Save it as UTF-8, then choose it."]
            return True
        if len(text) > LONGEST_POLICY or len(content) > LONGEST_POLICY * 4:
            self.file.errors = [TOO_LARGE]
            return True
        if self.text.data and self.text.data != text:
            self.before.data = self.text.data
        self.text.data = text
        return True
