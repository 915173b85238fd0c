"""Taking words out of a log for good, for whoever wrote them or leads the unit."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.actions import taking_out
from wellbeing.actions.blueprint import blueprint
from wellbeing.actions.forms import TakeOutForm, take_out_form
from wellbeing.actions.keeping import ChangedMeanwhileError, Log
from wellbeing.actions.service import Action
from wellbeing.actions.showing_taken_out import pieces_in_words
from wellbeing.actions.visit import visit_of
from wellbeing.extensions import house
from wellbeing.web.signed_in import SignedIn, for_signed_in


@blueprint.route("/actions/<unit_id>/<action_id>/take-out", methods=["GET", "POST"])
@for_signed_in
def take_out(person: SignedIn, unit_id: str, action_id: str) -> ResponseReturnValue:
    visit = visit_of(person)
    action, log, newer = visit.action(unit_id, action_id), visit.log(unit_id), False
    form = _form(log, action)
    if form.is_sent_and_valid():
        try:
            pieces = form.pieces.data or ()
            taking_out.take_out(log, house().vault, action_id, form.read_version, pieces)
            flash("The words are taken out. Nobody can read them here any more.")
            return redirect(url_for("actions.log", unit_id=unit_id, _anchor=action_id), 303)
        except ChangedMeanwhileError:
            action, newer = visit.action(unit_id, action_id), True
            form = _form(log, action)
            form.version.data = str(action.version)
    page = render_template(
        "actions/take_out.html", form=form, action=visit.shown(action), newer=newer
    )
    return page, (409 if newer else 422 if form.errors else 200)


def _form(log: Log, action: Action) -> TakeOutForm:
    found = taking_out.may_take_out(log, [action])[action.id]
    if not found:
        abort(404)
    return take_out_form(pieces_in_words(found))(data={"version": str(action.version)})
