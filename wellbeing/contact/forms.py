"""The forms of contact: a letter, times to offer, and an answer to them; each keeps what was typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.contact.papers import LONGEST_LETTER
from wellbeing.contact.service import Wanted
from wellbeing.contact.times import FARTHEST, MOST_OFFERED
from wellbeing.contact.wording import clock_troubles, length_in_words
from wellbeing.cover.forms import ClockField
from wellbeing.web.choices import OneAnswer, is_form_key, new_form_key
from wellbeing.web.day_field import DayField
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text, in_its_own_direction

LONGEST_WHERE, LONGEST_WHICH = 120, 300
LENGTHS = (15, 30, 45, 60, 90)
USUAL_LENGTH = "45"
NONE_FITS = "none"
MOST_DIGITS = 9


class Chosen(OneAnswer):
    """A choice that has to be made."""

    unknown = "The answer that arrived is not one of the choices. Choose again."


def own_words(typed: str | None) -> str:
    """Return a text as the other one reads it."""
    return in_its_own_direction(clean_text(typed))


class LetterForm(PostedForm):
    """One letter."""

    press = HiddenField(default=new_form_key)
    letter = TextAreaField(
        "Your letter",
        description=f"At most {LONGEST_LETTER:,} characters. Only you two can read it. "
        "Please write no name and no story of a person you support.",
        validators=[NotTooLong(LONGEST_LETTER)],
    )

    def validate_letter(self, field: Field) -> None:
        if not own_words(field.data):
            raise ValidationError("Write something first. Nothing is sent yet.")

    @property
    def text(self) -> str:
        return own_words(self.letter.data)

    @property
    def key(self) -> str:
        said = str(self.press.data or "")
        return said if is_form_key(said) else new_form_key()


@dataclass(frozen=True)
class Box:
    """The two boxes of one time on the page."""

    number: int
    day: Field
    at: Field


class OfferForm(PostedForm):
    """Up to five times, with one way and one length for all; the page says what now is."""

    seen = HiddenField(default="0")
    how = Chosen("How?", validate_choice=False)
    minutes = SelectField(
        "How long?",
        choices=[SelectChoice(str(each), length_in_words(each)) for each in LENGTHS],
        default=USUAL_LENGTH,
    )
    where = StringField(
        "Where, or which number",
        filters=[clean_text],
        validators=[NotTooLong(LONGEST_WHERE)],
    )
    now: datetime
    zone: str

    def begin(self, now: datetime, zone: str, ways: list[tuple[str, str]]) -> None:
        """Say what now is, and which ways can be chosen."""
        self.now, self.zone = now, zone
        choices: list[Any] = [SelectChoice(value, label) for value, label in ways]
        self.how.choices = choices

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(
            Box(each, self[f"day_{each}"], self[f"at_{each}"])
            for each in range(1, MOST_OFFERED + 1)
        )

    @property
    def version(self) -> int:
        return number_of(self.seen.data)

    def to_wanted(self) -> tuple[Wanted, ...]:
        """Return the times, the first at the head; one that stands there twice counts once."""
        minutes, how = int(self.minutes.data or USUAL_LENGTH), str(self.how.data)
        where = own_words(self.where.data)
        starts = {each for _, each in self._starts()}
        return tuple(Wanted(each, minutes, how, where) for each in sorted(starts))

    def validate_how(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose how you would talk.")

    def validate_day_1(self, _field: Field) -> None:
        """Ask for one time at least."""
        if not any(box.day.data or box.at.data or _is_wrong(box) for box in self.boxes):
            raise ValidationError("Give one time at least: a day and a time of day.")

    def starts_at(self, box: Box) -> datetime | None:
        """Return the moment of one time; None where a box is empty or cannot be read."""
        if box.day.data is None or box.at.data is None:
            return None
        return datetime.combine(box.day.data, box.at.data, ZoneInfo(self.zone))

    def _starts(self) -> Iterator[tuple[Box, datetime]]:
        for box in self.boxes:
            at = self.starts_at(box)
            if at is not None:
                yield box, at


class OneTime:
    """Refuses half a time, a time that has passed, and one that the clocks leave out or show twice."""

    def __init__(self, number: int) -> None:
        """Know which of the times it is."""
        self.number = number

    def __call__(self, form: OfferForm, _field: Field) -> None:
        """Look at both boxes, unless one of them could not be read."""
        box = form.boxes[self.number - 1]
        if _is_wrong(box):
            return
        if (box.day.data is None) != (box.at.data is None):
            raise ValidationError(f"Time {self.number}: give both the day and the time of day.")
        at = form.starts_at(box)
        if at is not None:
            self._require_possible(form, at)

    def _require_possible(self, form: OfferForm, at: datetime) -> None:
        wrong = clock_troubles(at.replace(tzinfo=None), form.zone)
        if not wrong and at <= form.now:
            wrong = "This time has passed. Choose a later one."
        if not wrong and at > form.now + FARTHEST:
            wrong = "This is more than half a year ahead. Check the year."
        if wrong:
            raise ValidationError(f"Time {self.number}: {wrong}")


def _is_wrong(box: Box) -> bool:
    return bool(box.day.process_errors or box.at.process_errors)


def _boxes() -> dict[str, Field]:
    boxes: dict[str, Field] = {}
    for each in range(1, MOST_OFFERED + 1):
        boxes[f"day_{each}"] = DayField("Day")
        boxes[f"at_{each}"] = ClockField("Time of day", validators=[OneTime(each)])
    return boxes


TimesForm: type[OfferForm] = type("TimesForm", (OfferForm,), _boxes())


class AnswerForm(PostedForm):
    """One of the offered times, or none of them and perhaps which would fit."""

    seen = HiddenField(default="0")
    choice = Chosen("Which time fits?", validate_choice=False)
    which = TextAreaField(
        "If none fits: which would?",
        filters=[clean_text],
        validators=[NotTooLong(LONGEST_WHICH)],
    )

    def offer(self, slots: list[tuple[str, str]]) -> None:
        choices: list[Any] = [SelectChoice(value, label) for value, label in slots]
        self.choice.choices = [*choices, SelectChoice(NONE_FITS, "None of these fits")]

    def validate_choice(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose a time, or say that none fits.")

    def validate_which(self, field: TextAreaField) -> None:
        """Lose nothing: with a picked time, nobody would read what was written here."""
        if field.data and self.choice.data not in {None, "", NONE_FITS}:
            raise ValidationError(
                "You picked a time, so this would not be sent. Empty this box, or choose "
                "“None of these fits”."
            )

    @property
    def version(self) -> int:
        return number_of(self.seen.data)

    @property
    def words(self) -> str:
        return own_words(self.which.data)


class AnotherForm(PostedForm):
    """Another time in place of the agreed one, and perhaps which would fit."""

    slot = HiddenField()
    which = TextAreaField(
        "Which times would fit?",
        filters=[clean_text],
        validators=[NotTooLong(LONGEST_WHICH)],
    )

    @property
    def words(self) -> str:
        return own_words(self.which.data)


def number_of(said: object) -> int:
    """Return a version as the page sent it; one that nobody has seen where it cannot be read."""
    written = str(said or "").strip()
    is_fine = written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS
    return int(written) if is_fine else -1
