"""The page of events: read by all staff, looked after by the wellbeing lead."""

from dataclasses import asdict
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from wellbeing.accounts import service as accounts
from wellbeing.extensions import db, house
from wellbeing.organisation_events import service
from wellbeing.organisation_events.forms import EventForm
from wellbeing.organisation_events.service import Event
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

blueprint = Blueprint("organisation_events", __name__)
PREFIX = "/organisation-events"
LEAD = "wellbeing_lead"


@blueprint.get(PREFIX)
@for_signed_in
def overview(person: SignedIn) -> ResponseReturnValue:
    return render_template(
        "organisation_events/overview.html",
        events=tuple(reversed(service.every(db.session()))),
        is_lead=LEAD in person.roles,
    )


@blueprint.route(f"{PREFIX}/new", methods=["GET", "POST"])
@for_signed_in
def enter(person: SignedIn) -> ResponseReturnValue:
    form = _form()
    key = form.key
    if not form.is_sent_and_valid():
        return _page(form)
    try:
        service.enter(db.session(), person.id, _today(), form.to_draft(), key)
    except service.ChangedMeanwhileError as changed:
        return _newer(form, changed.now)
    flash("The event is kept. All staff can read it, and pictures of figures show it.")
    return forget(_back())


@blueprint.route(f"{PREFIX}/<event_id>", methods=["GET", "POST"])
@for_signed_in
def change(person: SignedIn, event_id: str) -> ResponseReturnValue:
    event = service.one(db.session(), event_id)
    if event is None:
        abort(404)
    form = _form(event)
    if not form.is_sent_and_valid():
        return _page(form, event)
    written = Event(event_id, **asdict(form.to_draft()), version=form.read_version)
    try:
        service.change(db.session(), person.id, _today(), written)
    except service.ChangedMeanwhileError as changed:
        return _newer(form, changed.now)
    except service.GoneError:
        flash("This event was removed meanwhile. Nothing was changed now.")
    else:
        flash("The event is changed. Pictures of figures show it so from now on.")
    return forget(_back())


@blueprint.route(f"{PREFIX}/<event_id>/remove", methods=["GET", "POST"])
@for_signed_in
def remove(person: SignedIn, event_id: str) -> ResponseReturnValue:
    event = service.one(db.session(), event_id)
    if event is None:
        flash("This event is not there any more.")
        return _back()
    if not PressedForm().is_sent_and_valid():
        return render_template("organisation_events/remove.html", event=event)
    service.remove(db.session(), person.id, _today(), event_id)
    flash("The event is removed, here and from pictures of figures.")
    return forget(_back())


def _form(event: Event | None = None) -> EventForm:
    form = EventForm(obj=event)
    form.today = _today()
    return form


def _page(form: EventForm, event: Event | None = None) -> ResponseReturnValue:
    page = render_template("organisation_events/event.html", form=form, event=event, newer=False)
    return page, (422 if form.errors else 200)


def _newer(form: EventForm, now: Event) -> ResponseReturnValue:
    """Show what stands there now over what was written, which can be sent once more."""
    form.version.data = str(now.version)
    page = render_template("organisation_events/event.html", form=form, event=now, newer=True)
    return page, 409


def _today() -> date:
    return house().today(accounts.organisation(db.session()).zone)


def _back() -> Response:
    return redirect(url_for("organisation_events.overview"), 303)
