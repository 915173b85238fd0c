"""The page of those who run the service: how mail, jobs and clocks stand, and what each notice looks like."""

import hmac
from base64 import b64encode
from hashlib import sha256

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.audit.service import Actor, Scribe
from wellbeing.extensions import db, house, limiter
from wellbeing.running import metrics as for_machines
from wellbeing.running import service
from wellbeing.running.custody import CUSTODY
from wellbeing.running.service import Listed, NoRelayError, Office, Shown, Trouble
from wellbeing.web.forms import PressedForm
from wellbeing.web.health import READINESS, Look, Readiness
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

blueprint = Blueprint("running", __name__)
PREFIX = "/running"
LISTED = "wellbeing.jobs"
# For the whole installation: it shows whether mail leaves, and sends no mail to anybody else.
MOST_TESTS = "5/hour"
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
# A mail runs nothing and asks for nothing; its one style is allowed by its bytes.
STYLE = b64encode(sha256(service.BREAKS_LINKS.encode()).digest()).decode()
AS_A_MAIL = (
    f"default-src 'none'; style-src 'unsafe-hashes' 'sha256-{STYLE}'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
THERE = {
    "database": "A database that answers",
    "schema": "Databases of this version",
    "timetable": "A timetable that runs",
    "policy": "A policy that can be read",
    "ledger": "A ledger of figures that is whole",
    "clock": "A clock that can be believed",
    "keys": "The key file",
    "disk": "200 MB of free disk",
}


@blueprint.get(PREFIX)
@for_signed_in
def overview(_person: SignedIn) -> ResponseReturnValue:
    look: Look = current_app.extensions[READINESS]
    listed: tuple[Listed, ...] = current_app.extensions[LISTED]
    found, ready = service.overview(_office(), listed), look()
    return render_template(
        "running/overview.html",
        found=found,
        troubles=(*found.troubles, *_others(found, ready)),
        there=[
            (THERE.get(name, name), "Yes" if well else "No") for name, well in ready.checks.items()
        ],
        sends_mail=house().settings.mail.is_configured,
        without_mail=service.WITHOUT_MAIL,
        custody=CUSTODY,
        shown=service.all_of(service.stamp(_office())),
    )


@blueprint.post(f"{PREFIX}/test-mail")
@limiter.limit(MOST_TESTS, key_func=lambda: "test-mail")
@for_signed_in
def test_mail(person: SignedIn) -> ResponseReturnValue:
    """Send a test mail to the work address of whoever pressed the button, and to nobody else."""
    parts = house()
    if PressedForm().is_sent_and_valid():
        try:
            sent = service.send_test(_office(), _own_address(person), parts.clock)
        except NoRelayError:
            flash("No mail relay is set, so nothing was sent.")
        else:
            flash(sent.said if sent.was_taken else f"{sent.said} What to do: {sent.remedy}")
    return _back()


@blueprint.post(f"{PREFIX}/try-again")
@for_signed_in
def try_again(person: SignedIn) -> ResponseReturnValue:
    if PressedForm().is_sent_and_valid():
        found = service.try_again(_office(), _scribe(person))
        flash("What was given up is tried again." if found else "There was nothing to try again.")
    return _back()


@blueprint.post(f"{PREFIX}/let-go")
@for_signed_in
def let_go(person: SignedIn) -> ResponseReturnValue:
    if PressedForm().is_sent_and_valid():
        found = service.let_go(_office(), _scribe(person))
        flash("What was given up is let go." if found else "There was nothing to let go.")
    return _back()


@blueprint.get(f"{PREFIX}/notices/<kind>")
@for_signed_in
def notice(_person: SignedIn, kind: str) -> ResponseReturnValue:
    return render_template("running/notice.html", shown=_preview(kind))


@blueprint.get(f"{PREFIX}/notices/<kind>/as-html")
@for_signed_in
def notice_as_html(_person: SignedIn, kind: str) -> ResponseReturnValue:
    """Show the HTML part of a mail as it is: what a mail program shows."""
    html = _preview(kind).html or abort(404)
    return Response(html, mimetype="text/html", headers={"Content-Security-Policy": AS_A_MAIL})


@blueprint.get(f"{PREFIX}/notices/<kind>/whole.eml")
@for_signed_in
def notice_whole(_person: SignedIn, kind: str) -> ResponseReturnValue:
    """Hand out the whole mail, to be opened in a mail program."""
    whole = _preview(kind).whole or abort(404)
    named = {"Content-Disposition": f'attachment; filename="{kind}.eml"'}
    return Response(whole, mimetype="message/rfc822", headers=named)


@blueprint.get("/metrics")
def metrics() -> ResponseReturnValue:
    """Tell a monitoring program, which shows its token, whether the service works."""
    token = house().settings.metrics_token
    shown = request.headers.get("Authorization", "").encode("utf-8", "replace")
    if not token or not hmac.compare_digest(shown, f"Bearer {token}".encode()):
        abort(404)
    look: Look = current_app.extensions[READINESS]
    listed: tuple[Listed, ...] = current_app.extensions[LISTED]
    return Response(for_machines.written(_office(), look(), listed), content_type=PROMETHEUS)


def _others(found: service.Overview, ready: Readiness) -> tuple[Trouble, ...]:
    """Return what is wrong besides, as `/readyz` says it: each once."""
    told = {f"{each.said} {each.remedy}" for each in found.troubles}
    # The page says more of these than anybody may read.
    told |= set(service.for_everybody(db.session(), house().settings))
    said = (*ready.reasons, *ready.warnings)
    return tuple(Trouble(each, "") for each in said if each not in told)


def _preview(kind: str) -> service.Preview:
    return (
        service.preview(Shown(kind), service.stamp(_office())) if kind in set(Shown) else abort(404)
    )


def _office() -> Office:
    return Office(db.session(), house().settings, house().now())


def _scribe(person: SignedIn) -> Scribe:
    today = house().today(accounts.organisation(db.session()).zone)
    return Scribe(house().vault, Actor(person.id, Role.OPERATOR.value), today)


def _own_address(person: SignedIn) -> str:
    today = house().today(accounts.organisation(db.session()).zone)
    found = accounts.person(db.session(), person.id, today)
    return abort(404) if found is None else found.work_email


def _back() -> ResponseReturnValue:
    return forget(redirect(url_for("running.overview"), 303))
