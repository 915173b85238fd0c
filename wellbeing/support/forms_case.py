"""The forms of a case: an agreed action, another contact, a line of reference, and what was useful."""

from collections.abc import Iterable
from datetime import date, timedelta

from wtforms import BooleanField, HiddenField, StringField, TextAreaField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Optional, ValidationError

from wellbeing.support.forms import Chosen
from wellbeing.support.happened import Proposal, Use, Useful
from wellbeing.support.notes import Action, Doer
from wellbeing.web.choices import OneAnswer
from wellbeing.web.day_field import DayField
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

AGREE, DROP = "agree", "drop"
GOOD, TIME = "good", "time"
YES, NO, COVER, END_COVER = "yes", "no", "cover", "end_cover"
LONGEST_ACTION, LONGEST_REFERENCE, LONGEST_WORDS = 200, 60, 600
A_YEAR = timedelta(days=366)


class ActionForm(PostedForm):
    """One action: what, who, by when. `shown` names the draft that stood there."""

    shown = HiddenField()
    what = StringField("What will be done?", validators=[NotTooLong(LONGEST_ACTION)])
    doer = Chosen("Who does it?", choices=[], validate_choice=False)
    by_when = DayField("By when?", validators=[Optional()])

    def name_doers(self, asker: str, contact: str) -> None:
        names = {Doer.ASKER: asker, Doer.CONTACT: contact, Doer.BOTH: "Both of you"}
        self.doer.choices = [SelectChoice(value.value, name) for value, name in names.items()]

    def to_action(self) -> Action:
        what = " ".join(clean_text(self.what.data).split())
        return Action(what, Doer(self.doer.data), self.by_when.data)

    def validate_what(self, field: StringField) -> None:
        if not clean_text(field.data):
            raise ValidationError("Write in one line what will be done.")

    def validate_doer(self, field: OneAnswer) -> None:
        if field.data not in set(Doer):
            raise ValidationError("Choose who does it.")


class HandOverForm(PostedForm):
    """A colleague, for good or for a time, with words to the person who decides."""

    to = Chosen("Which colleague?", choices=[], validate_choice=False)
    how_long = Chosen(
        "For how long?",
        choices=[SelectChoice(GOOD, "For good"), SelectChoice(TIME, "While I am away")],
        validate_choice=False,
    )
    since = DayField("From", validators=[Optional()])
    until = DayField("Until", validators=[Optional()])
    words = TextAreaField(
        "What would you like to say to them?", validators=[NotTooLong(LONGEST_WORDS)]
    )
    today: date

    def offer(self, colleagues: Iterable[tuple[str, str]], today: date) -> None:
        self.to.choices = [SelectChoice(value, name) for value, name in colleagues]
        self.today = today

    def to_proposal(self, by: str) -> Proposal:
        is_for_time = self.how_long.data == TIME
        return Proposal(
            by,
            str(self.to.data),
            self.today,
            clean_text(self.words.data),
            (self.since.data or self.today) if is_for_time else None,
            self.until.data if is_for_time else None,
        )

    def validate_to(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose a colleague.")

    def validate_how_long(self, field: OneAnswer) -> None:
        if field.data not in {GOOD, TIME}:
            raise ValidationError("Choose whether it is for good, or while you are away.")

    def validate_until(self, field: DayField) -> None:
        if self.how_long.data != TIME:
            return
        first = max(self.since.data or self.today, self.today)
        if field.data is None or not first <= field.data <= self.today + A_YEAR:
            raise ValidationError("Name the last day you are away: today or later, within a year.")


class AnswerForm(PostedForm):
    """Yes or no to another contact; `shown` names what was proposed."""

    stage = HiddenField()
    shown = HiddenField()
    to = OneAnswer("Who should cover?", choices=[], validate_choice=False)
    notes = BooleanField("They may read what we agreed so far")

    def offer(self, colleagues: Iterable[tuple[str, str]]) -> None:
        self.to.choices = [SelectChoice(value, name) for value, name in colleagues]

    def validate_stage(self, field: HiddenField) -> None:
        if field.data not in {YES, NO, COVER, END_COVER}:
            raise ValidationError("What arrived is not one of the answers. Choose again.")

    def validate_to(self, field: OneAnswer) -> None:
        if self.stage.data == COVER and not field.data:
            raise ValidationError("Choose who should be there meanwhile.")


class ReferenceForm(PostedForm):
    """Where a note outside this service is found."""

    line = StringField("Reference in your own system", validators=[NotTooLong(LONGEST_REFERENCE)])

    @property
    def to_line(self) -> str:
        return " ".join(clean_text(self.line.data).split())


class UsefulForm(PostedForm):
    """Was this useful? With words, and for whom they are."""

    use = Chosen(
        "Was this useful?",
        choices=[
            SelectChoice(Use.YES.value, "Yes"),
            SelectChoice(Use.PARTLY.value, "Partly"),
            SelectChoice(Use.NO.value, "No"),
        ],
        validate_choice=False,
    )
    words = TextAreaField("In your own words, if you want", validators=[NotTooLong(LONGEST_WORDS)])
    for_them = BooleanField("They may read this")

    def to_useful(self, contact: str) -> Useful:
        return Useful(
            Use(self.use.data), clean_text(self.words.data), contact if self.for_them.data else ""
        )

    def validate_use(self, field: OneAnswer) -> None:
        if field.data not in set(Use):
            raise ValidationError(
                "Choose one of the three, or leave this page: no answer is needed."
            )
