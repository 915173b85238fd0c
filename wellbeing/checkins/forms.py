"""The forms of checking in: one page of questions, the last look before sending, and consent."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, StringField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.checkins.drafts import Draft
from wellbeing.content.question_models import Question, Usual
from wellbeing.web.choices import OneAnswer, is_form_key
from wellbeing.web.forms import PostedForm

SKIP = SelectChoice("", "Skip")
USUAL = "usual_"
KEEP, REPLACE = "keep", "replace"
BACK = "back"


class AnswersForm(PostedForm):
    """The questions of one page; their fields are added by `form_for`."""

    week = HiddenField()
    # What the page showed: it may have been opened before other answers called for more.
    here = HiddenField()
    # Says on a page that changes one answer that the last page follows, also after signing in again.
    then = HiddenField()
    # The button that was pressed, where it is not the one that goes on.
    go = StringField()

    asked: tuple[Question, ...] = ()
    usual_words: Usual
    usual_elsewhere: int = 0

    def validate(self, extra_validators: Any = None) -> bool:
        """Also hold the marks `usual for me` to their number, over all pages together."""
        fine = bool(super().validate(extra_validators))
        marked = [one.id for one in self.asked if one.id in self.draft.usual]
        if marked and len(marked) + self.usual_elsewhere > self.usual_words.at_most:
            self[USUAL + marked[-1]].errors = [self.usual_words.too_many]
            return False
        return fine

    @property
    def draft(self) -> Draft:
        """Return what this page brings; a question left out is missing, an unknown answer too."""
        chosen = {one.id: self[one.id].data for one in self.asked}
        usual = {one.id for one in self.asked if one.may_be_usual and self[USUAL + one.id].data}
        return Draft(
            {one.id: chosen[one.id] for one in self.asked if chosen[one.id] in _values(one)},
            frozenset(usual),
        )


class SendForm(AnswersForm):
    """All answers once more, hidden, so that what is sent is what was shown."""

    form_key = HiddenField()
    choice = HiddenField()
    shown = HiddenField()

    def validate_form_key(self, field: HiddenField) -> None:
        if not is_form_key(field.data or ""):
            raise ValidationError("This page was changed on its way. Send it again.")


class ChooseForm(PostedForm):
    """One of two versions of a week, and the mark of both as the page showed them."""

    mark = HiddenField()
    choice = OneAnswer(choices=[SelectChoice(word) for word in (KEEP, REPLACE)])

    def validate_choice(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose one of the buttons.")


class ConsentForm(PostedForm):
    """One of the buttons of the consent page, and the version of the text above it."""

    version = HiddenField()
    choice = OneAnswer(choices=[SelectChoice(word) for word in ("agree", "decline", "withdraw")])

    def validate_choice(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose one of the buttons.")


def part_form(asked: Sequence[Question], usual: Usual) -> type[AnswersForm]:
    return type("PartForm", (AnswersForm,), _fields(asked, usual))


def send_form(asked: Sequence[Question], usual: Usual) -> type[SendForm]:
    return type("SendAllForm", (SendForm,), _fields(asked, usual))


def as_fields(draft: Draft) -> dict[str, Any]:
    """Return a draft as the values of a form's fields."""
    return {**draft.chosen, **{USUAL + sign: True for sign in draft.usual}}


def _fields(asked: Iterable[Question], usual: Usual) -> dict[str, Any]:
    fields: dict[str, Any] = {"asked": tuple(asked), "usual_words": usual}
    for one in fields["asked"]:
        fields[one.id] = OneAnswer(
            one.title,
            description=one.help,
            choices=[*(SelectChoice(choice.value, choice.label) for choice in one.choices), SKIP],
            validate_choice=False,
        )
        if one.may_be_usual:
            fields[USUAL + one.id] = BooleanField(usual.label)
    return fields


def _values(question: Question) -> frozenset[str]:
    return frozenset({SKIP.value, *(choice.value for choice in question.choices)})
