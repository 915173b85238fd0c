"""What a person shares: with whom, until when, who looked, and the button that ends it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins.visit import visit_of
from wellbeing.sharing import service
from wellbeing.sharing.blueprint import blueprint
from wellbeing.sharing.originals import copy_now
from wellbeing.sharing.showing import HEADINGS, shown_share
from wellbeing.sharing.visit import desk_now
from wellbeing.web.signed_in import SignedIn, for_signed_in

MINE = "sharing.mine"


@blueprint.get("/sharing")
@for_signed_in
def mine(person: SignedIn) -> ResponseReturnValue:
    desk, visit = desk_now(), visit_of(person)
    found = service.shared_by(desk.session, desk.vault, person.id, desk.today)
    return render_template(
        "sharing/mine.html",
        shares=[shown_share(one, lambda what: copy_now(visit, what)) for one in found],
        headings=HEADINGS,
        is_damaged=service.is_damaged(desk.session, desk.vault, person.id),
    )


@blueprint.post("/sharing/end")
@for_signed_in
def end(person: SignedIn) -> ResponseReturnValue:
    """End what the form names; what is not the person's own ends as what is not there does."""
    if service.withdraw(desk_now(), person.id, request.form.get("share", "")):
        flash("Ended. Nobody can open it here any more.")
    else:
        flash("This was not open any more. Nobody can open it.")
    return redirect(url_for(MINE), 303)
