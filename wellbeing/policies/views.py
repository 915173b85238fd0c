"""The rules page for everyone, the policies of the past, and each text as a file."""

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from wellbeing.policies import banner, views_changes, views_proposing
from wellbeing.policies.blueprint import LOOKING_AFTER, blueprint, board
from wellbeing.policies.book import book
from wellbeing.policies.proposing import find
from wellbeing.policies.service import NoPolicyError
from wellbeing.policies.words import in_short
from wellbeing.two_people import Board
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

__all__ = ["banner", "blueprint", "views_changes", "views_proposing"]


@blueprint.get("/rules")
@for_signed_in
def rules(_person: SignedIn) -> ResponseReturnValue:
    found = book(board())
    told = found.in_force
    if told is None or told.policy is None:
        raise NoPolicyError
    return render_template(
        "policies/rules.html",
        told=told,
        policy=told.policy,
        coming=found.coming,
        short=in_short(told.policy),
        grouping=told.policy.pressures.grouping,
        pressures=words().pressures,
    )


@blueprint.get("/rules/past")
@for_signed_in
def past(_person: SignedIn) -> ResponseReturnValue:
    found = book(board())
    return render_template("policies/past.html", book=found)


@blueprint.get("/rules/past/<policy_id>")
@for_signed_in
def past_policy(_person: SignedIn, policy_id: str) -> ResponseReturnValue:
    found = book(board())
    told = found.find(policy_id)
    if told is None:
        abort(404)
    return render_template("policies/past_policy.html", told=told, in_force=found.in_force)


@blueprint.get("/rules/file/<policy_id>")
@for_signed_in
def file(person: SignedIn, policy_id: str) -> ResponseReturnValue:
    """Hand out a policy as the file it is; proposals only to those who look after them."""
    text = _text(board(), person, policy_id)
    response = Response(text, mimetype="text/plain")
    response.headers["Content-Disposition"] = f'attachment; filename="policy-{policy_id[:8]}.toml"'
    return response


def _text(desk: Board, person: SignedIn, policy_id: str) -> str:
    change = find(desk, policy_id)
    if change is None or not (change.decides or LOOKING_AFTER & person.roles):
        abort(404)
    return change.text
