"""The forms of saying that something is wrong: what it is about, then the words and who reads them."""

from collections.abc import Iterable

from wtforms import HiddenField, TextAreaField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.complaints.service import About, Choice, Wanted
from wellbeing.complaints.wording import reader_in_words
from wellbeing.content.complaint_models import ComplaintWords
from wellbeing.web.choices import OneAnswer, is_form_key, new_form_key
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

LONGEST = 4_000
BY_NAME, WITHOUT = "name", "without"
SEND = "send"


class Chosen(OneAnswer):
    """A choice that has to be made."""

    unknown = "The answer that arrived is not one of the choices. Choose again."


class AboutForm(PostedForm):
    """What it is about."""

    about = Chosen("What is it about?", validate_choice=False)

    def offer(self, words: ComplaintWords) -> None:
        self.about.choices = [SelectChoice(one.id, one.label) for one in words.kinds]

    def validate_about(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose what it is about.")


class ReaderForm(PostedForm):
    """Who reads it."""

    to = Chosen("Who should read it?", validate_choice=False)

    def offer_readers(self, found: Iterable[Choice]) -> None:
        self.readers = {one.value: one for one in found}
        self.to.choices = [
            SelectChoice(value, reader_in_words(one)) for value, one in self.readers.items()
        ]

    def to_readers(self) -> tuple[str, ...]:
        return self.readers[self.to.data].ids

    def validate_to(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose who should read it.")


class SayForm(ReaderForm):
    """The words, who reads them, and whether by name."""

    about = HiddenField()
    press = HiddenField()
    words = TextAreaField("What is wrong?", validators=[NotTooLong(LONGEST)])
    named = Chosen(
        "Do they see your name?",
        choices=[
            SelectChoice(WITHOUT, "No. You are answered on this page"),
            SelectChoice(BY_NAME, "Yes. They may also talk with you"),
        ],
        default=WITHOUT,
        validate_choice=False,
    )

    @property
    def is_known(self) -> bool:
        """Say whether it is known what it is about: the first of the two pages was sent."""
        return self.about.data in set(About)

    @property
    def about_what(self) -> About:
        return About(self.about.data or "")

    def begin(self, words: ComplaintWords) -> None:
        self.words.label.text = words.words_label
        if not is_form_key(self.press.data or ""):
            self.press.data = new_form_key()
        if self.words.data is None:
            # The first page was sent: nothing is chosen here yet.
            self.named.data = WITHOUT

    def to_wanted(self) -> Wanted:
        return Wanted(
            about=self.about_what,
            words=clean_text(self.words.data),
            to=self.to_readers(),
            by_name=self.named.data == BY_NAME,
            press=self.press.data or "",
        )

    def validate_words(self, field: TextAreaField) -> None:
        if not clean_text(field.data):
            raise ValidationError("Write what is wrong. One line is enough.")

    def validate_named(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose whether they see your name.")


class AnswerForm(PostedForm):
    """What is answered; it stays in its box when it is refused."""

    answer = TextAreaField("Your answer", validators=[NotTooLong(LONGEST)])

    def to_answer(self) -> str:
        return clean_text(self.answer.data)

    def validate_answer(self, field: TextAreaField) -> None:
        if not clean_text(field.data):
            raise ValidationError("Write the answer: what you found, and what changes.")
