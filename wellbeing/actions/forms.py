"""The forms of the action log; each keeps what was typed, and says what is still missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from wtforms import HiddenField, SelectMultipleField, TextAreaField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from wellbeing.actions.log import Action, State, Written
from wellbeing.content.action_models import Library
from wellbeing.web.choices import OneAnswer, is_form_key, new_form_key
from wellbeing.web.day_field import HOW_TO_WRITE, DayField
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

LONGEST = 400
LONGEST_REASON = 600
FURTHEST = timedelta(days=730)
THE_TEAM = "team"
MOST_DIGITS = 9
Choices = Iterable[tuple[str, str]]


class Chosen(OneAnswer):
    """A choice that has to be made."""

    unknown = "The answer that arrived is not one of the choices. Choose again."


class Owner(Chosen):
    """Who looks after an action: whoever keeps the log says who may."""

    def pre_validate(self, _form: Any) -> None:
        """Let every choice through; what was offered may be out of date by now."""


@dataclass(frozen=True)
class Days:
    """Between which days something can be due; the day that stands already may stay."""

    today: date
    known: date | None = None

    def require(self, day: date | None) -> None:
        if day is None:
            raise ValidationError(f"Choose a day. {HOW_TO_WRITE}")
        if day != self.known and not self.today <= day <= self.today + FURTHEST:
            raise ValidationError("Choose a day from today on, within the next two years.")


def number_of(typed: str | None) -> int:
    """Return the number that arrived; 0 for anything that is none."""
    said = (typed or "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else 0


class VersionForm(PostedForm):
    """A form that says which version of an action it was opened on."""

    version = HiddenField(default="0")

    @property
    def read_version(self) -> int:
        return number_of(self.version.data)


class ActionForm(VersionForm):
    """What was heard, what is done, who looks after it and by when."""

    days: ClassVar[Days]
    ideas: ClassVar[frozenset[str]]
    form_key = HiddenField()
    idea = HiddenField()
    heard = TextAreaField("We heard", validators=[NotTooLong(LONGEST)])
    does = TextAreaField("We do", validators=[NotTooLong(LONGEST)])
    due_on = DayField("It is due on")

    @property
    def key(self) -> str:
        """Return the key of this form; a new one when none fit to use arrived."""
        if not is_form_key(self.form_key.data or ""):
            self.form_key.data = new_form_key()
        return str(self.form_key.data)

    def to_written(self) -> Written:
        owner = self["owner"].data
        return Written(
            area=self["area"].data,
            heard=clean_text(self.heard.data),
            does=clean_text(self.does.data),
            due_on=self.due_on.data or self.days.today,
            owner_id=None if owner == THE_TEAM else owner,
            idea=self.idea.data if self.idea.data in self.ideas else "",
        )

    def validate_heard(self, field: TextAreaField) -> None:
        if not clean_text(field.data):
            raise ValidationError("Write what you heard, in one sentence about the work.")

    def validate_due_on(self, field: DayField) -> None:
        self.days.require(field.data)


def action_form(library: Library, owners: Choices, days: Days) -> type[ActionForm]:
    """Return the form of one unit's actions: its owners are those who lead it, or the team."""
    choices = [SelectChoice(THE_TEAM, "The whole team"), *_choices(owners)]
    areas = [(area.id, area.name) for area in library.areas]
    fields: dict[str, Any] = {
        "days": days,
        "ideas": frozenset(idea.id for _, _, idea in library.every),
        "area": Chosen("What is it about?", choices=_choices(areas), validate_choice=False),
        "owner": Owner(
            "Who looks after it?", choices=choices, default=THE_TEAM, validate_choice=False
        ),
        "validate_area": _required("Choose what it is about."),
        "validate_owner": _required("Choose who looks after it."),
    }
    return type("OneActionForm", (ActionForm,), fields)


def filled_with(action: Action) -> dict[str, Any]:
    """Return what a form begins with that changes an action."""
    written = action.written
    return {
        "version": str(action.version),
        "idea": written.idea,
        "heard": written.heard,
        "does": written.does,
        "due_on": written.due_on,
        "area": written.area,
        "owner": written.owner_id or THE_TEAM,
    }


class EndForm(VersionForm):
    """How an action ended: done, or let go, and in which words the team reads it."""

    state = Chosen(
        "How did it end?",
        choices=[
            SelectChoice(State.DONE.value, "We did it"),
            SelectChoice(State.DROPPED.value, "We let it go"),
        ],
        validate_choice=False,
    )
    did = TextAreaField("What we did, or why we let it go", validators=[NotTooLong(LONGEST_REASON)])

    def validate_state(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose how it ended.")

    def validate_did(self, field: TextAreaField) -> None:
        if not clean_text(field.data):
            raise ValidationError("Write one sentence, so that the team knows how it ended.")


class Ticks(SelectMultipleField):
    """Some of several texts, each beside its own tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class TakeOutForm(VersionForm):
    """Which texts of an action are taken out for good."""

    pieces = Ticks("Which words?", validate_choice=False)

    def validate_pieces(self, field: Ticks) -> None:
        if not field.data:
            raise ValidationError("Choose which words are to be taken out.")


def take_out_form(pieces: Choices) -> type[TakeOutForm]:
    """Return the form of these texts, each an id with what the page shows of it."""
    field = Ticks("Which words?", choices=_choices(pieces), validate_choice=False)
    return type("TheseTextsForm", (TakeOutForm,), {"pieces": field})


def _required(said: str) -> Any:
    def is_chosen(_form: PostedForm, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError(said)

    return is_chosen


def _choices(pairs: Choices) -> list[Any]:
    return [SelectChoice(value, label) for value, label in pairs]
