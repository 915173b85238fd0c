"""The step page, what a person can say about it, and their weeks so far."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins import service
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.chart import SHOWN_WEEKS, draw
from wellbeing.checkins.steps import past_rows, step_page
from wellbeing.checkins.visit import Visit, visit_of
from wellbeing.first_aid_kit import service as kits
from wellbeing.history import service as history
from wellbeing.history.service import Current
from wellbeing.screens import service as screens
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in

MOST_WEEKS = 53
TANK = "tank"
MY_STEP = "checkins.my_step"


@blueprint.get("/my-step")
@for_signed_in
def my_step(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    current = _current(visit)
    optional = screens.on_my_step(
        visit.desk, visit.person_id, current.placement.offers if current else ()
    )
    weeks = history.past_weeks(visit.desk, visit.person_id, SHOWN_WEEKS)
    return render_template(
        "checkins/my_step.html",
        page=step_page(current, visit.words, visit.desk.policies).without(optional.left_out),
        screens=optional,
        offers=visit.words.offers,
        promise=visit.words.offers.promise,
        sign_off=visit.desk.policy.sign_off_working_days,
        own=_from_own_kit(visit),
        has_sent=visit.sent(visit.this_week) is not None,
        takes_part=service.takes_part(visit.desk, visit.words.consent, visit.person_id),
        disagreed_on=service.disagreed_on(visit.desk, visit.person_id, visit.this_week),
        chart=draw(weeks, current.placement.baseline if current else None),
        rows=past_rows(weeks),
    )


@blueprint.route("/my-step/close", methods=["GET", "POST"])
@for_signed_in
def close(person: SignedIn) -> ResponseReturnValue:
    """Ask once whether reactive support shall end, then end it without conditions."""
    visit, form = visit_of(person), PressedForm()
    page = step_page(_current(visit), visit.words, visit.desk.policies)
    if not page.is_reactive:
        return redirect(url_for(MY_STEP), 303)
    if not form.is_sent_and_valid():
        return render_template(
            "checkins/close.html", form=form, page=page, offers=visit.words.offers
        )
    service.close_offer(visit.desk, visit.person_id, visit.this_week)
    flash("This offer is closed. Nobody is told. You can ask to talk with someone at any time.")
    return redirect(url_for(MY_STEP), 303)


@blueprint.route("/my-step/does-not-fit", methods=["GET", "POST"])
@for_signed_in
def does_not_fit(person: SignedIn) -> ResponseReturnValue:
    """Keep the person's word that the step does not fit, and show what they can do."""
    visit, form = visit_of(person), PressedForm()
    if form.is_sent_and_valid():
        service.disagree(visit.desk, visit.person_id, visit.this_week)
        return redirect(url_for("checkins.does_not_fit"), 303)
    return render_template(
        "checkins/does_not_fit.html",
        form=form,
        page=step_page(_current(visit), visit.words, visit.desk.policies),
        offers=visit.words.offers,
        said_on=service.disagreed_on(visit.desk, visit.person_id, visit.this_week),
    )


@blueprint.post("/my-step/withdraw-request")
@for_signed_in
def withdraw_talk(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    current = _current(visit)
    # Pressed again on an old page, it must not count as news of this week.
    if current is not None and current.talk_open:
        service.withdraw_talk(visit.desk, visit.person_id, visit.this_week)
        flash("Your wish to talk is withdrawn.")
    return redirect(url_for(MY_STEP), 303)


@blueprint.get("/my-weeks")
@for_signed_in
def my_weeks(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    current = _current(visit)
    weeks = history.past_weeks(visit.desk, visit.person_id, MOST_WEEKS)
    return render_template(
        "checkins/my_weeks.html",
        chart=draw(weeks, current.placement.baseline if current else None),
        rows=past_rows(weeks),
    )


def _current(visit: Visit) -> Current | None:
    return history.current(visit.desk, visit.person_id, visit.this_week)


def _from_own_kit(visit: Visit) -> tuple[str, ...]:
    """Return the first line of each list that fills the person's tank."""
    notebook = kits.Notebook(visit.desk.session, visit.desk.vault, visit.person_id)
    written = kits.kit_of(notebook).page(TANK).texts
    return tuple(each.text.strip().splitlines()[0] for each in written if each.text.strip())
