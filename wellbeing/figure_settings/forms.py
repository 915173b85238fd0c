"""The form of figure settings: one number for each, with its floor and its ceiling."""

import math
import re
from typing import Any

from wtforms import StringField
from wtforms.validators import DataRequired, ValidationError

from wellbeing.disclosure import Parameters
from wellbeing.figure_settings.bounds import BOUNDS, Bound, changed
from wellbeing.web.decision_form import reason_field
from wellbeing.web.forms import PostedForm, clean_text

# A comma stands only between thousands: read otherwise, "0,2" would be ten times what was meant.
NUMBER = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?|[0-9]{1,9}(\.[0-9]+)?|\.[0-9]+")

WRITE_A_NUMBER = "Write a number here, with a point before decimals: 0.25."


def _number(typed: str | None) -> float:
    """Read a number, with a comma between thousands or not; raise ValueError for anything else."""
    text = (typed or "").strip()
    if not NUMBER.fullmatch(text):
        raise ValueError("not a number")
    return float(text.replace(",", ""))


class WithinBounds:
    """Says what is wrong with a number, and what may stand there."""

    def __init__(self, bound: Bound) -> None:
        """Keep the bounds."""
        self.bound = bound

    def __call__(self, _form: PostedForm, field: Any) -> None:
        try:
            number = _number(field.data)
        except ValueError:
            raise ValidationError(f"{WRITE_A_NUMBER} {self.bound.reason}") from None
        if self.bound.whole and number != round(number):
            raise ValidationError(f"Write a whole number here. {self.bound.reason}")
        if not self.bound.low <= number <= self.bound.high:
            raise ValidationError(f"This is outside the bounds. {self.bound.reason}")


def _field(bound: Bound) -> StringField:
    return StringField(
        bound.name,
        description=f"{bound.does} {bound.reason}",
        filters=[clean_text],
        validators=[DataRequired("Write a number here."), WithinBounds(bound)],
    )


class NumbersForm(PostedForm):
    """What every form of figure settings asks beside the numbers."""

    why = reason_field("the change is")

    def begin_with(self, parameters: Parameters) -> None:
        """Put the numbers in force into the boxes, unless something was typed."""
        for bound in BOUNDS:
            field = self[bound.field]
            field.data = field.data or bound.written(bound.of(parameters))

    def to_parameters(self, before: Parameters) -> Parameters | None:
        """Return the numbers typed; None, with a word at the shares, when these do not add up."""
        numbers = {bound.key: _number(self[bound.field].data) for bound in BOUNDS}
        shares = math.fsum(number for key, number in numbers.items() if key.startswith("shares."))
        if not math.isclose(shares, 1.0):
            self["shares_team"].errors = [
                f"The five shares add up to {shares:.12g}. Together they must be 1."
            ]
            return None
        return changed(before, numbers)


SettingsForm = type(
    "SettingsForm", (NumbersForm,), {bound.field: _field(bound) for bound in BOUNDS}
)
