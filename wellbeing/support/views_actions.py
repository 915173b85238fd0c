"""What two people of a case agreed to do: the same page for both, each from their own address."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.support import notes, service
from wellbeing.support.blueprint import blueprint
from wellbeing.support.errand import Errand, errand_of
from wellbeing.support.forms_case import AGREE, DROP, ActionForm
from wellbeing.support.showing_case import doers_for, shown_note
from wellbeing.support.telling import SOMEBODY, names_of
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

CHANGED = "What stood here has changed since you looked. Please look again. Nothing is kept yet."

GONE = "Nobody has this at present, or it was closed. Nothing was kept. This is how it stands now."


@dataclass(frozen=True)
class Side:
    """From which of the two sides a case is looked at, and where its pages are."""

    page: str
    answer: str
    back: str


CONTACT = Side("support.actions", "support.answer_to_action", "support.one_request")
ASKER = Side("support.my_actions", "support.my_answer_to_action", "support.my_requests")


@blueprint.route("/requests/<request_id>/actions", methods=["GET", "POST"])
@for_signed_in
def actions(person: SignedIn, request_id: str) -> ResponseReturnValue:
    return _page(errand_of(person), request_id, CONTACT)


@blueprint.post("/requests/<request_id>/actions/answer")
@for_signed_in
def answer_to_action(person: SignedIn, request_id: str) -> ResponseReturnValue:
    return _answer(errand_of(person), request_id, CONTACT)


@blueprint.route("/my-requests/<request_id>/actions", methods=["GET", "POST"])
@for_signed_in
def my_actions(person: SignedIn, request_id: str) -> ResponseReturnValue:
    return _page(errand_of(person), request_id, ASKER)


@blueprint.post("/my-requests/<request_id>/actions/answer")
@for_signed_in
def my_answer_to_action(person: SignedIn, request_id: str) -> ResponseReturnValue:
    return _answer(errand_of(person), request_id, ASKER)


def _page(errand: Errand, request_id: str, side: Side) -> ResponseReturnValue:
    """Show what is agreed and the draft; a draft that is sent stands there until the other agrees."""
    form = ActionForm()
    try:
        case = service.case_of(errand.office, errand.person_id, request_id)
        names = names_of(errand.office, [case.asker, case.contact])
        asker, contact = names.get(case.asker, SOMEBODY), names.get(case.contact, SOMEBODY)
        form.name_doers(asker, contact)
        if form.is_sent_and_valid() and _is_written(errand, request_id, form):
            flash("Written down. It is kept once the other has agreed to exactly this.")
            return forget(redirect(url_for(side.page, request_id=request_id), 303))
        if side is CONTACT:
            service.look(errand.office, errand.person_id, request_id)
        found = notes.notes_of(errand.office, case, errand.person_id)
    except service.NotThereError:
        return _gone(side)
    doers, reader = doers_for(asker, contact), errand.person_id
    draft = shown_note(found.draft, doers, reader) if found.draft else None
    page = render_template(
        "support/actions.html",
        form=form,
        agreed=[shown_note(one, doers, reader) for one in found.agreed],
        draft=draft,
        is_full=len(found.agreed) >= notes.MOST_NOTES,
        other=contact if reader == case.asker else asker,
        answer_to=url_for(side.answer, request_id=request_id),
        back=url_for(side.back, request_id=request_id if side is CONTACT else None),
    )
    return page, 422 if form.errors else 200


def _gone(side: Side) -> ResponseReturnValue:
    """Tell the person that nobody is there to agree with; to a contact nothing is there."""
    if side is CONTACT:
        abort(404)
    flash(GONE)
    return redirect(url_for(side.back), 303)


def _is_written(errand: Errand, request_id: str, form: ActionForm) -> bool:
    """Keep the draft, unless another one stands there by now than the page showed."""
    try:
        service.write_note(
            errand.office, errand.person_id, request_id, form.to_action(), form.shown.data or ""
        )
    except (service.ChangedError, notes.TooManyError):
        flash(CHANGED)
        return False
    return True


def _answer(errand: Errand, request_id: str, side: Side) -> ResponseReturnValue:
    """Agree to the draft that was shown, or take it away."""
    stage, shown = request.form.get("stage", ""), request.form.get("shown", "")
    try:
        if stage == AGREE:
            service.agree(errand.office, errand.person_id, request_id, shown)
            flash("Agreed, and kept. You both can read it.")
        elif stage == DROP:
            notes.drop(errand.office, errand.person_id, request_id, shown)
            flash("Taken away. Nothing of it is kept.")
    except service.ChangedError:
        flash(CHANGED)
    except service.NotThereError:
        return _gone(side)
    return redirect(url_for(side.page, request_id=request_id), 303)
