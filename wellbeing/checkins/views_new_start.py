"""After a change at work: an offer of contact, and a fresh start of the usual level; nobody is told."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins import own_say
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.visit import visit_of
from wellbeing.checkins.weeks import written
from wellbeing.history import service as history
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in

PAGE = "checkins.new_start"
BEGUN = "Your usual level begins anew with next week. Nobody is told. You can take it back below."
NOTHING_TO_BEGIN = "Nothing was changed: what is usual for you is not known yet."
TAKEN_BACK = "Taken back. Your usual level is what it was."
NOT_TAKEN_BACK = "Nothing was changed. There is no fresh start in this week that can be taken back."


@blueprint.route("/new-start", methods=["GET", "POST"])
@for_signed_in
def new_start(person: SignedIn) -> ResponseReturnValue:
    """Show what is offered; which change it was is neither asked nor kept."""
    visit, form = visit_of(person), PressedForm()
    if form.is_sent_and_valid():
        begun = own_say.start_afresh(visit.desk, visit.person_id)
        flash(BEGUN if begun else NOTHING_TO_BEGIN)
        return redirect(url_for(PAGE), 303)
    page = render_template(
        "checkins/new_start.html",
        form=form,
        level=history.usual_level(visit.desk, visit.person_id),
        needs=visit.desk.policy.baseline.weeks_min,
        last_day=written(visit.this_week.sunday),
    )
    return page, (422 if form.errors else 200)


@blueprint.post("/new-start/back")
@for_signed_in
def fresh_start_back(person: SignedIn) -> ResponseReturnValue:
    if PressedForm().is_sent_and_valid():
        visit = visit_of(person)
        taken_back = own_say.take_fresh_start_back(visit.desk, visit.person_id)
        flash(TAKEN_BACK if taken_back else NOT_TAKEN_BACK)
    return redirect(url_for(PAGE), 303)
