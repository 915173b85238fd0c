"""The pages on which a person gives their own mobile number, confirms it, and takes it back."""

import re
import unicodedata
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import ValidationError

from wellbeing.extensions import db, house
from wellbeing.rhythm import ways
from wellbeing.rhythm.code_sending import NotSentError, send_code
from wellbeing.rhythm.number import NumberError, ending, read_number
from wellbeing.rhythm.number_service import (
    TooManyCodesError,
    confirm,
    number_of,
    remove_number,
    waiting_number,
)
from wellbeing.rhythm.service import Desk
from wellbeing.rhythm.telling import hour_and_day
from wellbeing.web.forms import PostedForm, PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

blueprint = Blueprint("texts", __name__)

CODE = re.compile(r"[0-9]{6}")
NOT_NOW = (
    "The code could not be sent just now. Your number is still here: try again in some minutes."
)
NOT_EVER = "No text can be sent to this number. Check it, or type another one."
TOO_MANY = "As many codes were asked for as are sent. Your number is still here: ask again from {again} on."
# The same for a code that is wrong, too old or tried too often.
DOES_NOT_FIT = (
    "This code does not fit, or its time is over. Look at the last text, or ask for a new code."
)


class NumberForm(PostedForm):
    """A mobile number, as people write theirs."""

    number = StringField("Your mobile number")
    read = ""

    def validate_number(self, field: Any) -> None:
        """Refuse what no text can go to, and say how numbers are written."""
        try:
            self.read = read_number(str(field.data or ""), house().settings.sms.countries)
        except NumberError as error:
            raise ValidationError(str(error)) from None


class CodeForm(PostedForm):
    """The six digits that were sent."""

    code = StringField("The six digits in the text")

    @property
    def digits(self) -> str:
        """Return what was typed, without the spaces that phones put in."""
        return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", str(self.code.data or "")))

    def validate_code(self, _field: Any) -> None:
        """Refuse what could be no code: it costs no try."""
        if not CODE.fullmatch(self.digits):
            raise ValidationError("Type the six digits that the text begins with.")


@blueprint.route("/when-you-are-asked/number", methods=["GET", "POST"])
@for_signed_in
def number(person: SignedIn) -> ResponseReturnValue:
    desk, form, gateway = _desk(), NumberForm(), ways.gateway()
    if gateway is None or not ways.sends_texts() or not form.is_sent_and_valid():
        return _number_page(desk, person, form), (422 if form.errors else 200)
    try:
        send_code(desk, person.id, form.read, gateway, words().texts)
    except TooManyCodesError as error:
        said = TOO_MANY.format(again=hour_and_day(desk, person.id, error.again))
        return _number_page(desk, person, _refused(form, said)), 429
    except NotSentError as error:
        said, status = (NOT_EVER, 422) if error.for_good else (NOT_NOW, 503)
        return _number_page(desk, person, _refused(form, said)), status
    return forget(redirect(url_for("texts.code"), 303))


@blueprint.route("/when-you-are-asked/number/code", methods=["GET", "POST"])
@for_signed_in
def code(person: SignedIn) -> ResponseReturnValue:
    desk, form = _desk(), CodeForm()
    if not form.is_sent_and_valid():
        return _code_page(desk, person, form), (422 if form.errors else 200)
    if not confirm(desk, person.id, form.digits):
        form.code.errors = (DOES_NOT_FIT,)
        return _code_page(desk, person, form), 422
    flash(ways.told_of(desk, person.id, "Kept.", "Your messages now come as text messages."))
    return forget(redirect(url_for("rhythm.when_asked"), 303))


@blueprint.post("/when-you-are-asked/number/remove")
@for_signed_in
def remove(person: SignedIn) -> ResponseReturnValue:
    if PressedForm().is_sent_and_valid():
        desk = _desk()
        remove_number(desk, person.id)
        flash(ways.told_of(desk, person.id, "Your number is removed.", "Messages come by e-mail."))
    return redirect(url_for("rhythm.when_asked"), 303)


def _refused(form: NumberForm, said: str) -> NumberForm:
    form.number.errors = (said,)
    return form


def _desk() -> Desk:
    parts = house()
    return Desk(db.session(), parts.vault, parts.clock.now())


def _number_page(desk: Desk, person: SignedIn, form: NumberForm) -> str:
    kept = number_of(desk, person.id)
    return render_template(
        "rhythm/number.html",
        form=form,
        ending=kept and ending(kept),
        sends=ways.sends_texts(),
        sends_mail=house().settings.mail.is_configured,
        carrier=ways.carrier(),
        example=ways.texts().words.weekly.format(link=f"{house().settings.address}/…"),
    )


def _code_page(desk: Desk, person: SignedIn, form: CodeForm) -> str:
    waits_for, kept = waiting_number(desk, person.id), number_of(desk, person.id)
    return render_template(
        "rhythm/code.html",
        form=form,
        ending=waits_for and ending(waits_for),
        confirmed=kept and ending(kept),
        phone=ways.sample_phone(),
    )
