"""What a contact does with a case they have: give it to a colleague, refer to a note, close it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.cover import service as cover
from wellbeing.support import closing, moving, service
from wellbeing.support.blueprint import blueprint
from wellbeing.support.errand import Errand, errand_of
from wellbeing.support.forms_case import TIME, HandOverForm, ReferenceForm
from wellbeing.support.referring import refer
from wellbeing.support.showing_case import SAID_USEFUL
from wellbeing.support.telling import SOMEBODY, names_of
from wellbeing.support.wording import day_in_words
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

PAGE, LIST = "support.one_request", "support.requests"
TAKE_BACK = "take_back"
NOT_FREE = "This colleague cannot have it at present. Nothing was asked. Choose somebody else."


@blueprint.route("/requests/<request_id>/hand-over", methods=["GET", "POST"])
@for_signed_in
def hand_over(person: SignedIn, request_id: str) -> ResponseReturnValue:
    """Propose a colleague; the person decides, and until then nothing changes."""
    errand = errand_of(person)
    try:
        if request.form.get("stage") == TAKE_BACK:
            moving.take_proposal_back(errand.office, person.id, request_id)
            flash("Taken back. The case stays with you.")
            return redirect(url_for(PAGE, request_id=request_id), 303)
        return _handed_over(errand, request_id)
    except service.NotThereError:
        abort(404)


def _handed_over(errand: Errand, request_id: str) -> ResponseReturnValue:
    office, form = errand.office, HandOverForm()
    people = moving.colleagues(office, errand.person_id, request_id)
    form.offer([(one.id, one.name) for one in people], office.today)
    if form.is_sent_and_valid():
        try:
            moving.propose(office, request_id, form.to_proposal(errand.person_id))
        except moving.NotFreeError:
            flash(NOT_FREE)
        else:
            flash("Asked. The person decides. Until then the case stays with you.")
            return forget(redirect(url_for(PAGE, request_id=request_id), 303))
    _begin_with_days_away(errand, form)
    page = render_template(
        "support/hand_over.html",
        form=form,
        people=people,
        cards=cover.cards(office.session, [one.id for one in people]),
        request_id=request_id,
    )
    return page, 422 if form.errors else 200


def _begin_with_days_away(errand: Errand, form: HandOverForm) -> None:
    """Put the contact's own next days away into the boxes of an empty form."""
    away = errand.office.rota.next_away(errand.person_id)
    if form.is_submitted() or form.how_long.data or away is None:
        return
    form.how_long.data, form.since.data, form.until.data = TIME, away.first, away.last


@blueprint.post("/requests/<request_id>/reference")
@for_signed_in
def reference(person: SignedIn, request_id: str) -> ResponseReturnValue:
    form = ReferenceForm()
    if not form.is_sent_and_valid():
        flash(f"Not kept. {next(iter(form.line.errors), 'Send it again.')}")
        return redirect(url_for(PAGE, request_id=request_id), 303)
    try:
        refer(errand_of(person).office, person.id, request_id, form.to_line)
    except service.NotThereError:
        abort(404)
    flash("Kept. The person sees that there is a note, and this line.")
    return redirect(url_for(PAGE, request_id=request_id), 303)


@blueprint.route("/requests/<request_id>/close", methods=["GET", "POST"])
@for_signed_in
def close(person: SignedIn, request_id: str) -> ResponseReturnValue:
    """Ask once, then close; the contact can open nothing of it any more."""
    errand, form = errand_of(person), PressedForm()
    try:
        if form.is_sent_and_valid():
            service.close(errand.office, person.id, request_id)
            flash("Closed. The person is told, and can say whether it was useful.")
            return redirect(url_for(LIST), 303)
        seen = service.look(errand.office, person.id, request_id)
    except service.NotThereError:
        abort(404)
    return render_template("support/close.html", form=form, name=seen.name, request_id=request_id)


@blueprint.get("/said-to-you")
@for_signed_in
def said(person: SignedIn) -> ResponseReturnValue:
    """Show what people chose to say about cases that are closed."""
    errand = errand_of(person)
    found = closing.said_to(errand.office, person.id)
    names = names_of(errand.office, (one.asker for one in found))
    return render_template(
        "support/said.html",
        said=[
            (
                names.get(one.asker, SOMEBODY),
                day_in_words(one.ended_on),
                SAID_USEFUL[one.useful.use],
                one.useful.words,
            )
            for one in found
        ],
    )
