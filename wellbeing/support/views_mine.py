"""A person's own requests: what became of them, taking one back, and saying no to a suggestion."""

from collections.abc import Iterator

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.accounts.people import Role
from wellbeing.history import service as history
from wellbeing.support import service
from wellbeing.support.blueprint import blueprint
from wellbeing.support.cases import Kind
from wellbeing.support.errand import Errand, errand_of
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.waits import Way, ways_for

MINE = "support.my_requests"
MY_STEP = "checkins.my_step"
CONTACTS = frozenset({Role.PEER_SUPPORTER, Role.PRACTITIONER, Role.SUPERVISOR})


@blueprint.get("/my-requests")
@for_signed_in
def my_requests(person: SignedIn) -> ResponseReturnValue:
    errand = errand_of(person)
    return render_template(
        "support/mine.html",
        requests=errand.requests(),
        support=errand.words.support,
        as_contact=False,
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
    flash("Nothing was left to take back. This is how it stands now. You can end what is open.")
    return redirect(url_for(MINE), 303)


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
    """Lead to what a notice is about; every notice has this same address.

    Where several things wait that stand on different pages, all of them are named.
    """
    errand = errand_of(person)
    found = (*_ways(errand), *ways_for(person))
    if len(found) > 1:
        return render_template("support/waiting.html", ways=found)
    return redirect(url_for(found[0].endpoint if found else _home(person)), 303)


def _home(person: SignedIn) -> str:
    """Return where to look when nothing waits any more: a colleague may have taken it meanwhile."""
    is_asked = not CONTACTS.isdisjoint(person.roles)
    return "support.requests" if is_asked else MINE


def _ways(errand: Errand) -> Iterator[Way]:
    if service.inbox(errand.office, errand.person_id):
        yield Way("Requests that others sent to you", "support.requests")
    # A notice may be about the end of one.
    if errand.requests():
        yield Way("Your own requests", MINE)
