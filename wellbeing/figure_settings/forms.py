"""The form of figure settings: one number for each, with its floor and its ceiling."""

import math
import re
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, ValidationError

from wellbeing.disclosure import Parameters
from wellbeing.figure_settings.bounds import BOUNDS, Bound, changed
from wellbeing.web.decision_form import reason_field
from wellbeing.web.forms import PostedForm, clean_text

# A comma stands only between thousands: read otherwise, "0,2" would be ten times what was meant.
NUMBER = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?|[0-9]{1,9}(\.[0-9]+)?|\.[0-9]+")


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
            raise self._wrong("write a number, with a point before decimals: 0.25.") from None
        if self.bound.whole and number != round(number):
            raise self._wrong("write a whole number.")
        if not self.bound.permits(number):
            where = "not among the values" if self.bound.only else "outside the bounds"
            raise self._wrong(f"this is {where}.")

    def _wrong(self, said: str) -> ValidationError:
        """Name the number: the list of what is wrong stands at the top of the page."""
        return ValidationError(f"{self.bound.name}: {said} {self.bound.reason}")


def _field(bound: Bound) -> StringField:
    return StringField(
        bound.name,
        description=f"{bound.does} {bound.reason}",
        filters=[clean_text],
        validators=[DataRequired(f"{bound.name}: write a number."), WithinBounds(bound)],
    )


class NumbersForm(PostedForm):
    """What every form of figure settings asks beside the numbers."""

    why: TextAreaField

    def only_look(self) -> None:
        """Ask no reason of somebody who wants to see first what would change."""
        self.why.validators = ()

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


# In the order of the page, which is also that of what is wrong.
SettingsForm = type(
    "SettingsForm",
    (NumbersForm,),
    {bound.field: _field(bound) for bound in BOUNDS} | {"why": reason_field("the change is")},
)
