"""The forms of what is said ahead: contact on a later day, a hello, and looking at support together."""

from collections.abc import Sequence

from wtforms import BooleanField, HiddenField

# WTForms' types, kept apart from it, do not know its own choices yet.
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.web.choices import OneAnswer
from wellbeing.web.forms import PostedForm

LOOK, KEEP, CHANGE = "look", "keep", "change"
ASK, SHOW = "ask", "show"
NOTHING, HELLO = "nothing", "hello"
GO_ON, TELL = "go_on", "tell"
Pairs = Sequence[tuple[str, str]]


class Chosen(OneAnswer):
    """A choice that has to be made."""

    unknown = "The answer that arrived is not one of the choices. Choose again."


class LaterForm(PostedForm):
    """On which days, with whom, how, and whether it is asked for then without another press."""

    stage = HiddenField()
    # The day on which it was looked at: the days are counted from it.
    seen_on = HiddenField()
    first = BooleanField()
    last = BooleanField()
    with_whom = Chosen("With whom?", validate_choice=False)
    how = OneAnswer("How would you like to talk?", default="", validate_choice=False)
    mode = Chosen(
        "What should happen on that day?",
        choices=[
            SelectChoice(ASK, "Ask for me on that day"),
            SelectChoice(SHOW, "Only remind me, on my own pages"),
        ],
        validate_choice=False,
    )

    def offer(self, whom: Pairs, how: Pairs) -> None:
        """Let these be chosen."""
        self.with_whom.choices = [SelectChoice(*one) for one in whom]
        self.how.choices = [*(SelectChoice(*one) for one in how), SelectChoice("", "I do not mind")]

    def filled(self) -> dict[str, str]:
        """Return what was chosen, to be sent on unchanged."""
        said = {name: self[name].data or "" for name in ("with_whom", "how", "mode")}
        return said | {name: "y" for name in ("first", "last") if self[name].data}

    def validate_last(self, field: BooleanField) -> None:
        if not (field.data or self.first.data):
            raise ValidationError("Choose at least one of the two days.")

    def validate_with_whom(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose with whom you would like to talk.")

    def validate_mode(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose what should happen on that day.")


class HelloForm(PostedForm):
    """Nothing, or a hello."""

    choice = Chosen(
        "If you do not check in for a while",
        choices=[
            SelectChoice(NOTHING, "Nothing happens"),
            SelectChoice(HELLO, "Whoever has my open request may say hello"),
        ],
        validate_choice=False,
    )

    def validate_choice(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose one of the two.")


class LookBackForm(PostedForm):
    """One of the buttons of looking at support together."""

    act = OneAnswer(choices=[SelectChoice(GO_ON), SelectChoice(TELL)])
