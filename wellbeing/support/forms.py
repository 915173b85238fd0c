"""The forms of asking and answering; each field keeps what was chosen or typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, HiddenField, StringField, TextAreaField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.content.support_models import Ask
from wellbeing.support.cases import Kind, Wish
from wellbeing.support.happened import Outcome
from wellbeing.web.choices import OneAnswer
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

SOON, FEW_DAYS = "soon", "few_days"
LOOK, SEND, CHANGE = "look", "send", "change"
AGREED, OTHERWISE = "agreed", "otherwise"
LONGEST = 600
LONGEST_TIMES, LONGEST_LANGUAGE = 300, 60
NO_INTERPRETER = ""
Choices = Iterable[tuple[str, str]]
SENT_ON = ("with_whom", "how", "interpreter", "language", "when", "safe_times", "words")


class Chosen(OneAnswer):
    """A choice that has to be made."""

    unknown = "The answer that arrived is not one of the choices. Choose again."


class AskForm(PostedForm):
    """Whom, how and how soon; sent once to look at it, and once more to send it on."""

    kind: Kind
    stage = HiddenField()
    shown = HiddenField()
    # Who is to read it first; the page that shows what would be sent offers it.
    first = HiddenField()
    safe_times = StringField(
        "When is it safe to reach you?", validators=[NotTooLong(LONGEST_TIMES)]
    )
    language = StringField("Which language?", validators=[NotTooLong(LONGEST_LANGUAGE)])
    may_leave_message = BooleanField("They may leave a message if you do not answer")
    when = Chosen("How soon?", default=FEW_DAYS)

    def to_wish(self) -> Wish:
        return Wish(
            self.kind,
            soon=self.when.data == SOON,
            with_whom=self._said("with_whom"),
            how=self._said("how"),
            words=clean_text(self._said("words")),
            first=self._said("first"),
            interpreter=self._said("interpreter"),
            language=clean_text(self._said("language")),
            safe_times=clean_text(self._said("safe_times")),
            may_leave_message=bool(self.may_leave_message.data),
        )

    def validate_when(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose how soon.")

    def filled(self) -> dict[str, str]:
        """Return what was chosen and typed, to be sent on unchanged."""
        said = {name: self._said(name) for name in SENT_ON if name in self}
        return said | ({"may_leave_message": "y"} if self.may_leave_message.data else {})

    def _said(self, name: str) -> str:
        return (self[name].data or "") if name in self else ""


@dataclass(frozen=True)
class Offered:
    """What can be chosen on the page: with whom, how, with which interpreter, and how soon."""

    whom: Choices
    how: Choices
    interpreters: Choices
    when: Choices


def ask_form(ask: Ask, offered: Offered) -> type[AskForm]:
    """Return the form of one thing to ask for; only a talk asks with whom."""
    kind = Kind(ask.id)
    fields: dict[str, Any] = {
        "kind": kind,
        "how": OneAnswer(
            "How would you like to talk?",
            choices=[*_choices(offered.how), SelectChoice("", "I do not mind")],
            default="",
            validate_choice=False,
        ),
        "interpreter": OneAnswer(
            "With an interpreter?",
            choices=[*_choices(offered.interpreters), SelectChoice(NO_INTERPRETER, "Not needed")],
            default=NO_INTERPRETER,
            validate_choice=False,
        ),
        "when": Chosen(
            "How soon?", choices=_choices(offered.when), default=FEW_DAYS, validate_choice=False
        ),
    }
    if kind is Kind.TALK:
        fields["with_whom"] = Chosen(
            "With whom would you like to talk?",
            choices=_choices(offered.whom),
            validate_choice=False,
        )
        fields["validate_with_whom"] = _someone_is_chosen
    if ask.words_label:
        fields["words"] = TextAreaField(ask.words_label, validators=[NotTooLong(LONGEST)])
    return type("OneAskForm", (AskForm,), fields)


class OutcomeForm(PostedForm):
    """What came of a review; both texts stay in their boxes when one is missing."""

    outcome = Chosen(
        "What did you two find?",
        choices=[
            SelectChoice(AGREED, "We agreed"),
            SelectChoice(OTHERWISE, "I see it differently"),
        ],
        validate_choice=False,
    )
    said = TextAreaField("What you agreed, or your reason", validators=[NotTooLong(LONGEST)])
    alternative = TextAreaField("What else could help", validators=[NotTooLong(LONGEST)])

    def to_outcome(self) -> Outcome:
        return Outcome(
            agreed=self.outcome.data == AGREED,
            said=clean_text(self.said.data),
            alternative=clean_text(self.alternative.data),
        )

    def validate_outcome(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose what you two found.")

    def validate_said(self, field: TextAreaField) -> None:
        if not clean_text(field.data):
            raise ValidationError("Write one line: what you agreed, or your reason.")

    def validate_alternative(self, field: TextAreaField) -> None:
        if self.outcome.data == OTHERWISE and not clean_text(field.data):
            raise ValidationError("Write what else could help. The person is owed an alternative.")


def _someone_is_chosen(_form: AskForm, field: OneAnswer) -> None:
    if not field.data:
        raise ValidationError("Choose with whom you would like to talk.")


def _choices(pairs: Choices) -> list[Any]:
    return [SelectChoice(value, label) for value, label in pairs]
