"""The pages of the wellbeing lead: who is there in the next two weeks, staffed hours, closed days."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from wellbeing.accounts import service as accounts
from wellbeing.cover import ahead, service, setting
from wellbeing.cover.blueprint import blueprint
from wellbeing.cover.forms import ClosedDayForm, HoursForm, WeekForm
from wellbeing.cover.own import SUPPORTERS
from wellbeing.cover.service import StaffedHours, Week
from wellbeing.cover.setting import Lead
from wellbeing.cover.showing import day_from, nation_in_words, role_in_words, shown_days
from wellbeing.extensions import db, house
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

PREFIX = "/cover"
NO_HOURS = "Kept. No time is staffed, so nothing can be promised to anybody who asks to talk."


@blueprint.get(PREFIX)
@for_signed_in
def overview(person: SignedIn) -> ResponseReturnValue:
    lead = _lead(person)
    hours = service.staffed_hours(lead.session)
    found = ahead.days_ahead(lead.session, lead.today)
    return render_template(
        "cover/overview.html",
        week=service.week(lead.session),
        set_by=_set_by(lead),
        lines=hours.in_words(),
        nation=nation_in_words(hours.nation),
        closed_days=service.closed_days(lead.session, lead.today),
        roles=[role_in_words(role) for role in SUPPORTERS],
        days=shown_days(found),
        short=[one.day for one in found.without_cover],
        never=[role_in_words(role) for role in found.never],
    )


@blueprint.route(f"{PREFIX}/hours", methods=["GET", "POST"])
@for_signed_in
def hours(person: SignedIn) -> ResponseReturnValue:
    lead, form = _lead(person), WeekForm()
    form.begin_with(service.week(lead.session))
    if not form.is_sent_and_valid():
        return _hours_page(form), (422 if form.errors else 200)
    weekdays = form.to_weekdays()
    try:
        setting.set_week(lead, weekdays, form.read_version)
    except setting.ChangedMeanwhileError as changed:
        form.version.data = str(changed.now.version)
        return _hours_page(form, changed.now), 409
    flash(
        "The hours are kept. Promises are reckoned by them from now on."
        if any(weekdays)
        else NO_HOURS
    )
    return _back()


@blueprint.route(f"{PREFIX}/close", methods=["GET", "POST"])
@for_signed_in
def close(person: SignedIn) -> ResponseReturnValue:
    lead, form = _lead(person), ClosedDayForm()
    form.today = lead.today
    if not form.is_sent_and_valid():
        return render_template("cover/close.html", form=form), (422 if form.errors else 200)
    setting.close_day(lead, form.to_closed_day())
    flash("The closed day is kept. Nothing is promised for it from now on.")
    return _back()


@blueprint.post(f"{PREFIX}/reopen")
@for_signed_in
def reopen(person: SignedIn) -> ResponseReturnValue:
    day = day_from(request.form.get("day", ""))
    if PressedForm().is_sent_and_valid() and day is not None:
        setting.reopen_day(_lead(person), day)
        flash("The day is like any other again.")
    return _back()


def _hours_page(form: HoursForm, now: Week | None = None) -> str:
    """Show the form; `now` is what somebody else has set meanwhile."""
    known = service.staffed_hours(db.session())
    lines = () if now is None else StaffedHours(known.zone, known.nation, now.weekdays).in_words()
    return render_template("cover/hours.html", form=form, changed=now is not None, lines=lines)


def _set_by(lead: Lead) -> str:
    """Return the name of who set the hours, as long as they work here."""
    found = service.week(lead.session).set_by
    person = accounts.person(lead.session, found, lead.today) if found else None
    return "somebody who no longer works here" if person is None else person.name


def _lead(person: SignedIn) -> Lead:
    session, parts = db.session(), house()
    return Lead(session, parts.vault, person.id, parts.today(accounts.organisation(session).zone))


def _back() -> Response:
    return forget(redirect(url_for("cover.overview"), 303))
