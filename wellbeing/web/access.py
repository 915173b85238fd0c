"""The guard in front of every view, made from the access matrix.

Not allowed looks like not there: 404 for a person who may not, sign-in for nobody yet.
"""

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.extensions import house
from wellbeing.web.access_matrix import (
    ANYONE,
    METHODS,
    AccessMatrix,
    AccessMatrixError,
    Line,
    Scope,
)
from wellbeing.web.limbo import keep_for_later
from wellbeing.web.signed_in import SignedIn, signed_in

# To open one of these is written down as a look.
LOOKED_AT = frozenset(
    {
        Scope.ADDRESSED,
        Scope.CALLED,
        Scope.FORMAL,
        Scope.IN_CASE,
        Scope.RECEIVED,
        Scope.SAID,
        Scope.SHARED,
    }
)
# Whoever needs help now must not meet a door: no matrix closes these.
ALWAYS_OPEN = ("web.help_now", "web.help_more", "accounts.leave")
# Nor these for anybody who signs in: asking that somebody here is told, and seeing what became of it.
ALWAYS_FOR_STAFF = (
    "responders.somebody_now",
    "responders.asked",
    "responders.not_so",
    "responders.take_back",
)
# Whoever asks for this page before signing in comes to it after, and not to where everybody begins.
NOW, THEN_NOW = "responders.somebody_now", "now"
ScopeCheck = Callable[[SignedIn, Mapping[str, Any]], bool]


def guard(app: Flask, matrix: AccessMatrix, checks: Mapping[Scope, ScopeCheck]) -> None:
    """Put the guard in front of every view; a scope may ask more of the person than a role.

    Raise AccessMatrixError for a matrix that keeps somebody from help, or from leaving.
    """
    _require_help(matrix)

    @app.before_request
    def may_pass() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None
        _refuse_zero_bytes()
        lines = matrix.lines_for(request.endpoint, request.method)
        if any(ANYONE in line.roles and _holds_here(line) for line in lines):
            return None
        person = signed_in()
        if person is None:
            return _sign_in_first()
        line = next((one for one in lines if _admits(one, person, checks)), None)
        if line is None:
            abort(404)
        return _unseen(line)


def require_complete(app: Flask, matrix: AccessMatrix) -> None:
    """Raise AccessMatrixError naming every route without a line; called when all are registered."""
    missing = {rule.endpoint for rule in app.url_map.iter_rules()} - matrix.routes
    if missing:
        raise AccessMatrixError("access_matrix.toml has no line for: " + ", ".join(sorted(missing)))


def _require_help(matrix: AccessMatrix) -> None:
    for endpoint in ALWAYS_OPEN:
        if not any(ANYONE in line.roles for line in matrix.lines_for(endpoint, "GET")):
            raise AccessMatrixError(f"access_matrix.toml must let anyone through to {endpoint}")
    for endpoint, method in product(ALWAYS_FOR_STAFF, METHODS):
        lines = matrix.lines_for(endpoint, method)
        if not any(line.scope is Scope.OWN and line.admits(frozenset()) for line in lines):
            raise AccessMatrixError(f"access_matrix.toml must let all staff through to {endpoint}")


def _unseen(line: Line) -> ResponseReturnValue | None:
    """Answer a browser that asks ahead, before anybody looks: it gets nothing, and no look is told."""
    if line.scope not in LOOKED_AT:
        return None
    if request.method == "HEAD":
        return ""
    asks_ahead = (
        "prefetch" in f"{request.headers.get('Sec-Purpose')} {request.headers.get('Purpose')}"
    )
    return ("", 503) if asks_ahead else None


def _admits(line: Line, person: SignedIn, checks: Mapping[Scope, ScopeCheck]) -> bool:
    if not line.admits(person.roles) or not _holds_here(line):
        return False
    # Own records carry no id in their routes, so there is nothing to compare.
    check = checks.get(line.scope)
    return check is None or check(person, request.view_args or {})


def _holds_here(line: Line) -> bool:
    """Say whether a line holds in this kind of installation, whatever routes are registered."""
    return line.scope is not Scope.DEMO or house().settings.demo


def _refuse_zero_bytes() -> None:
    """No address of ours holds one, and PostgreSQL cannot even be asked about it."""
    if "\0" in request.path:
        abort(404)


def _sign_in_first() -> ResponseReturnValue:
    target = url_for("accounts.sign_in")
    if request.method == "POST":
        return keep_for_later(redirect(target, 303))
    if request.endpoint == NOW:
        target = url_for("accounts.sign_in", then=THEN_NOW)
    return redirect(target, 302)
