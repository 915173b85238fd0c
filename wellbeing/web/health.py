"""Pages for machines: is the process up, is it ready, and where to report a security problem."""

from collections.abc import Callable
from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue

from wellbeing.extensions import house

READINESS = "wellbeing.readiness"
# Told, but no reason to send nobody here: people can check in while no figures come out.
PUBLISHING = "publishing"
READ_AGAIN_AFTER = timedelta(days=180)
Readiness = Callable[[], dict[str, bool]]


def healthz() -> ResponseReturnValue:
    """Answer as long as the process runs."""
    return jsonify(status="ok")


def readyz() -> ResponseReturnValue:
    """Say whether database, key file, schema and timetable are all there; 503 when one is not."""
    checks: Readiness = current_app.extensions[READINESS]
    found = checks()
    ready = all(well for name, well in found.items() if name != PUBLISHING)
    return jsonify(ready=ready, checks=found), 200 if ready else 503


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
