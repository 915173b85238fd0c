"""The forms of asking for a change at work, and of answering; each field keeps what was typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import HiddenField, TextAreaField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Length, ValidationError

from wellbeing.web.choices import OneAnswer
from wellbeing.web.day_field import DayField
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text, in_its_own_direction
from wellbeing.work_requests.service import Answer, Leader, Wanted

LOOK, SEND, CHANGE = "look", "send", "change"
WILL, NOT = "will", "not"
LONGEST, LONGEST_PRESS = 1_000, 32


class Chosen(OneAnswer):
    """A choice that has to be made."""

    unknown = "The answer that arrived is not one of the choices. Choose again."


class AskForm(PostedForm):
    """About what, in which words, and to whom; sent once to look at it, and once more to send it."""

    stage = HiddenField()
    press = HiddenField(validators=[Length(max=LONGEST_PRESS)])
    topic = Chosen("What is it about?", validate_choice=False)
    words = TextAreaField("In your own words", validators=[NotTooLong(LONGEST)])
    to = Chosen("To whom?", validate_choice=False)

    def offer(self, topics: Sequence[tuple[str, str]], leaders: Sequence[Leader]) -> None:
        """Let these be chosen."""
        self.topic.choices = [SelectChoice(*one) for one in topics]
        self.to.choices = [SelectChoice(one.id, said_of(one)) for one in leaders]

    def add(self, sentence: str) -> None:
        """Put a suggested sentence behind what stands there."""
        said = clean_text(self.words.data)
        self.words.data = f"{said}\n{sentence}" if said else sentence

    def to_wanted(self) -> Wanted:
        words = in_its_own_direction(clean_text(self.words.data))
        return Wanted(self.to.data or "", self.topic.data or "", words, self.press.data or "")

    def filled(self) -> dict[str, str]:
        """Return what was chosen and typed, to be sent on unchanged."""
        return {name: self[name].data or "" for name in ("topic", "words", "to")}

    def validate_topic(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose what it is about.")

    def validate_to(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose to whom it should go.")

    def validate_words(self, field: TextAreaField) -> None:
        if not clean_text(field.data):
            raise ValidationError("Write what you ask for. One sentence is enough.")


class AnswerForm(PostedForm):
    """What will be done and by when, or why not."""

    outcome = Chosen(
        "What is your answer?",
        choices=[
            SelectChoice(WILL, "Something will be done"),
            SelectChoice(NOT, "This is not possible"),
        ],
        validate_choice=False,
    )
    said = TextAreaField("What will be done, or why not", validators=[NotTooLong(LONGEST)])
    by = DayField("By when")

    def to_answer(self, today: date) -> Answer:
        will = self.outcome.data == WILL
        said = in_its_own_direction(clean_text(self.said.data))
        return Answer(will, said, today, self.by.data if will else None)

    def validate_outcome(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose one of the two.")

    def validate_said(self, field: TextAreaField) -> None:
        if not clean_text(field.data):
            raise ValidationError("Write one line: what will be done, or why it is not possible.")

    def validate_by(self, field: Any) -> None:
        if self.outcome.data == WILL and field.data is None:
            raise ValidationError("Enter the day by which it will be done.")


def said_of(leader: Leader) -> str:
    """Name somebody with what they are to the person."""
    return f"{leader.name}, {'your supervisor' if leader.is_own else 'leads a unit above'}"
