"""The pages of tests of the promise: what came of them, those that wait for a contact, and how many."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.cover.showing import role_in_words
from wellbeing.extensions import db, house
from wellbeing.promise_tests import service
from wellbeing.promise_tests.blueprint import blueprint
from wellbeing.promise_tests.forms import NumberForm
from wellbeing.promise_tests.service import Desk
from wellbeing.promise_tests.showing import HEADINGS, shown_roles
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in, signed_in
from wellbeing.web.waits import Way
from wellbeing.web.words import words

WAITING = "promise_tests.waiting"
TAKEN = "Taken. This test is counted in this month, without your name."
GONE = "This test does not wait any more: somebody took it, or it has ended."


def ways(person: SignedIn) -> tuple[Way, ...]:
    """Return where a notice leads a contact for whom a test waits."""
    if not service.has_waiting(_desk(), person.id):
        return ()
    return (Way("Tests of our promise", WAITING),)


@blueprint.app_context_processor
def tests_that_wait() -> dict[str, Callable[[], tuple[Any, ...]]]:
    """Let the list of requests say that a test waits; asked only where it is shown."""

    def promise_tests() -> tuple[Any, ...]:
        person = signed_in()
        return () if person is None else _shown(person)

    return {"promise_tests": promise_tests}


@blueprint.get("/our-promises")
@for_signed_in
def outcomes(person: SignedIn) -> ResponseReturnValue:
    """Show what came of the months that are over: the same to everybody."""
    session, today = db.session(), house().today(accounts.organisation(db.session()).zone)
    return render_template(
        "promise_tests/outcomes.html",
        headings=HEADINGS,
        roles=shown_roles(service.months(session, today)),
        each_month=service.each_month(session),
        sets_number="wellbeing_lead" in person.roles,
    )


@blueprint.get("/test-requests")
@for_signed_in
def waiting(person: SignedIn) -> ResponseReturnValue:
    return render_template("promise_tests/waiting.html", tests=_shown(person))


@blueprint.post("/test-requests/taken")
@for_signed_in
def take(person: SignedIn) -> ResponseReturnValue:
    """Take what the form names."""
    try:
        if PressedForm().is_sent_and_valid():
            service.take(_desk(), person.id, request.form.get("test", ""))
            flash(TAKEN)
    except service.NotTheirsError:
        flash(GONE)
    return forget(redirect(url_for("support.requests"), 303))


@blueprint.route("/our-promises/tests", methods=["GET", "POST"])
@for_signed_in
def number(person: SignedIn) -> ResponseReturnValue:
    desk, form = _desk(), NumberForm()
    form.begin_with(service.each_month(desk.session))
    if not form.is_sent_and_valid():
        return render_template("promise_tests/number.html", form=form), 422 if form.errors else 200
    service.set_each_month(desk, person.id, form.to_number())
    flash("Kept. It holds from now on.")
    return forget(redirect(url_for("promise_tests.outcomes"), 303))


def _shown(person: SignedIn) -> tuple[tuple[str, str, str, bool], ...]:
    """Return the id, the role, the promised day and whether it has passed, of each that waits."""
    return tuple(
        (
            one.id,
            role_in_words(one.role),
            f"{one.due_on:%A} {one.due_on.day} {one.due_on:%B}",
            one.is_overdue,
        )
        for one in service.waiting(_desk(), person.id)
    )


def _desk() -> Desk:
    return Desk(db.session(), house().vault, house().now(), words().offers.promise)
