"""Passing an action up in one press, the manager's answer, and what the team says itself."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.actions import keeping, passing_up
from wellbeing.actions.blueprint import blueprint
from wellbeing.actions.comparing import Compared, compared
from wellbeing.actions.forms import Days
from wellbeing.actions.forms_above import AnswerForm, answer_form, review_form
from wellbeing.actions.log import Helped, State
from wellbeing.actions.service import Action
from wellbeing.actions.visit import Visit, visit_of
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in


@blueprint.post("/actions/<unit_id>/<action_id>/pass-up")
@for_signed_in
def pass_up(person: SignedIn, unit_id: str, action_id: str) -> ResponseReturnValue:
    visit = visit_of(person)
    visit.action(unit_id, action_id)
    flash(_passed_up(visit, unit_id, action_id))
    return redirect(url_for("actions.log", unit_id=unit_id, _anchor=action_id), 303)


@blueprint.route("/actions/<unit_id>/asked/<action_id>", methods=["GET", "POST"])
@for_signed_in
def answer(person: SignedIn, unit_id: str, action_id: str) -> ResponseReturnValue:
    """Answer what was passed up to a unit; the address names the unit that was asked."""
    visit = visit_of(person)
    action = visit.asked(unit_id, action_id)
    known = action.passed.answer if action.passed else None
    form = answer_form(Days(visit.today, known.by_on if known else None))()
    if not form.is_submitted():
        form.number.data = str(_next_number(action))
    if not form.is_sent_and_valid():
        return _answer_page(visit, action, form), (422 if form.errors else 200)
    try:
        log = visit.log(unit_id)
        passing_up.answer(log, action_id, form.read_number, form.to_said())
    except keeping.ChangedMeanwhileError:
        now = visit.asked(unit_id, action_id)
        form.number.data = str(_next_number(now))
        return _answer_page(visit, now, form, newer=True), 409
    flash("Answered. The team reads your answer and your reason.")
    return forget(redirect(url_for("actions.overview"), 303))


@blueprint.route("/actions/<unit_id>/<action_id>/helped", methods=["GET", "POST"])
@for_signed_in
def review(person: SignedIn, unit_id: str, action_id: str) -> ResponseReturnValue:
    visit = visit_of(person)
    action = visit.action(unit_id, action_id)
    if action.state is State.DROPPED:
        abort(404)
    form = review_form(action)()
    if not form.is_sent_and_valid():
        page = render_template(
            "actions/review.html",
            form=form,
            action=visit.shown(action),
            figures=_figures(visit, action),
        )
        return page, (422 if form.errors else 200)
    try:
        keeping.review(visit.log(unit_id), action_id, Helped(form.helped.data))
        flash("Kept as what the team said. Nobody's name is kept with it.")
    except keeping.EndedMeanwhileError:
        flash(
            "Somebody ended this action while you were choosing. Nothing was changed: look again."
        )
    return forget(redirect(url_for("actions.log", unit_id=unit_id, _anchor=action_id), 303))


def _figures(visit: Visit, action: Action) -> Compared | None:
    """Return what released figures from before the action and since say."""
    area = visit.library.area(action.written.area)
    return compared(action.unit_id, action.began_on, area.indicators) if area else None


def _passed_up(visit: Visit, unit_id: str, action_id: str) -> str:
    """Pass it up, and return what to say about it."""
    try:
        asked = passing_up.pass_up(visit.log(unit_id), action_id)
    except passing_up.NobodyAboveError:
        return "Nobody leads a unit above this one, so it cannot be passed up. Nothing was changed."
    except keeping.NotTheirsError:
        return "This action has ended. Open it again before you pass it up."
    name = visit.unit(asked).name
    return f"Passed up. Whoever leads {name} answers with a reason, and the whole team reads it."


def _next_number(action: Action) -> int:
    return len(action.passed.answers) + 1 if action.passed else 1


def _answer_page(visit: Visit, action: Action, form: AnswerForm, *, newer: bool = False) -> str:
    return render_template(
        "actions/answer.html", form=form, action=visit.shown(action), newer=newer
    )
