"""The step page, and what a person can say about it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins import service
from wellbeing.checkins.about import about_form, about_now
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.chart import SHOWN_WEEKS, draw
from wellbeing.checkins.contact_now import contact_now
from wellbeing.checkins.from_kit import from_kit
from wellbeing.checkins.look_back import is_settled, is_told
from wellbeing.checkins.quiet_weeks import offers_another_time
from wellbeing.checkins.said_ahead import Folder
from wellbeing.checkins.steps import past_rows, step_page
from wellbeing.checkins.told_by_link import told_by_link
from wellbeing.checkins.told_of_messages import told_of_messages
from wellbeing.checkins.views_ahead import shown_booked
from wellbeing.checkins.visit import Visit, visit_of
from wellbeing.history import service as history
from wellbeing.history.service import Current
from wellbeing.screens import service as screens
from wellbeing.stepped_care import Offer
from wellbeing.support import service as support
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in

MY_STEP = "checkins.my_step"
ASK = "support.ask_to_talk"


@blueprint.get("/my-step")
@for_signed_in
def my_step(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    current = _current(visit)
    optional = screens.on_my_step(visit.desk, visit.person_id, current.offers if current else ())
    weeks = history.past_weeks(visit.desk, visit.person_id, SHOWN_WEEKS)
    has_sent = visit.sent(visit.this_week) is not None
    looked_back = Folder(visit.desk.session, visit.desk.vault).of(visit.person_id).looked_back
    settled = {Offer.REVIEW} if is_settled(looked_back, current) else set[Offer]()
    left_out = {*optional.left_out, *settled}
    about, contact = about_now(visit, current), contact_now(visit, current)
    page = step_page(current, visit.words, visit.desk.policies).without(left_out)
    return render_template(
        "checkins/my_step.html",
        page=page.below(ASK) if contact else page,
        screens=optional,
        support=support.on_my_step(visit.office, visit.person_id, current, visit.words),
        contact=contact,
        booked=shown_booked(visit),
        offers=visit.words.offers,
        own=from_kit(visit, current),
        about=about,
        about_form=about_form(about) if about and about.ticked is None else None,
        has_sent=has_sent,
        of_team=visit.latest_of_team() if has_sent else None,
        by_link=told_by_link(visit, current.answered_week if current else None),
        takes_part=service.takes_part(visit.desk, visit.words.consent, visit.person_id),
        look_back_told=is_told(visit.office, visit.person_id),
        quiet_weeks=offers_another_time(visit),
        of_messages=told_of_messages(visit),
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


def _current(visit: Visit) -> Current | None:
    return history.current(visit.desk, visit.person_id, visit.this_week)
