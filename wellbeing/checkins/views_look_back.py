"""Looking at reactive support after some weeks: what the person chooses, and whether the work was changed."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins import look_back
from wellbeing.checkins.ahead_forms import GO_ON, TELL, LookBackForm
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.visit import Visit, visit_of
from wellbeing.checkins.weeks import written
from wellbeing.history import service as history
from wellbeing.history.service import Current
from wellbeing.stepped_care import Step
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

PAGE, MY_STEP = "checkins.this_support", "checkins.my_step"
TOLD = "Kept. Your contact can read that you would like to look back with them, and nothing else."
NO_CASE = "Nobody has taken a request of yours at present, so nobody was told."
GOES_ON = (
    "Kept: this support goes on. Nobody is told. You can close it or ask for more at any time."
)
BACK = "Taken back. Your contact does not read it any more."


@blueprint.route("/this-support", methods=["GET", "POST"])
@for_signed_in
def this_support(person: SignedIn) -> ResponseReturnValue:
    visit, form = visit_of(person), LookBackForm()
    current = history.current(visit.desk, visit.person_id, visit.this_week)
    if not _is_reactive(current):
        # What a contact can still read is taken back here, also when the support has ended.
        return _page(visit, None) if _is_told(visit) else redirect(url_for(MY_STEP), 303)
    if not form.is_sent_and_valid() or form.act.data not in {GO_ON, TELL}:
        return _page(visit, current)
    if form.act.data == GO_ON:
        look_back.go_on(visit.office, visit.person_id)
        flash(GOES_ON)
        return forget(redirect(url_for(MY_STEP), 303))
    told = look_back.tell_contact(visit.office, visit.person_id)
    flash(TOLD if told else NO_CASE)
    return forget(redirect(url_for(PAGE), 303))


@blueprint.post("/this-support/take-back")
@for_signed_in
def take_look_back_back(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    if PressedForm().is_sent_and_valid():
        look_back.take_back(visit.office, visit.person_id)
        flash(BACK)
    return redirect(url_for(PAGE), 303)


def _is_told(visit: Visit) -> bool:
    return look_back.is_told(visit.office, visit.person_id)


def _is_reactive(current: Current | None) -> bool:
    return current is not None and current.placement.step is Step.REACTIVE


def _page(visit: Visit, current: Current | None) -> str:
    case = look_back.open_case(visit.office, visit.person_id)
    due = current.placement.review_week if current else None
    return render_template(
        "checkins/this_support.html",
        due=written(due.monday) if due else "",
        is_reactive=current is not None,
        has_case=case is not None,
        is_told=_is_told(visit),
    )
