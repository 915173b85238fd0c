"""The check-in, one part after another: each is kept as it is sent on, and nothing is lost."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from wellbeing.checkins import service
from wellbeing.checkins.answering import (
    CLOSED,
    Asking,
    already_page,
    asking,
    sending,
    sending_page,
    take_along,
    week_of_page,
    week_was_lost,
)
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.course import SEND
from wellbeing.checkins.drafts import answers_of, with_unasked
from wellbeing.checkins.forms import KEEP, REPLACE, SendForm
from wellbeing.checkins.passing_on import was_not_sent
from wellbeing.checkins.told_by_link import came_by_link, told_by_link
from wellbeing.checkins.turns import (
    address,
    begin,
    leads,
    leads_elsewhere,
    next_address,
    pages_pressed,
)
from wellbeing.checkins.visit import Visit, for_taking_part
from wellbeing.preferences.asked import keep_pages
from wellbeing.web.limbo import forget
from wellbeing.week import Week


@blueprint.get("/this-week")
@for_taking_part
def this_week(visit: Visit) -> ResponseReturnValue:
    """Lead to where the person is: begin, go on, choose the week, or already done."""
    start = begin(visit, visit.this_week)
    if visit.sent(visit.this_week) is not None:
        return render_template(
            "checkins/done.html",
            begin=start,
            of_team=visit.latest_of_team(),
            by_link=told_by_link(visit),
            came_by_link=came_by_link(visit, visit.this_week),
        )
    if service.draft_for(visit.desk, visit.person_id, visit.this_week):
        return redirect(start, 303)
    past = visit.past_week
    if past is None:
        return _begin(visit, start)
    return render_template(
        "checkins/which_week.html",
        past=visit.asked_about(past),
        past_begin=begin(visit, past),
        now=visit.asked_about(visit.this_week),
        begin=start,
    )


@blueprint.route("/this-week/<part_id>", methods=["GET", "POST"])
@for_taking_part
def part(visit: Visit, part_id: str) -> ResponseReturnValue:
    lost = request.method == "POST" and week_was_lost(visit)
    if lost:
        take_along(visit, visit.this_week)
    page = asking(visit, part_id)
    if page is None:
        week = week_of_page(visit)
        return _go_on(address(visit, week, SEND, visit.course(week).way_of(part_id)))
    if not page.form.is_submitted():
        return page.page()
    fine = page.form.is_sent_and_valid()
    if lost:
        page.form.form_errors.append(CLOSED)
    # What is filled in stays, also where something in it has to be put right: it is asked again later.
    goes_elsewhere = leads_elsewhere(page.form.go.data) and "csrf_token" not in page.form.errors
    if lost or not (fine or goes_elsewhere):
        return page.page(), 422
    return _kept(page)


# This address cannot be opened, so a keeping that is refused is never given back as a page.
@blueprint.post("/this-week/<part_id>/draft")
@for_taking_part
def keep_draft(visit: Visit, part_id: str) -> ResponseReturnValue:
    """Keep what is filled in while it is being filled in; what does not fit is asked again later."""
    page = asking(visit, part_id)
    if page is None or week_was_lost(visit):
        return "", 409
    service.keep_draft(visit.desk, visit.person_id, page.week, page.answered())
    return "", 204


@blueprint.route("/this-week/send", methods=["GET", "POST"])
@for_taking_part
def send(visit: Visit) -> ResponseReturnValue:
    week = week_of_page(visit)
    form = sending(visit, week)
    if not form.is_submitted():
        return sending_page(visit, week, form)
    fine = form.is_sent_and_valid()
    if week_was_lost(visit):
        if service.draft_for(visit.desk, visit.person_id, week) is None:
            service.keep_draft(visit.desk, visit.person_id, week, form.draft)
        form.form_errors.append(CLOSED)
        fine = False
    if not fine:
        return sending_page(visit, week, form), 422
    if form.choice.data == KEEP:
        service.forget_draft(visit.desk, visit.person_id, week)
        return forget(redirect(url_for("checkins.my_step"), 303))
    return _sent(visit, week, form)


def _sent(visit: Visit, week: Week, form: SendForm) -> ResponseReturnValue:
    questions, before = visit.questions(week), visit.sent(week)
    answers = answers_of(form.draft, questions, visit.desk.policies.at(week))
    answers = with_unasked(answers, before, questions)
    key, replaces = form.form_key.data or "", form.choice.data == REPLACE
    sent = service.Sent(week, answers, key, replaces, form.shown.data or "")
    try:
        recorded = service.submit(
            visit.desk, visit.words.consent, visit.person_id, sent, visit.office
        )
    except service.AlreadyCheckedInError:
        return already_page(visit, week, form, visit.sent(week) or answers), 409
    flash(f"Saved. Receipt {recorded.receipt}")
    if not recorded.replayed and was_not_sent(visit, sent):
        flash(visit.words.support.not_sent)
    return forget(redirect(url_for("checkins.my_step"), 303))


def _begin(visit: Visit, start: str) -> ResponseReturnValue:
    """Lead to the first page; what waits for the week just ended is said before, while it can be chosen."""
    told = told_by_link(visit)
    if told.waiting:
        return render_template("checkins/by_link_waits.html", by_link=told, begin=start)
    return redirect(start, 303)


def _kept(page: Asking) -> Response:
    """Keep what stands on the page and lead where its button leads, as the answers now make it."""
    visit, week, draft, pressed = page.visit, page.week, page.answered(), page.form.go.data
    service.keep_draft(visit.desk, visit.person_id, week, draft)
    pages = pages_pressed(pressed)
    if pages is not None:
        keep_pages(visit.desk.session, visit.desk.vault, visit.person_id, pages)
    elsewhere = leads(visit, week, page.stop, draft, pressed)
    return _go_on(elsewhere or next_address(visit, week, page.stop, draft, page.here))


def _go_on(where: str) -> Response:
    return forget(redirect(where, 303))
