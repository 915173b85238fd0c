"""The form of sharing: with whom, until when, and why; sent once to look, and once more to keep it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from wtforms import HiddenField, StringField, TextAreaField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Length, ValidationError

from wellbeing.sharing.service import Named, Wanted
from wellbeing.sharing.wording import day_in_words, in_role
from wellbeing.web.choices import OneAnswer
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

LOOK, KEEP, CHANGE = "look", "keep", "change"
ADDRESS = "address"
LONGEST_WHY = 200
LONGEST_ADDRESS = 254
LONGEST_PRESS = 32
# In days, the shortest first; two weeks is what is suggested.
TIMES = ((7, "For a week"), (14, "For 2 weeks"), (28, "For 4 weeks"), (90, "For 90 days"))
SUGGESTED = "14"


class Chosen(OneAnswer):
    """A choice that has to be made."""

    unknown = "The answer that arrived is not one of the choices. Choose again."


class ShareForm(PostedForm):
    """With whom, until when and why."""

    stage = HiddenField()
    shown = HiddenField()
    press = HiddenField(validators=[Length(max=LONGEST_PRESS)])
    to = Chosen("With whom?", validate_choice=False)
    address = StringField(
        "Their work email address",
        filters=[clean_text],
        validators=[Length(max=LONGEST_ADDRESS, message="This is too long for an email address.")],
    )
    days = Chosen("Until when?", default=SUGGESTED, validate_choice=False)
    why = TextAreaField(
        "Why you share it, if you want to say so",
        filters=[clean_text],
        validators=[NotTooLong(LONGEST_WHY)],
    )

    def offer(self, people: Iterable[Named], today: date) -> None:
        """Let these people and days be chosen."""
        named: list[Any] = [
            SelectChoice(one.reader.id, f"{one.name}, {in_role(one.reader.role)}") for one in people
        ]
        self.to.choices = [*named, SelectChoice(ADDRESS, "Somebody else who works here")]
        self.days.choices = [
            SelectChoice(str(days), f"{said}, until {day_in_words(today + timedelta(days=days))}")
            for days, said in TIMES
        ]

    @property
    def is_by_address(self) -> bool:
        return bool(self.to.data == ADDRESS)

    def to_wanted(self, what: str) -> Wanted:
        days, press = int(self.days.data or SUGGESTED), self.press.data or ""
        return Wanted(what, days, clean_text(self.why.data), press)

    def filled(self) -> dict[str, str]:
        """Return what was chosen and typed, to be sent on unchanged."""
        return {name: self[name].data or "" for name in ("to", "address", "days", "why")}

    def validate_to(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose with whom you would like to share this.")

    def validate_days(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose until when.")

    def validate_address(self, field: StringField) -> None:
        before, _, after = (field.data or "").partition("@")
        if self.is_by_address and not (before and after):
            raise ValidationError("Enter the whole address, such as name@example.org.")
