"""The question what a pressure was about: its ticks, and what was said about it so far."""

from dataclasses import dataclass
from typing import Any

from wtforms import HiddenField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from wellbeing.checkins.consents import Standing
from wellbeing.checkins.pressures import HighPressure, high_now
from wellbeing.checkins.visit import Visit
from wellbeing.history.service import Current
from wellbeing.web.forms import PostedForm
from wellbeing.week import Week

NOT_NOW = "not now"
FIELD = "about_"


@dataclass(frozen=True)
class About:
    """The pressures of an open week that weighed a lot, and what was ticked; None while nothing was said."""

    week: Week
    token: str
    receipt: str
    pressures: tuple[HighPressure, ...]
    ticked: tuple[str, ...] | None

    @property
    def names(self) -> tuple[str, ...]:
        """Return what was ticked in words, in the order of the file."""
        said = self.ticked or ()
        return tuple(tag.name for one in self.pressures for tag in one.tags if tag.id in said)


class Ticks(SelectMultipleField):
    """What counts in one source of pressure, each with a tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, _form: Any) -> None:
        if not set(self.data or ()) <= {value for value, *_ in self.iter_choices()}:
            raise ValidationError("Something arrived that is not on this page. Choose again.")


class AboutForm(PostedForm):
    """The ticks of one week; their fields are added by `about_form`."""

    week = HiddenField()
    # The receipt of the check-in it was asked about: answers that are sent again have another.
    of = HiddenField()
    act = StringField()

    @property
    def groups(self) -> tuple[Ticks, ...]:
        return tuple(field for field in self if isinstance(field, Ticks))

    @property
    def ticked(self) -> tuple[str, ...]:
        return tuple(tag for field in self.groups for tag in field.data or ())


def about_now(visit: Visit, current: Current | None) -> About | None:
    """Return the question for the week answered last; None when it is closed or no pressure was high."""
    week = current.answered_week if current else None
    if current is None or week is None or week not in visit.open_weeks:
        return None
    if visit.standing is not Standing.TAKES_PART:
        return None  # Who withdrew agreed to nothing that is asked from then on.
    high = high_now(current, visit.words, visit.desk.policies)
    token, receipt = visit.token(week), current.receipt or ""
    return About(week, token, receipt, high, current.about) if high else None


def about_form(asked: About) -> AboutForm:
    fields = {FIELD + one.question: _field(one) for one in asked.pressures}
    made = type("AboutWeekForm", (AboutForm,), fields)
    said = asked.ticked or ()
    ticked = {
        FIELD + one.question: [tag.id for tag in one.tags if tag.id in said]
        for one in asked.pressures
    }
    form: AboutForm = made(data=ticked)
    return form


def _field(one: HighPressure) -> Ticks:
    choices = [SelectChoice(tag.id, tag.name) for tag in one.tags]
    return Ticks(f"Pressure from {one.title}", choices=choices, validate_choice=False)
