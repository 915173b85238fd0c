"""Fields of the form in which a person says when they are asked; each tells kindly what cannot be."""

from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget


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
