"""The forms of a screen: the first question where there is one, and then the items."""

from functools import lru_cache
from typing import Any

from wtforms import HiddenField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.screens.published import Option, Screen
from wellbeing.web.choices import OneAnswer, is_form_key, new_form_key
from wellbeing.web.forms import PostedForm

GATE, ITEMS = "gate", "items"
ITEM = "item-"
YES = "1"


class NeededAnswer(OneAnswer):
    """A question that a result cannot do without."""

    unknown = "The answer that arrived is not one of the choices. Choose again."

    def post_validate(self, _form: Any, validation_stopped: bool) -> None:  # noqa: FBT001  # WTForms' own
        """Ask for the answer that is missing, unless something else is wrong with it already."""
        del validation_stopped
        if not self.data and not self.errors:
            raise ValidationError(f"Choose an answer to “{self.label.text}”")


class ScreenForm(PostedForm):
    """One page of a screen; its questions are added by `gate_form` and `items_form`."""

    form_key = HiddenField()
    part = HiddenField()

    def validate_form_key(self, field: HiddenField) -> None:
        if not is_form_key(field.data or ""):
            raise ValidationError("This page was changed on its way. Send it again.")

    @property
    def key(self) -> str:
        """The key to send the page with: the one it came with, or a new one."""
        held = self.form_key.data or ""
        return held if is_form_key(held) else new_form_key()

    @property
    def says_yes(self) -> bool:
        """Whether the first question was answered with yes."""
        return bool(self["event"].data == YES)

    @property
    def questions(self) -> tuple[OneAnswer, ...]:
        return tuple(field for field in self if field.name.startswith(ITEM))

    @property
    def points(self) -> tuple[int, ...]:
        return tuple(int(field.data) for field in self.questions)


@lru_cache
def gate_form(screen: Screen) -> type[ScreenForm]:
    """Return the form of the first question of a screen that has one."""
    asked = screen.gate.question if screen.gate else ""
    return type("GateForm", (ScreenForm,), {"event": _asking(asked, screen.options)})


@lru_cache
def items_form(screen: Screen) -> type[ScreenForm]:
    fields = {
        f"{ITEM}{number}": _asking(item.text, screen.options)
        for number, item in enumerate(screen.items, 1)
    }
    return type("ItemsForm", (ScreenForm,), fields)


def _asking(question: str, options: tuple[Option, ...]) -> NeededAnswer:
    choices = [SelectChoice(str(option.score), option.label) for option in options]
    return NeededAnswer(question, choices=choices, validate_choice=False)
