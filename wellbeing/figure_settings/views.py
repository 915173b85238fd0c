"""The page of figure settings: what holds, what is proposed, and who agrees to it."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.extensions import db, house
from wellbeing.figure_settings import pages, service
from wellbeing.figure_settings.forms import NumbersForm, SettingsForm
from wellbeing.figure_settings.stopped import has_stopped
from wellbeing.two_people import (
    AlreadyDecidedError,
    BlockedError,
    Board,
    NoLongerGoodError,
    NothingNewError,
    ProposerLeftError,
)
from wellbeing.web.decision_form import APPROVE, PROPOSER_LEFT, DecisionForm
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in

blueprint = Blueprint("figure_settings", __name__)
MAY_PROPOSE, MAY_DECIDE = "wellbeing_lead", "staff_representative"
PREFIX = "/figure-settings"


def board() -> Board:
    session, parts = db.session(), house()
    today = parts.today(accounts.organisation(session).zone)
    mails = parts.settings.mail.is_configured
    return Board(session, parts.vault, parts.now(), today, sends_mail=mails)


@blueprint.get(PREFIX)
@for_signed_in
def overview(person: SignedIn) -> ResponseReturnValue:
    with house().ledger() as released:
        page = pages.overview(board(), released)
    return render_template(
        "figure_settings/overview.html",
        page=page,
        has_stopped=has_stopped(),
        may_propose=MAY_PROPOSE in person.roles,
    )


@blueprint.route(f"{PREFIX}/new", methods=["GET", "POST"])
@for_signed_in
def propose(person: SignedIn) -> ResponseReturnValue:
    form = SettingsForm()
    if "look" in request.form:
        form.only_look()
    with house().ledger() as released:
        desk = pages.Desk(board(), released)
        if form.is_sent_and_valid():
            return _proposed(desk, person, form)
        if request.method == "GET":
            form.begin_with(desk.holding)
        return _form_page(desk, form), (422 if form.errors else 200)


@blueprint.get(f"{PREFIX}/<change_id>")
@for_signed_in
def change(person: SignedIn, change_id: str) -> ResponseReturnValue:
    told = _told(board(), change_id)
    return render_template(
        "figure_settings/change.html",
        told=told,
        begins=told.begins or pages.would_begin(board()),
        may_withdraw=MAY_PROPOSE in person.roles,
        may_decide=MAY_DECIDE in person.roles and told.change.proposed_by != person.id,
        may_stop=pages.is_waiting(board(), told.change),
    )


@blueprint.route(f"{PREFIX}/<change_id>/decide", methods=["GET", "POST"])
@for_signed_in
def decide(person: SignedIn, change_id: str) -> ResponseReturnValue:
    desk, form = board(), DecisionForm()
    told = _told(desk, change_id)
    here = url_for("figure_settings.change", change_id=change_id)
    if told.change.decision != "open" or told.change.proposed_by == person.id:
        return redirect(here, 303)
    if not form.is_sent_and_valid():
        begins = pages.would_begin(desk)
        page = render_template("figure_settings/decide.html", form=form, told=told, begins=begins)
        return page, (422 if form.errors else 200)
    flash(_decided(desk, person, change_id, form))
    return redirect(here, 303)


@blueprint.post(f"{PREFIX}/<change_id>/withdraw")
@for_signed_in
def withdraw(person: SignedIn, change_id: str) -> ResponseReturnValue:
    if PressedForm().is_sent_and_valid():
        try:
            service.withdraw(board(), person.id, change_id)
        except AlreadyDecidedError:
            flash("This proposal was decided meanwhile. Nothing was changed now.")
        else:
            flash("The proposal is withdrawn. The numbers in force stay.")
    return redirect(url_for("figure_settings.overview"), 303)


@blueprint.post(f"{PREFIX}/<change_id>/stop")
@for_signed_in
def stop(person: SignedIn, change_id: str) -> ResponseReturnValue:
    if PressedForm().is_sent_and_valid():
        try:
            service.stop(board(), person.id, change_id)
        except AlreadyDecidedError:
            flash("This change has begun or was stopped already. Nothing was changed now.")
        else:
            flash("The change is stopped. The numbers in force stay.")
    return redirect(url_for("figure_settings.overview"), 303)


def _proposed(desk: pages.Desk, person: SignedIn, form: NumbersForm) -> ResponseReturnValue:
    parameters = form.to_parameters(desk.holding)
    if parameters is None:
        return _form_page(desk, form), 422
    if "look" in request.form:
        return _form_page(desk, form, pages.effect(desk.holding, parameters))
    why = form.why.data or ""
    try:
        change_id = service.propose(desk.board, desk.released, person.id, parameters, why)
    except NothingNewError:
        form["rho_cycle"].errors = ["These are the numbers in force. Change one of them first."]
        return _form_page(desk, form), 422
    except BlockedError:
        return _form_page(desk, form), 409
    flash(f"Your proposal is kept. A staff representative decides about it.{desk.board.tell_them}")
    return redirect(url_for("figure_settings.change", change_id=change_id), 303)


def _form_page(desk: pages.Desk, form: NumbersForm, effect: pages.Effect | None = None) -> str:
    return render_template(
        "figure_settings/propose.html",
        form=form,
        fields=[form[name] for name in pages.FIELDS],
        effect=effect,
        blocked=pages.obstacle(desk.board),
        typed=request.method == "POST",
        begins=pages.would_begin(desk.board),
    )


def _decided(desk: Board, person: SignedIn, change_id: str, form: DecisionForm) -> str:
    """Decide, and return what to say about it."""
    note = form.note.data or ""
    try:
        if form.verdict.data == APPROVE:
            begins = pages.day_of(desk, service.approve(desk, person.id, change_id, note))
            return f"You agreed. The new numbers hold from {begins:%A %-d %B %Y}."
        service.decline(desk, person.id, change_id, note)
    except AlreadyDecidedError:
        return "This proposal was decided or withdrawn meanwhile. Nothing was changed now."
    except NoLongerGoodError:
        return "This version of the program cannot use these numbers, so they cannot begin."
    except ProposerLeftError:
        return PROPOSER_LEFT
    return "You did not agree. The numbers in force stay, and your reason is kept beside it."


def _told(desk: Board, change_id: str) -> pages.Told:
    with house().ledger() as released:
        found = pages.find(desk, released, change_id)
    return abort(404) if found is None else found
