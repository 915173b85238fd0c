"""The forms of responders: whether somebody is told, how to be reached, and who is on the roll."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import HiddenField, StringField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, ValidationError

from wellbeing.responders.service import MINUTES, Wanted
from wellbeing.web.choices import OneAnswer, is_form_key, new_form_key
from wellbeing.web.day_field import DayField
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

LONGEST_REACH = 120
LONGEST_ADDRESS = 254
TELL, NOBODY = "tell", "nobody"
YES, NO = "yes", "no"


class Chosen(OneAnswer):
    """A choice that has to be made; nothing is chosen beforehand."""

    unknown = "The answer that arrived is not one of the choices. Choose again."


class CallForm(PostedForm):
    """Whether somebody is told, and how they reach the person."""

    tell = Chosen("Shall somebody here be told?", validate_choice=False)
    reach = StringField(
        "How do they reach you now?",
        description="A phone number, or where you are. Only they read it. Nothing is taken from anywhere else.",
        filters=[clean_text],
        validators=[NotTooLong(LONGEST_REACH)],
    )
    message = Chosen(
        "If you do not answer, may they leave a message?",
        choices=[
            SelectChoice(YES, "Yes, it is safe to leave a message"),
            SelectChoice(NO, "No, leave no message"),
        ],
        validate_choice=False,
    )
    press = HiddenField()
    read = HiddenField()

    def begin(self, name: str, mark: str) -> None:
        """Name the one who is told first; `mark` stands for all of them."""
        self.tell.choices = [
            SelectChoice(TELL, f"Yes, tell {name} that I ask for contact now"),
            SelectChoice(NOBODY, "No, tell nobody"),
        ]
        self.mark = mark
        if not is_form_key(self.press.data or ""):
            self.press_anew()

    def press_anew(self) -> None:
        """Let the next press be one of its own."""
        self.press.data = new_form_key()

    @property
    def tells(self) -> bool:
        return bool(self.tell.data == TELL)

    def to_wanted(self, read: tuple[str, ...]) -> Wanted:
        return Wanted(
            reach=self.reach.data or "",
            may_leave_message=self.message.data == YES,
            read=read,
            press=self.press.data or "",
        )

    def validate_tell(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose whether somebody here is told.")
        if self.tells and self.read.data != self.mark:
            raise ValidationError(
                "Who would be told has changed meanwhile, so nobody was told yet. Read it and press again."
            )

    def validate_reach(self, field: StringField) -> None:
        if self.tells and not field.data:
            raise ValidationError("Write a phone number, or where you are.")

    def validate_message(self, field: OneAnswer) -> None:
        if self.tells and not field.data:
            raise ValidationError("Choose whether they may leave a message.")


class NameForm(PostedForm):
    """Who is named as a responder."""

    address = StringField(
        "Work email address",
        description="Of somebody on the roster. They are asked whether they take it on.",
        filters=[clean_text],
        validators=[DataRequired("Write their work email address."), NotTooLong(LONGEST_ADDRESS)],
    )


class MinutesForm(PostedForm):
    """In how many minutes each of them takes a call on."""

    minutes = Chosen(
        "Within how many minutes?",
        choices=[SelectChoice(str(each), f"{each} minutes") for each in MINUTES],
        validate_choice=False,
    )

    def begin_with(self, minutes: int) -> None:
        if self.minutes.data is None and minutes:
            self.minutes.data = str(minutes)

    def to_minutes(self) -> int:
        return int(self.minutes.data)

    def validate_minutes(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose within how many minutes.")


class AwayForm(PostedForm):
    """Until when a responder is not there."""

    until = DayField("Last day away", validators=[InputRequired("Choose the last day.")])
    today: date = date.min

    def validate_until(self, field: Any) -> None:
        if field.data and field.data < self.today:
            raise ValidationError("This day is over. Choose today or a later day.")


def names_in_words(names: Sequence[str]) -> str:
    """Return `Ann`, `Ann and Sam`, or `Ann, Sam and Jo`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
