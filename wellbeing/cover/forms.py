"""The forms of cover: a week of hours, a closed day, days away, and a supporter's card."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField, TimeField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from wellbeing.cover.hours import DAYS, Hours
from wellbeing.cover.kept import (
    HIGHEST_LIMIT,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    TEXTS,
    USUAL_LIMIT,
    Away,
    Card,
    ClosedDay,
    Week,
)
from wellbeing.web.day_field import DayField
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

AHEAD = timedelta(days=366)
MOST_DIGITS = 9
CLOCKS = ("%H:%M", "%H.%M", "%H:%M:%S", "%H")


def _time_of_day(typed: str) -> time | None:
    for clock in CLOCKS:
        with suppress(ValueError):
            # Only the hour and the minute are read: a time of day has no zone.
            return datetime.strptime(typed, clock).time().replace(second=0)  # noqa: DTZ007
    return None


class ClockField(TimeField):
    """A time of day that may stay empty; what cannot be read is told in words that help."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a time in one of the ways people write it."""
        typed = " ".join(valuelist).strip()
        self.data = _time_of_day(typed)
        if typed and self.data is None:
            raise ValueError("Write the time as hours and minutes: 9:00.")


class EndOf:
    """Refuses a day that has only one of its two times, or ends before it begins."""

    def __init__(self, weekday: int) -> None:
        """Know the day."""
        self.weekday = weekday

    def __call__(self, form: "HoursForm", field: Field) -> None:
        """Look at both times, unless one of them could not be read."""
        opens, day = form.opens(self.weekday), DAYS[self.weekday]
        if opens.errors or field.errors:
            return
        if (opens.data is None) != (field.data is None):
            raise ValidationError(f"Give both times for {day}, or leave both empty.")
        if opens.data is not None and field.data <= opens.data:
            raise ValidationError(
                f"On {day} the end is not after the beginning. Change one of the two."
            )


class HoursForm(PostedForm):
    """The hours of each weekday, and the version they were made from; `WeekForm` has the boxes."""

    version = HiddenField(default="0")

    def opens(self, weekday: int) -> Field:
        found: Field = self[f"opens_{weekday}"]
        return found

    def closes(self, weekday: int) -> Field:
        found: Field = self[f"closes_{weekday}"]
        return found

    def begin_with(self, now: Week) -> None:
        """Put the hours that stand into the boxes, unless this form was typed in before."""
        if self.is_submitted() or self.version.raw_data:
            return
        self.version.data = str(now.version)
        for weekday, hours in enumerate(now.weekdays):
            self.opens(weekday).data, self.closes(weekday).data = hours or (None, None)

    @property
    def days(self) -> list[tuple[str, Field, Field]]:
        """Return each weekday with its two boxes."""
        return [(day, self.opens(each), self.closes(each)) for each, day in enumerate(DAYS)]

    @property
    def read_version(self) -> int:
        said = str(self.version.data or "").strip()
        return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else 0

    def to_weekdays(self) -> tuple[Hours, ...]:
        return tuple(
            None if opens.data is None else (opens.data, closes.data)
            for _, opens, closes in self.days
        )


def _boxes() -> dict[str, ClockField]:
    boxes = {}
    for each in range(len(DAYS)):
        boxes[f"opens_{each}"] = ClockField("From")
        boxes[f"closes_{each}"] = ClockField("Until", validators=[EndOf(each)])
    return boxes


WeekForm: type[HoursForm] = type("WeekForm", (HoursForm,), _boxes())


class _DaysForm(PostedForm):
    """A form with days that lie ahead; the page sets today, since forms ask no clock."""

    today = date.max - AHEAD

    def within(self, day: date | None, earliest: date | None = None) -> None:
        """Refuse a day that is over, unless it may begin earlier, and one that was surely mistyped."""
        if day is None:
            return  # What could not be read as a day has been told already.
        if day < (earliest or self.today):
            raise ValidationError("This day is over. Choose today or a later day.")
        if day > self.today + AHEAD:
            raise ValidationError("Choose a day within the next year. Check the year.")


class ClosedDayForm(_DaysForm):
    """One day on which nobody is there."""

    day = DayField("Which day?", validators=[InputRequired("Choose the day.")])
    name = StringField(
        "What is it?",
        description="A short, neutral name, such as “Training day”. All staff may read it. Write "
        "about the organisation, never about a person.",
        filters=[clean_text],
        validators=[DataRequired("Give it a short name."), NotTooLong(LONGEST_NAME)],
    )

    def validate_day(self, field: Any) -> None:
        """Refuse a day that is over, or surely mistyped."""
        self.within(field.data)

    def validate_name(self, field: Any) -> None:
        """Keep it to one line."""
        if "\n" in (field.data or ""):
            raise ValidationError("Write it in one line.")

    def to_closed_day(self) -> ClosedDay:
        return ClosedDay(self.day.data or date.max, self.name.data or "")


class AwayForm(_DaysForm):
    """Days on which a supporter is not there."""

    first = DayField("First day away", validators=[InputRequired("Choose the first day.")])
    last = DayField(
        "Last day away",
        description="Leave it empty for a single day.",
        validators=[Optional()],
    )

    def validate_first(self, field: Any) -> None:
        """Take a day that is over only where the days away still go on."""
        goes_on = self.last.data is not None and self.last.data >= self.today
        self.within(field.data, self.today - AHEAD if goes_on else None)

    def validate_last(self, field: Any) -> None:
        """Refuse an end before the beginning."""
        self.within(field.data)
        if self.first.data and field.data and field.data < self.first.data:
            raise ValidationError("The last day is before the first. Change one of the two.")

    def to_away(self) -> Away:
        first = self.first.data or date.max
        return Away(first, self.last.data or first)


def _line(label: str, hint: str) -> StringField:
    return StringField(
        label, description=hint, filters=[clean_text], validators=[NotTooLong(LONGEST_LINE)]
    )


def _text(label: str, hint: str) -> TextAreaField:
    return TextAreaField(
        label, description=hint, filters=[clean_text], validators=[NotTooLong(LONGEST_TEXT)]
    )


class CardForm(PostedForm):
    """What a supporter tells about themselves, and how many open requests they have at once."""

    training = _text("Your training", "Such as: TRiM practitioner since 2022, mental health nurse.")
    languages = _line(
        "Languages you can talk in", "Such as: English, Welsh, British Sign Language."
    )
    hours = _line("When you can usually talk", "Such as: Monday to Thursday, mornings.")
    first_conversation = _text(
        "What a first conversation with you is like",
        "Where or how you meet, what you ask, and what you do not ask.",
    )
    how_long = _line("How long it takes", "Such as: about 45 minutes, shorter if you like.")
    written_down = _text(
        "What is written down, and who can read it",
        "Such as: I write nothing down. If you keep records by law, say which, and where they are kept.",
    )
    most_at_once = SelectField(
        "Most open requests at once",
        description="When you have taken so many that are still open, new ones go to others.",
        choices=[SelectChoice(str(each), str(each)) for each in range(1, HIGHEST_LIMIT + 1)],
        default=str(USUAL_LIMIT),
    )

    def to_card(self) -> Card:
        texts = {name: str(self[name].data or "") for name in TEXTS}
        return Card(**texts, most_at_once=int(self.most_at_once.data or USUAL_LIMIT))
