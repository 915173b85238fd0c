"""What people who look after the policy see on their pages while something is wrong with it."""

from typing import Any

from flask import has_request_context, render_template, request
from flask.typing import ResponseReturnValue

from wellbeing.policies.blueprint import LOOKING_AFTER, blueprint, board
from wellbeing.policies.service import NoPolicyError, standing
from wellbeing.web.context import reader

# Pages of figures read the ledger and the roster of units and nothing else, whoever looks.
WITHOUT_BANNER = "heatmaps"


@blueprint.app_context_processor
def policy_troubles() -> dict[str, Any]:
    """Give every template the troubles that this reader is told of; none for anybody else."""
    is_of_figures = has_request_context() and request.blueprint == WITHOUT_BANNER
    person = None if is_of_figures else reader()
    if person is None or LOOKING_AFTER.isdisjoint(person.roles):
        return {"policy_troubles": ()}
    desk = board()
    return {"policy_troubles": standing(desk.session, desk.today, desk.folder).troubles}


@blueprint.app_errorhandler(NoPolicyError)
def without_policy(_error: NoPolicyError) -> ResponseReturnValue:
    """Say kindly that nobody can be told their step now; `/readyz` says why."""
    return render_template("errors/503.html"), 503, {"Retry-After": "30"}
