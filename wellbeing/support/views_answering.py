"""The pages of those who are asked: a list, a request, and what came of it."""

from typing import Protocol

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.support import service
from wellbeing.support.blueprint import blueprint
from wellbeing.support.desk import desk_of
from wellbeing.support.errand import Errand, errand_of
from wellbeing.support.forms import OutcomeForm
from wellbeing.support.forms_case import ReferenceForm
from wellbeing.support.office import Office
from wellbeing.support.referring import keeps_notes
from wellbeing.support.showing import shown_waiting
from wellbeing.support.showing_case import shown_desk
from wellbeing.web.case_says import said_in
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

LIST = "support.requests"


class Acting(Protocol):
    """Something a contact does with a request."""

    def __call__(self, office: Office, contact_id: str, request_id: str) -> None:
        """Do it, or raise NotThereError."""
        ...


@blueprint.get("/requests")
@for_signed_in
def requests(person: SignedIn) -> ResponseReturnValue:
    """Show the desk: what waits and what they have; nobody is named who was not taken."""
    errand = errand_of(person)
    desk = desk_of(errand.office, errand.person_id)
    return render_template(
        "support/requests.html",
        waiting=[shown_waiting(errand.words, one) for one in desk.waiting],
        cases=[shown_waiting(errand.words, one) for one in desk.cases],
        desk=shown_desk(desk),
        support=errand.words.support,
    )


@blueprint.route("/requests/<request_id>", methods=["GET", "POST"])
@for_signed_in
def one_request(person: SignedIn, request_id: str) -> ResponseReturnValue:
    """Show a request, once the look is written down; the outcome of a review is sent from here."""
    errand, form = errand_of(person), OutcomeForm()
    fine = form.is_sent_and_valid()
    try:
        if fine:
            service.settle(errand.office, person.id, request_id, form.to_outcome())
            flash("Sent. Only the person who asked can read it. This request is closed.")
            return forget(redirect(url_for(LIST), 303))
        found = service.look(errand.office, person.id, request_id)
    except service.NotThereError:
        abort(404)
    page = render_template(
        "support/request.html",
        says=said_in(person, request_id),
        form=form,
        request=shown_waiting(errand.words, found),
        care=errand.words.duty_of_care,
        reference=_reference_form(errand, found),
        as_contact=True,
    )
    return page, 422 if form.errors else 200


def _reference_form(errand: Errand, seen: service.Waiting) -> ReferenceForm | None:
    """Return where a practitioner writes down how their own note is found."""
    if not seen.is_mine or not keeps_notes(errand.office, errand.person_id, seen.wish):
        return None
    form = ReferenceForm(formdata=None)
    form.line.data = seen.reference.line if seen.reference else ""
    return form


@blueprint.post("/requests/<request_id>/take")
@for_signed_in
def take(person: SignedIn, request_id: str) -> ResponseReturnValue:
    errand = errand_of(person)
    try:
        return _done(
            person,
            request_id,
            service.take,
            "You have taken this. The person sees that.",
            to_page=True,
        )
    except service.FullError:
        most = errand.office.rota.room_of(person.id).most
        flash(errand.words.support.full.format(most=most))
        return redirect(url_for(LIST), 303)


@blueprint.post("/requests/<request_id>/hand-back")
@for_signed_in
def hand_back(person: SignedIn, request_id: str) -> ResponseReturnValue:
    return _done(person, request_id, service.hand_back, "Handed back. The others see it again.")


@blueprint.post("/requests/<request_id>/talked")
@for_signed_in
def talked(person: SignedIn, request_id: str) -> ResponseReturnValue:
    said = "Kept: you have talked. The case stays open until one of you closes it."
    return _done(person, request_id, service.talked, said, to_page=True)


def _done(
    person: SignedIn, request_id: str, act: Acting, said: str, *, to_page: bool = False
) -> ResponseReturnValue:
    """Do it and say so; what somebody else took or the person took back is said kindly."""
    try:
        act(errand_of(person).office, person.id, request_id)
    except service.NotThereError:
        flash("This is not open to you any more: somebody took it, or it was taken back.")
        return redirect(url_for(LIST), 303)
    flash(said)
    if to_page:
        return redirect(url_for("support.one_request", request_id=request_id), 303)
    return redirect(url_for(LIST), 303)
