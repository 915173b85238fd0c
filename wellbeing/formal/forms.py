"""The forms of formal support: what is shared and how soon, and what a practitioner decides."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from wellbeing.formal.service import SignOff
from wellbeing.support.service import Kind, Wish
from wellbeing.web.choices import OneAnswer
from wellbeing.web.day_field import DayField
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

LOOK, KEEP, CHANGE = "look", "keep", "change"
FEW_DAYS, SOON = "few_days", "soon"
LONGEST = 2_000
LONGEST_TIMES = 200
SIGN, REFUSE = "sign", "refuse"
ASKED_TO_SEND = ("when", "how", "safe_times", "first")

Pairs = Iterable[tuple[str, str]]


class Ticks(SelectMultipleField):
    """Several choices at once; none is fine too."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def offer(self, pairs: Pairs) -> None:
        self.choices = [SelectChoice(value, label) for value, label in pairs]

    def pre_validate(self, _form: Any) -> None:
        """Leave out what is not on the page any more: less is shared then, never more."""
        known = {value for value, *_ in self.iter_choices()}
        self.data = [one for one in self.data or () if one in known]


class AgreeForm(PostedForm):
    """What the practitioner may read; and where nobody has the request yet, how soon and how."""

    stage = HiddenField()
    shown = HiddenField()
    share = Ticks("What may the practitioner read?")
    words = TextAreaField(
        "In your own words, if you want", filters=[clean_text], validators=[NotTooLong(LONGEST)]
    )
    when = OneAnswer("How soon?", default=FEW_DAYS, validate_choice=False)
    how = OneAnswer("How would you like to talk?", default="", validate_choice=False)
    safe_times = StringField(
        "When is it safe to reach you?",
        filters=[clean_text],
        validators=[NotTooLong(LONGEST_TIMES)],
    )
    first = OneAnswer("Who should read it first?", default="", validate_choice=False)

    def without_sending(self) -> None:
        """Leave out what is asked only where a request is sent; what is not shown is not checked."""
        for name in ASKED_TO_SEND:
            del self[name]

    def to_wish(self) -> Wish:
        return Wish(
            Kind.FORMAL,
            soon=self.is_soon,
            how=self._said("how"),
            first=self._said("first"),
            safe_times=self._said("safe_times"),
        )

    @property
    def is_soon(self) -> bool:
        return self._said("when") == SOON

    @property
    def own_words(self) -> str:
        return self._said("words")

    def filled(self) -> tuple[tuple[str, str], ...]:
        """Return what was ticked and typed, to be sent on unchanged."""
        names = ("words", *ASKED_TO_SEND)
        said = tuple((name, self._said(name)) for name in names if name in self)
        return (*(("share", one) for one in self.share.data or ()), *said)

    def _said(self, name: str) -> str:
        return (self[name].data or "") if name in self else ""


class DecideForm(PostedForm):
    """Sign it off with a reason, or give a reason and an alternative; texts stay in their boxes."""

    verdict = OneAnswer(
        "What do you decide?",
        choices=[
            SelectChoice(SIGN, "I sign it off: formal support begins"),
            SelectChoice(REFUSE, "I do not sign it off"),
        ],
        validate_choice=False,
    )
    reason = TextAreaField(
        "Your reason, for the person", filters=[clean_text], validators=[NotTooLong(LONGEST)]
    )
    helps = Ticks("Which help begins?")
    again_on = DayField("When do you both look at it again?")
    alternative = TextAreaField(
        "What else could help", filters=[clean_text], validators=[NotTooLong(LONGEST)]
    )

    def begin_with(self, helps: Pairs, today: date) -> None:
        """Offer these kinds of help; both look at it again on a day after this one."""
        self.helps.offer(helps)
        self._today = today

    @property
    def signs(self) -> bool:
        return bool(self.verdict.data == SIGN)

    def to_sign_off(self) -> SignOff:
        helps, again_on = tuple(self.helps.data or ()), self.again_on.data or self._today
        return SignOff(self.reason.data or "", helps, again_on)

    @property
    def said(self) -> tuple[str, str]:
        """Return the reason and the alternative of who does not sign it off."""
        return self.reason.data or "", self.alternative.data or ""

    def validate_verdict(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose what you decide.")

    def validate_reason(self, field: TextAreaField) -> None:
        if not field.data:
            raise ValidationError("Write your reason. The person is owed it, whatever you decide.")

    def validate_helps(self, field: Ticks) -> None:
        if self.signs and not field.data:
            raise ValidationError("Choose at least one kind of help that begins.")

    def validate_again_on(self, field: DayField) -> None:
        if not self.signs or field.errors:
            return
        if field.data is None or field.data <= self._today:
            raise ValidationError("Name a day after today on which you both look at it again.")

    def validate_alternative(self, field: TextAreaField) -> None:
        if self.verdict.data == REFUSE and not field.data:
            raise ValidationError("Write what else could help. The person is owed an alternative.")
