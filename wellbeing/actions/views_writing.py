"""Writing a unit's log, for those who lead it: begin, change, end, and take an end back."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from wellbeing.actions import keeping
from wellbeing.actions.blueprint import blueprint
from wellbeing.actions.forms import (
    ActionForm,
    Days,
    EndForm,
    VersionForm,
    action_form,
    filled_with,
)
from wellbeing.actions.log import Action, State
from wellbeing.actions.visit import Visit, visit_of
from wellbeing.web.forms import clean_text
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

MOST_LISTED = 60
NOT_AN_OWNER = "This person does not lead the unit. Choose somebody else, or the whole team."


@blueprint.get("/actions/new")
@for_signed_in
def begin(person: SignedIn) -> ResponseReturnValue:
    """Lead to a new action in the unit that was named, or let the person choose one."""
    visit, idea = visit_of(person), request.args.get("idea", "")
    units = visit.led
    named = [unit for unit in units if unit.id == request.args.get("unit")]
    only = named or (units if len(units) == 1 else ())
    if only:
        return redirect(url_for("actions.new", unit_id=only[0].id, idea=idea or None), 303)
    return render_template("actions/begin.html", units=units[:MOST_LISTED], idea=idea or None)


@blueprint.route("/actions/<unit_id>/new", methods=["GET", "POST"])
@for_signed_in
def new(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    visit = visit_of(person)
    form = _form(visit, unit_id, Days(visit.today))(data=_begins_with(visit))
    key = form.key
    if not form.is_sent_and_valid():
        return _page(visit, unit_id, form), (422 if form.errors else 200)
    try:
        keeping.add(visit.log(unit_id), key, form.to_written(), form.read_version or 1)
    except keeping.NotAnOwnerError:
        form["owner"].errors = [NOT_AN_OWNER]
        return _page(visit, unit_id, form), 422
    except keeping.ChangedMeanwhileError:
        now = _as_it_stands(visit, unit_id, key, form)
        return _page(visit, unit_id, form, now, newer=True), 409
    return _said(unit_id, key, "Kept. Everybody in the team can read it now.")


@blueprint.route("/actions/<unit_id>/<action_id>/change", methods=["GET", "POST"])
@for_signed_in
def change(person: SignedIn, unit_id: str, action_id: str) -> ResponseReturnValue:
    visit = visit_of(person)
    action = visit.action(unit_id, action_id)
    form = _form(visit, unit_id, Days(visit.today, action.written.due_on), action)
    filled = form(data=filled_with(action))
    if not filled.is_sent_and_valid():
        return _page(visit, unit_id, filled, action), (422 if filled.errors else 200)
    try:
        keeping.change(visit.log(unit_id), action_id, filled.read_version, filled.to_written())
    except keeping.NotAnOwnerError:
        filled["owner"].errors = [NOT_AN_OWNER]
        return _page(visit, unit_id, filled, action), 422
    except keeping.ChangedMeanwhileError:
        now = _as_it_stands(visit, unit_id, action_id, filled)
        return _page(visit, unit_id, filled, now, newer=True), 409
    return _said(unit_id, action_id, "Changed. Everybody in the team reads the new words.")


@blueprint.route("/actions/<unit_id>/<action_id>/end", methods=["GET", "POST"])
@for_signed_in
def end(person: SignedIn, unit_id: str, action_id: str) -> ResponseReturnValue:
    visit = visit_of(person)
    action = visit.action(unit_id, action_id)
    form = EndForm(data={"version": str(action.version), "did": action.did})
    newer = False
    if form.is_sent_and_valid():
        try:
            state, did = State(form.state.data), clean_text(form.did.data)
            keeping.end(visit.log(unit_id), action_id, form.read_version, state, did)
            return _said(unit_id, action_id, "Kept. The team can read how it ended.")
        except keeping.ChangedMeanwhileError:
            action, newer = _as_it_stands(visit, unit_id, action_id, form), True
    page = render_template("actions/end.html", form=form, action=visit.shown(action), newer=newer)
    return page, (409 if newer else 422 if form.errors else 200)


@blueprint.post("/actions/<unit_id>/<action_id>/reopen")
@for_signed_in
def reopen(person: SignedIn, unit_id: str, action_id: str) -> ResponseReturnValue:
    visit = visit_of(person)
    action = visit.action(unit_id, action_id)
    keeping.reopen(visit.log(unit_id), action.id)
    flash("It is open again.")
    return redirect(url_for("actions.log", unit_id=unit_id, _anchor=action_id), 303)


def _begins_with(visit: Visit) -> Mapping[str, Any]:
    """Fill a new form with the idea a person chose; nothing of it is kept before it is sent."""
    found = visit.library.idea(request.args.get("idea", ""))
    if found is None:
        return {}
    area, cause, idea = found
    return {"area": area.id, "heard": cause.heard, "does": idea.does, "idea": idea.id}


def _form(visit: Visit, unit_id: str, days: Days, action: Action | None = None) -> type[ActionForm]:
    people = keeping.owners(visit.session, unit_id, visit.today)
    owners = [(each.id, each.name) for each in people]
    before = action.written.owner_id if action and not action.is_open else None
    # What has ended needs nobody to look after it; its other words can still be put right.
    if before and before not in dict(owners):
        owners.append((before, "As it was"))
    return action_form(visit.library, owners, days)


def _as_it_stands(visit: Visit, unit_id: str, action_id: str, form: VersionForm) -> Action:
    """Return what stands there now, for the page; the same form can then be sent over it."""
    now = visit.action(unit_id, action_id)
    form.version.data = str(now.version)
    return now


def _page(
    visit: Visit,
    unit_id: str,
    form: ActionForm,
    action: Action | None = None,
    *,
    newer: bool = False,
) -> str:
    return render_template(
        "actions/write.html",
        unit=visit.unit(unit_id),
        form=form,
        action=visit.shown(action) if action else None,
        newer=newer,
    )


def _said(unit_id: str, action_id: str, words: str) -> Response:
    flash(words)
    return forget(redirect(url_for("actions.log", unit_id=unit_id, _anchor=action_id), 303))
