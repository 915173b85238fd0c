"""The pages on which a person has everything deleted, or makes a code for whoever acts at their word."""

import hmac
from datetime import datetime, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.accounts import service as accounts
from wellbeing.accounts.confirming import ConfirmForm
from wellbeing.accounts.signed_in_person import current_token, door
from wellbeing.checkins.service import Standing
from wellbeing.checkins.visit import visit_of
from wellbeing.extensions import db, house, limiter
from wellbeing.records import my_code
from wellbeing.records.erasing import Eraser, is_begun
from wellbeing.records.erasure_book import EMPTIED, OF_SOME, STAYS
from wellbeing.records.erasure_list import ErasureListError
from wellbeing.records.export_book import PARTS
from wellbeing.records.my_code import LASTS, What
from wellbeing.retention import DAYS_OF_A_WEEK
from wellbeing.sealed import SealBrokenError
from wellbeing.web import answers, errors
from wellbeing.web.choices import OneAnswer
from wellbeing.web.forms import PostedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in, signed_in

blueprint = Blueprint("deleting", __name__)
# The second press must follow the first within this time, or the next.
PRESS_WITHIN = timedelta(minutes=10)


class PressForm(PostedForm):
    """The one clear second press, with the proof that the first one was the person's."""

    press = HiddenField()


class CodeForm(ConfirmForm):
    """What a code is to allow, and the password."""

    what = OneAnswer(choices=[SelectChoice(each.value) for each in What])

    def validate_what(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose one of the three codes.")


@blueprint.get("/my-data/delete")
@for_signed_in
def page(_person: SignedIn) -> ResponseReturnValue:
    return _page(ConfirmForm.made())


@blueprint.post("/my-data/delete")
@limiter.limit("30/minute")
@for_signed_in
def ask(person: SignedIn) -> ResponseReturnValue:
    """Ask once more, after whoever asks has shown again that they are the person."""
    form = ConfirmForm.made()
    if not form.is_sent_and_valid() or not form.is_confirmed(door(), person.id):
        return _page(form), 422
    pressed = _proof(person.id, house().now())
    return render_template("records/delete_now.html", press=pressed)


@blueprint.post("/my-data/delete/now")
@limiter.limit("30/minute")
@for_signed_in
def press(person: SignedIn) -> ResponseReturnValue:
    form = PressForm()
    if not form.is_sent_and_valid() or not _is_proof(person.id, form.press.data or ""):
        return redirect(url_for("deleting.page"), 303)
    _eraser().erase(person.id, current_token())
    return _to_done()


@blueprint.get("/my-data/deleted")
@for_signed_in
def done(person: SignedIn) -> ResponseReturnValue:
    """Say so to whoever did it, until they begin again; to nobody else, whatever they typed."""
    is_new = visit_of(person).standing is Standing.NOT_ASKED
    if not (is_new and _eraser().was_erased(person.id)):
        return redirect(url_for("deleting.page"), 303)
    return render_template("records/deleted.html")


@blueprint.route("/my-data/code", methods=["GET", "POST"])
@limiter.limit("30/minute", methods=["POST"])
@for_signed_in
def code(person: SignedIn) -> ResponseReturnValue:
    form = CodeForm.made()
    made: dict[str, object] = {"code": ""}
    if form.is_sent_and_valid() and form.is_confirmed(door(), person.id):
        what = What(form.what.data)
        made |= {
            "code": my_code.make_code(door(), person.id, what),
            "lasts": _lasts(what),
            "is_for_later": what is What.DOWNLOAD_LATER,
        }
    shown = render_template("records/code.html", form=form, **made)
    return shown, 422 if form.errors else 200


@blueprint.before_app_request
def go_on() -> ResponseReturnValue | None:
    """Finish what was broken off before its person writes anything new."""
    person = signed_in() if request.method == "POST" else None
    if person is None or not _is_begun(person):
        return None
    return _finished(person)


@blueprint.app_errorhandler(SealBrokenError)
def being_deleted(error: SealBrokenError) -> ResponseReturnValue:
    """Of somebody who is being deleted finish it; whatever else cannot be opened is an error."""
    person = signed_in()
    if person is None or not _is_begun(person):
        return errors.unexpected(error)
    return _finished(person)


@blueprint.app_errorhandler(ErasureListError)
def cannot_be_listed(error: ErasureListError) -> ResponseReturnValue:
    """Ask to try again: nothing goes before the list says so, or a backup would bring it back."""
    return errors.not_now(error)


def _is_begun(person: SignedIn) -> bool:
    return is_begun(db.session(), house().vault, person.id)


def _finished(person: SignedIn) -> ResponseReturnValue:
    _eraser().go_on(person.id, current_token())
    return _to_done()


def _to_done() -> Response:
    answers.forget_pages()
    return forget(redirect(url_for("deleting.done"), 303))


def _lasts(what: What) -> str:
    if what is What.DOWNLOAD_LATER:
        return f"{LASTS[what].days // DAYS_OF_A_WEEK} weeks"
    return f"{LASTS[what] // timedelta(hours=1)} hours"


def _page(form: ConfirmForm) -> str:
    goes = [
        part.title for part in PARTS if EMPTIED.issuperset(part.tables) and not part.for_programs
    ]
    return render_template(
        "records/delete.html",
        form=form,
        goes=goes,
        stays=tuple(why for why in dict.fromkeys(STAYS.values()) if why not in OF_SOME),
        stays_of_some=OF_SOME,
        key_days=house().settings.backup.keys_days,
    )


def _eraser() -> Eraser:
    parts, session = house(), db.session()
    today = parts.today(accounts.organisation(session).zone)
    return Eraser(session, parts.vault, parts.settings.erasures, today)


def _proof(person_id: str, at: datetime) -> str:
    """Return what shows that this browser gave the password of late: it is kept nowhere."""
    turn = str(int(at.timestamp() // PRESS_WITHIN.total_seconds()))
    return house().vault.row_key("press to delete", person_id, current_token(), turn).hex()


def _is_proof(person_id: str, shown: str) -> bool:
    now = house().now()
    valid = (_proof(person_id, now), _proof(person_id, now - PRESS_WITHIN))
    return any(hmac.compare_digest(shown.encode(), each.encode()) for each in valid)
