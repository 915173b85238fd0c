"""Changing the policy: read what would change, agree or not, take back."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.policies import service
from wellbeing.policies.blueprint import MAY_DECIDE, MAY_PROPOSE, blueprint, board
from wellbeing.policies.book import Told, book, newer_file, not_adopted, told_change
from wellbeing.policies.changes import Decision
from wellbeing.policies.proposing import find, obstacle
from wellbeing.two_people import Board
from wellbeing.web.decision_form import APPROVE, PROPOSER_LEFT, DecisionForm
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.week import Week


@blueprint.get("/policy-changes")
@for_signed_in
def changes(person: SignedIn) -> ResponseReturnValue:
    desk = board()
    blocked = obstacle(desk)
    return render_template(
        "policies/changes.html",
        book=book(desk),
        waiting=None if blocked is None else told_change(desk, blocked.change),
        newer=newer_file(desk),
        past=not_adopted(desk),
        may_propose=MAY_PROPOSE in person.roles,
        may_decide=_may_decide(person, None if blocked is None else blocked.change.proposed_by),
    )


@blueprint.get("/policy-changes/<change_id>")
@for_signed_in
def change(person: SignedIn, change_id: str) -> ResponseReturnValue:
    desk = board()
    told = _told(desk, change_id)
    is_open = told.change.decision is Decision.OPEN
    return render_template(
        "policies/change.html",
        told=told,
        in_force=book(desk).in_force,
        begins=_begins(desk, told),
        has_begun=told.change.from_week is not None and told.change.from_week <= desk.this_week,
        may_withdraw=is_open and MAY_PROPOSE in person.roles,
        may_decide=is_open and _may_decide(person, told.change.proposed_by),
        is_own=told.change.proposed_by == person.id,
    )


@blueprint.route("/policy-changes/<change_id>/decide", methods=["GET", "POST"])
@for_signed_in
def decide(person: SignedIn, change_id: str) -> ResponseReturnValue:
    desk, form = board(), DecisionForm()
    told = _told(desk, change_id)
    here = url_for("policies.change", change_id=change_id)
    if told.change.decision is not Decision.OPEN or told.change.proposed_by == person.id:
        return redirect(here, 303)
    if not form.is_sent_and_valid():
        page = render_template(
            "policies/decide.html", form=form, told=told, begins=_begins(desk, told)
        )
        return page, (422 if form.errors else 200)
    flash(_decided(desk, person, change_id, form))
    return redirect(here, 303)


@blueprint.post("/policy-changes/<change_id>/withdraw")
@for_signed_in
def withdraw(person: SignedIn, change_id: str) -> ResponseReturnValue:
    try:
        service.withdraw(board(), person.id, change_id)
    except service.AlreadyDecidedError:
        flash("This proposal was decided meanwhile. Nothing was changed now.")
    else:
        flash("The proposal is withdrawn. The policy in force stays.")
    return redirect(url_for("policies.changes"), 303)


def _decided(desk: Board, person: SignedIn, change_id: str, form: DecisionForm) -> str:
    """Decide, and return what to say about it."""
    note = form.note.data or ""
    try:
        if form.verdict.data == APPROVE:
            begins = service.approve(desk, person.id, change_id, note)
            return f"You agreed. The new policy begins on {_day(begins)}."
        service.decline(desk, person.id, change_id, note)
    except service.AlreadyDecidedError:
        return "This proposal was decided or withdrawn meanwhile. Nothing was changed now."
    except service.NoLongerGoodError:
        return "This version of the program cannot use the proposed text, so it cannot begin."
    except service.ProposerLeftError:
        return PROPOSER_LEFT
    return "You did not agree. The policy in force stays, and your reason is kept beside it."


def _told(desk: Board, change_id: str) -> Told:
    found = find(desk, change_id)
    return abort(404) if found is None else told_change(desk, found)


def _begins(desk: Board, told: Told) -> Week:
    """Return the week in which it began, or would begin if it were agreed today."""
    if told.change.from_week is not None:
        return told.change.from_week
    following = desk.this_week.plus(1)
    return following if told.policy is None else max(following, Week.of(told.policy.in_force_from))


def _may_decide(person: SignedIn, proposed_by: str | None) -> bool:
    return MAY_DECIDE in person.roles and proposed_by != person.id


def _day(week: Week) -> str:
    return f"{week.monday:%A %-d %B %Y}"
