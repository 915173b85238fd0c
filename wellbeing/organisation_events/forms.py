"""The form of an event of the organisation: what it was, and when."""

from datetime import date, timedelta
from typing import Any

from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from wellbeing.organisation_events.service import LONGEST_NAME, Draft
from wellbeing.web.choices import is_form_key, new_form_key
from wellbeing.web.day_field import DayField
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text, in_its_own_direction

EARLIEST = date(2000, 1, 1)
AHEAD = timedelta(days=366)
MOST_DIGITS = 9


class EventForm(PostedForm):
    """An event as a wellbeing lead enters or changes it."""

    form_key = HiddenField()
    version = HiddenField(default="0")
    name = StringField(
        "What was it?",
        description="A few words, such as “Three services became two” or “Sleep campaign”. All staff "
        "read them here and in pictures of figures. Write about the organisation, never about a person.",
        filters=[clean_text, in_its_own_direction],
        validators=[
            DataRequired("Say in a few words what it was."),
            NotTooLong(LONGEST_NAME),
        ],
    )
    starts_on = DayField(
        "First day",
        description="The day it happened or began. It may lie up to a year ahead.",
        validators=[InputRequired("Choose the day it happened or began.")],
    )
    ends_on = DayField(
        "Last day, if it lasted longer",
        description="Leave it empty for a single day. While something goes on, give the last day you "
        "expect; you can change it later.",
        validators=[Optional()],
    )
    # Set by the page: forms ask no clock.
    today = date.max - AHEAD

    @property
    def key(self) -> str:
        """Return the key of this form; a new one when none fit to use arrived."""
        if not is_form_key(self.form_key.data or ""):
            self.form_key.data = new_form_key()
        return str(self.form_key.data)

    @property
    def read_version(self) -> int:
        """Return which version of the event the form was opened on; 0 when that cannot be read."""
        said = str(self.version.data or "").strip()
        return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else 0

    def validate_name(self, field: Any) -> None:
        """Keep it to one line, as pictures and tables write it."""
        if "\n" in (field.data or ""):
            raise ValidationError("Write it in one line.")

    def validate_starts_on(self, field: Any) -> None:
        """Refuse a year that was surely mistyped."""
        self._within(field.data)

    def validate_ends_on(self, field: Any) -> None:
        """Refuse an end before the beginning."""
        self._within(field.data)
        if self.starts_on.data and field.data and field.data < self.starts_on.data:
            raise ValidationError("The last day is before the first. Change one of the two.")

    def to_draft(self) -> Draft:
        starts_on, ends_on = self.starts_on.data, self.ends_on.data
        if starts_on is None:
            raise AssertionError("a form is read after it was found valid")
        return Draft(self.name.data or "", starts_on, None if ends_on == starts_on else ends_on)

    def _within(self, day: date | None) -> None:
        if day is None:
            return  # What could not be read as a day has been told already.
        if day < EARLIEST:
            raise ValidationError(f"Choose a day after {EARLIEST.year - 1}. Check the year.")
        if day > self.today + AHEAD:
            raise ValidationError("Choose a day within the next year. Check the year.")
