"""A hello if I go quiet: chosen ahead, on a page of its own; what was told stands on it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.checkins import hello as hellos
from wellbeing.checkins.ahead_forms import HELLO, NOTHING, HelloForm
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.said_ahead import Folder
from wellbeing.checkins.visit import Visit, visit_of
from wellbeing.checkins.weeks import written
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

KEPT = "Kept. You can change it at any time."


@blueprint.route("/hello", methods=["GET", "POST"])
@for_signed_in
def hello(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    said = Folder(visit.desk.session, visit.desk.vault).of(visit.person_id)
    form = HelloForm(data={"choice": HELLO if said.hello else NOTHING})
    if form.is_sent_and_valid():
        hellos.choose(visit.office, visit.person_id, hello=form.choice.data == HELLO)
        flash(KEPT)
        return forget(redirect(url_for("checkins.hello"), 303))
    page = render_template(
        "checkins/hello.html",
        form=form,
        missed=visit.desk.policy.action.missed_hello,
        case=hellos.case_for_hello(visit.office, visit.person_id) is not None,
        told=told_in_words(visit),
    )
    return page, (422 if form.errors else 200)


def told_in_words(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Return who was told to say hello, and on which day."""
    said = Folder(visit.desk.session, visit.desk.vault).of(visit.person_id)
    contacts = sorted({one.contact for one in said.told})
    found = accounts.people(visit.desk.session, contacts, visit.desk.today)
    names = {one.id: one.name for one in found}
    return tuple(
        (names.get(one.contact, "Somebody who no longer works here"), written(one.on))
        for one in said.told
    )
