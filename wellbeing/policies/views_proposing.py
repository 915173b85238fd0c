"""The page on which a wellbeing lead proposes a policy; nothing typed there is lost."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.policies import service
from wellbeing.policies.blueprint import blueprint, board
from wellbeing.policies.book import book, newer_file, told_change
from wellbeing.policies.drafting import draft_of
from wellbeing.policies.forms import ProposalForm
from wellbeing.policies.proposing import obstacle, problems_with
from wellbeing.stepped_care import Problem
from wellbeing.two_people import Board
from wellbeing.web.signed_in import SignedIn, for_signed_in

MOST_SHOWN = 60


@blueprint.route("/policy-changes/new", methods=["GET", "POST"])
@for_signed_in
def propose(person: SignedIn) -> ResponseReturnValue:
    desk = board()
    form = _form(desk)
    if request.method == "POST" and form.read_file():
        return _page(desk, form), (422 if form.file.errors else 200)
    if not form.is_sent_and_valid():
        problems = _problems(desk, form)
        return _page(desk, form, problems), (422 if form.errors else 200)
    return _proposed(desk, person, form)


def _proposed(desk: Board, person: SignedIn, form: ProposalForm) -> ResponseReturnValue:
    try:
        change_id = service.propose(desk, person.id, form.text.data or "", form.why.data or "")
    except service.NotAPolicyError as error:
        form.text.errors = [_how_many(len(error.problems))]
        return _page(desk, form, error.problems), 422
    except service.NothingNewError:
        form.text.errors = ["This is the policy in force. Change a number or a source first."]
        return _page(desk, form), 422
    except service.BlockedError:
        return _page(desk, form), 409
    flash(f"Your proposal is kept. A staff representative decides about it.{desk.tell_them}")
    return redirect(url_for("policies.change", change_id=change_id), 303)


def _problems(desk: Board, form: ProposalForm) -> tuple[Problem, ...]:
    """Tell what is wrong with the text too, when only the reason was missing."""
    if request.method != "POST" or not form.text.data or form.text.errors:
        return ()
    found = problems_with(desk, form.text.data)
    if found:
        form.text.errors = [_how_many(len(found))]
    return found


def _form(desk: Board) -> ProposalForm:
    """Return the form with what was typed, or with the text a proposal begins with."""
    form = ProposalForm()
    if request.method == "GET" and not form.text.data:
        form.text.data = _first_text(desk)
    return form


def _first_text(desk: Board) -> str:
    """Return the policy in force with its next version and Monday, or the release's newer one."""
    newer = newer_file(desk)
    if newer is not None and request.args.get("from") == newer.name:
        return newer.text
    told = book(desk).in_force
    return "" if told is None else draft_of(told.change.text, desk.this_week.plus(1))


def _page(desk: Board, form: ProposalForm, problems: tuple[Problem, ...] = ()) -> str:
    blocked = obstacle(desk)
    return render_template(
        "policies/propose.html",
        form=form,
        problems=problems[:MOST_SHOWN],
        more=max(0, len(problems) - MOST_SHOWN),
        blocked=None if blocked is None else told_change(desk, blocked.change),
        typed=request.method == "POST",
        begins=desk.this_week.plus(1),
    )


def _how_many(number: int) -> str:
    if number == 1:
        return "This text cannot be used yet. One thing is to be put right; it is told below."
    return (
        f"This text cannot be used yet. {number} things are to be put right; they are told below."
    )
