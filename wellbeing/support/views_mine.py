"""A person's own requests: what became of them, taking one back, and saying no to a suggestion."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.history import service as history
from wellbeing.support import service
from wellbeing.support.blueprint import blueprint
from wellbeing.support.cases import Kind
from wellbeing.support.errand import errand_of
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in

MINE = "support.my_requests"
MY_STEP = "checkins.my_step"


@blueprint.get("/my-requests")
@for_signed_in
def my_requests(person: SignedIn) -> ResponseReturnValue:
    errand = errand_of(person)
    return render_template(
        "support/mine.html", requests=errand.requests(), support=errand.words.support
    )


@blueprint.post("/my-requests/withdraw")
@for_signed_in
def withdraw(person: SignedIn) -> ResponseReturnValue:
    """Take back what the form names: an address would tell what was asked for."""
    errand, kind = errand_of(person), request.form.get("kind", "")
    if kind not in set(Kind):
        flash("What arrived is not one of your requests. Nothing is taken back. Choose it again.")
        return redirect(url_for(MINE), 303)
    if service.withdraw(errand.office, errand.person_id, Kind(kind)):
        flash("Taken back. Nobody can open it any more. You can ask again at any time.")
    return redirect(url_for(MY_STEP), 303)


@blueprint.route("/my-step/answer", methods=["GET", "POST"])
@for_signed_in
def say_no(person: SignedIn) -> ResponseReturnValue:
    """Ask once, then keep the person's no to formal support; nothing else changes."""
    errand, form = errand_of(person), PressedForm()
    if not history.formal_is_open(errand.office.desk, errand.person_id):
        return redirect(url_for(MY_STEP), 303)
    if not form.is_sent_and_valid():
        return render_template(
            "support/say_no.html",
            form=form,
            weeks=errand.office.desk.policy.formal.reoffer_weeks,
            has_asked=service.is_open(errand.office.desk, errand.person_id, Kind.FORMAL),
        )
    service.withdraw(errand.office, errand.person_id, Kind.FORMAL)
    flash("Kept: no formal support. Nothing else changes. You can ask for it at any time.")
    return redirect(url_for(MY_STEP), 303)


@blueprint.get("/waiting")
@for_signed_in
def waiting(person: SignedIn) -> ResponseReturnValue:
    """Lead to what a notice is about; every notice has this same address."""
    errand = errand_of(person)
    for_them = service.inbox(errand.office, errand.person_id)
    return redirect(url_for("support.requests" if for_them else MINE), 303)
