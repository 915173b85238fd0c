"""The privacy report and the audit log as pages, for those who watch over both."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from wellbeing import job_runs
from wellbeing.accounts import service as accounts
from wellbeing.audit import service as audit
from wellbeing.extensions import db, house
from wellbeing.policies.service import Board
from wellbeing.records.audit_words import HEADINGS, event_in_words
from wellbeing.records.privacy_report import privacy_report
from wellbeing.records.walked import WALKS
from wellbeing.records.wording import sections
from wellbeing.web.signed_in import SignedIn, for_signed_in

blueprint = Blueprint("records", __name__)
MOST_EVENTS = 100
# What a database would not take for the number of an event.
PAST_ANY_NUMBER = 2**31


@blueprint.get("/privacy-report")
@for_signed_in
def report(_person: SignedIn) -> ResponseReturnValue:
    parts, session = house(), db.session()
    today = parts.today(accounts.organisation(session).zone)
    board = Board(session, parts.vault, parts.now(), today, folder=parts.settings.policies)
    with parts.ledger() as released:
        found = privacy_report(board, released, WALKS.latest(released, today))
    return render_template("records/privacy_report.html", report=found, sections=sections(found))


@blueprint.get("/audit")
@for_signed_in
def audit_log(_person: SignedIn) -> ResponseReturnValue:
    session = db.session()
    before = request.args.get("before", type=int)
    if before is not None and not 0 < before < PAST_ANY_NUMBER:
        before = None
    found = tuple(audit.newest(session, house().vault, MOST_EVENTS, before))
    return render_template(
        "records/audit.html",
        headings=HEADINGS,
        rows=[event_in_words(event) for event in found],
        older=found[-1].number if len(found) == MOST_EVENTS else None,
        is_broken=job_runs.audit_is_broken(session),
    )
