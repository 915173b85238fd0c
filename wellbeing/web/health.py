"""Pages for machines: is the process up, is it ready, and where to report a security problem."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue

from wellbeing.extensions import house

READINESS = "wellbeing.readiness"
READ_AGAIN_AFTER = timedelta(days=180)


@dataclass(frozen=True)
class Readiness:
    """What must be there for the service to work, and what is wrong though it works."""

    checks: dict[str, bool]
    warnings: tuple[str, ...] = ()
    # In plain words, one for each check that failed.
    reasons: tuple[str, ...] = ()
    # How many days ago what happens seldom happened last; None when it never did.
    days_since: dict[str, int | None] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        return all(self.checks.values())


Look = Callable[[], Readiness]


def healthz() -> ResponseReturnValue:
    """Answer as long as the process runs."""
    return jsonify(status="ok")


def readyz() -> ResponseReturnValue:
    """Say whether what the service needs is there; 503 with plain reasons when something is not.

    Degraded is a service that works with a warning: the last good policy stands in for another.
    """
    look: Look = current_app.extensions[READINESS]
    found = look()
    told = jsonify(
        ready=found.ready,
        degraded=bool(found.warnings),
        reasons=found.reasons,
        warnings=found.warnings,
        checks=found.checks,
        days_since=found.days_since,
    )
    return told, 200 if found.ready else 503


def security_txt() -> ResponseReturnValue:
    """Say where to report a security problem (RFC 9116), when the operator has named a place."""
    contact = house().settings.security_contact
    if not contact:
        abort(404)
    expires = (house().now() + READ_AGAIN_AFTER).strftime("%Y-%m-%dT00:00:00Z")
    text = render_template("web/security.txt", contact=contact, expires=expires)
    return Response(text, mimetype="text/plain")


def add_to(pages: Blueprint) -> None:
    """Put these pages on the blueprint of the public pages."""
    pages.get("/healthz")(healthz)
    pages.get("/readyz")(readyz)
    pages.get("/.well-known/security.txt")(security_txt)
