"""The form that sets about how many tests a role gets a month."""

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.promise_tests.service import LEAST, MOST
from wellbeing.web.choices import OneAnswer
from wellbeing.web.forms import PostedForm

NONE = "none"


class NumberForm(PostedForm):
    """About how many tests a month."""

    number = OneAnswer(
        "About how many tests a month for each role?",
        choices=[
            *(SelectChoice(str(each), f"About {each}") for each in range(LEAST, MOST + 1, 2)),
            SelectChoice(NONE, "None: no test is sent, and nothing is counted"),
        ],
        validate_choice=False,
    )

    def begin_with(self, number: int) -> None:
        if self.number.data is None:
            self.number.data = str(number) if number else NONE

    def to_number(self) -> int:
        return 0 if self.number.data == NONE else int(self.number.data)

    def validate_number(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose how many tests a month.")
