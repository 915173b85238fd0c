"""The forms of what follows an action: the manager's answer, and what the team says of it."""

from typing import Any, ClassVar

from wtforms import HiddenField, TextAreaField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.actions.forms import LONGEST_REASON, Chosen, Days, number_of
from wellbeing.actions.log import Action, Decision, Helped
from wellbeing.actions.passing_up import Said
from wellbeing.web.choices import OneAnswer
from wellbeing.web.day_field import DayField
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

SAYS = {
    Helped.YES: "Yes, it helped",
    Helped.PARTLY: "In part",
    Helped.NO: "No, it did not help",
    Helped.EARLY: "It is too early to say",
}
GOES_ON = {Helped.GOES_ON: "It goes on: we look again when the next cycle ends"}


class ReviewForm(PostedForm):
    """What the team says itself about whether an action helped."""

    helped: ClassVar[Any]

    def validate_helped(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose what you said together.")


def review_form(action: Action) -> type[ReviewForm]:
    """Return the form about one action; only what has not ended can go on."""
    says = SAYS | GOES_ON if action.is_open else SAYS
    choices = [SelectChoice(one.value, words) for one, words in says.items()]
    field = Chosen("What do we say together: did it help?", choices=choices, validate_choice=False)
    return type("OneReviewForm", (ReviewForm,), {"helped": field})


class AnswerForm(PostedForm):
    """A manager's answer: yes, no or by when, always with a reason."""

    days: ClassVar[Days]
    number = HiddenField(default="1")
    decision = Chosen(
        "Your answer",
        choices=[
            SelectChoice(Decision.YES.value, "Yes"),
            SelectChoice(Decision.NO.value, "No"),
            SelectChoice(Decision.BY.value, "Yes, by a day"),
        ],
        validate_choice=False,
    )
    by_on = DayField("By when, if you promise a day")
    why = TextAreaField("Your reason", validators=[NotTooLong(LONGEST_REASON)])

    @property
    def read_number(self) -> int:
        return number_of(self.number.data)

    def to_said(self) -> Said:
        return Said(Decision(self.decision.data), clean_text(self.why.data), self.by_on.data)

    def validate_decision(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose yes, no, or yes by a day.")

    def validate_by_on(self, field: DayField) -> None:
        if self.decision.data == Decision.BY:
            self.days.require(field.data)
        elif self.decision.data and field.data:
            raise ValidationError("You wrote a day: choose Yes, by a day, or empty it.")

    def validate_why(self, field: TextAreaField) -> None:
        if not clean_text(field.data):
            raise ValidationError("Write your reason. The team reads it beside your answer.")


def answer_form(days: Days) -> type[AnswerForm]:
    return type("OneAnswerForm", (AnswerForm,), {"days": days})
