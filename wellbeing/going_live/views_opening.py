"""Opening check-ins: proposed by a wellbeing lead, agreed by a staff representative, ended by either."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from wellbeing.going_live import service
from wellbeing.going_live.blueprint import PREFIX, blueprint
from wellbeing.going_live.facts import Desk
from wellbeing.going_live.forms import EndForm, OpenForm
from wellbeing.going_live.showing import ShownOpening, shown_opening, shown_units
from wellbeing.going_live.visit import board, desk
from wellbeing.opening import service as opening
from wellbeing.two_people import (
    AlreadyDecidedError,
    BlockedError,
    Board,
    NothingNewError,
    ProposerLeftError,
)
from wellbeing.web.decision_form import APPROVE, PROPOSER_LEFT, DecisionForm
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in

LEADS, REPRESENTS = "wellbeing_lead", "staff_representative"
ONE = f"{PREFIX}/openings/<opening_id>"
HERE = "going_live.one"
TOO_LATE = "This was decided, taken back or closed meanwhile. Nothing was changed now."


@blueprint.route(f"{PREFIX}/open", methods=["GET", "POST"])
@for_signed_in
def propose(person: SignedIn) -> ResponseReturnValue:
    here, form = desk(), OpenForm()
    units = shown_units(here)
    form.units.choices = [SelectChoice(one.id, one.label) for one in units]
    if not form.is_sent_and_valid():
        return _form_page(here, form), (422 if form.errors else 200)
    try:
        why = form.why.data or ""
        opening_id = service.propose(board(), here, person.id, form.to_wanted(), why)
    except opening.NotReadyError as refused:
        return _form_page(here, form, refused.missing), 409
    except NothingNewError:
        form.form_errors.append("Check-ins are open to these already, or will be.")
        return _form_page(here, form), 422
    except BlockedError:
        form.form_errors.append("Another proposal waits for a decision. Only one can wait.")
        return _form_page(here, form), 409
    flash(f"Your proposal is kept. A staff representative decides about it.{board().tell_them}")
    return redirect(url_for(HERE, opening_id=opening_id), 303)


@blueprint.get(ONE)
@for_signed_in
def one(person: SignedIn, opening_id: str) -> ResponseReturnValue:
    shown = _shown(desk(), opening_id)
    return render_template(
        "going_live/opening.html",
        told=shown,
        begins=opening.first_day(board().today),
        may_withdraw=LEADS in person.roles,
        may_decide=REPRESENTS in person.roles and shown.opening.proposed_by != person.id,
        missing=service.what_is_missing(desk(), shown.opening.wanted) if shown.is_waiting else (),
    )


@blueprint.route(f"{ONE}/decide", methods=["GET", "POST"])
@for_signed_in
def decide(person: SignedIn, opening_id: str) -> ResponseReturnValue:
    here, form = desk(), DecisionForm()
    shown = _shown(here, opening_id)
    back = redirect(url_for(HERE, opening_id=opening_id), 303)
    if not shown.is_waiting or shown.opening.proposed_by == person.id:
        return back
    if not form.is_sent_and_valid():
        begins = opening.first_day(here.today)
        page = render_template("going_live/decide.html", form=form, told=shown, begins=begins)
        return page, (422 if form.errors else 200)
    flash(_decided(board(), here, person.id, opening_id, form))
    return back


@blueprint.post(f"{ONE}/withdraw")
@for_signed_in
def withdraw(person: SignedIn, opening_id: str) -> ResponseReturnValue:
    if PressedForm().is_sent_and_valid():
        try:
            opening.withdraw(board(), person.id, opening_id)
        except AlreadyDecidedError:
            flash(TOO_LATE)
        else:
            flash("The proposal is withdrawn. Nothing opens.")
    return redirect(url_for("going_live.overview"), 303)


@blueprint.route(f"{ONE}/end", methods=["GET", "POST"])
@for_signed_in
def end(person: SignedIn, opening_id: str) -> ResponseReturnValue:
    form, shown = EndForm(), _shown(desk(), opening_id)
    if not shown.opening.can_be_ended:
        return redirect(url_for(HERE, opening_id=opening_id), 303)
    if not form.is_sent_and_valid():
        page = render_template("going_live/end.html", form=form, told=shown)
        return page, (422 if form.errors else 200)
    try:
        opening.end(board(), person.id, opening_id, form.why.data or "")
    except AlreadyDecidedError:
        flash(TOO_LATE)
    else:
        flash("Closed. From now on nothing is asked of these people. What they sent stays theirs.")
    return redirect(url_for("going_live.overview"), 303)


def _decided(here: Board, looked: Desk, person_id: str, opening_id: str, form: DecisionForm) -> str:
    """Decide, and return what to say about it."""
    note = form.note.data or ""
    try:
        if form.verdict.data == APPROVE:
            begins = service.agree(here, looked, person_id, opening_id, note)
            return f"You agreed. Check-ins open on {begins:%A %-d %B %Y}."
        opening.decline(here, person_id, opening_id, note)
    except AlreadyDecidedError:
        return TOO_LATE
    except ProposerLeftError:
        return PROPOSER_LEFT
    except opening.NotReadyError as refused:
        return f"Nothing opens yet. Missing by now: {', '.join(refused.missing)}."
    return "You did not agree. Nothing opens, and your reason is kept beside it."


def _form_page(here: Desk, form: OpenForm, missing: tuple[str, ...] = ()) -> str:
    return render_template(
        "going_live/open.html",
        form=form,
        missing=missing or service.what_is_missing(here),
        refused=bool(missing),
        begins=opening.first_day(here.today),
        waiting=opening.waiting(here.session),
        fits=service.fits(here),
    )


def _shown(here: Desk, opening_id: str) -> ShownOpening:
    found = opening.one(here.session, opening_id)
    return shown_opening(here, found) if found else abort(404)
