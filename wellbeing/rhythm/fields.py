"""Fields of the form in which a person says when they are asked; each tells kindly what cannot be."""

from typing import Any

from wtforms import DateField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

HOW_TO_WRITE_A_DAY = "Choose a day, or write it as year, month, day: 2026-03-30."


class Ticks(SelectMultipleField):
    """Several choices at once, each with a tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, _form: Any) -> None:
        """Refuse what is not on the page in words that help."""
        if not set(self.data or ()) <= {value for value, *_ in self.iter_choices()}:
            raise ValidationError("A day arrived that is not one of the seven. Choose again.")


class OneOfMany(SelectField):
    """One choice of a list; what is not on it is told in words that help."""

    def pre_validate(self, _form: Any) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            raise ValidationError("Choose one from the list.")


class OneWay(RadioField):
    """One of the ways that are offered; left out, the way stays as it is."""

    def pre_validate(self, _form: Any) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            raise ValidationError("Choose one of the ways.")


class DayField(DateField):
    """A day; what cannot be read as one is told in words that help."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(HOW_TO_WRITE_A_DAY) from None
