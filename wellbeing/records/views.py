"""The privacy report as a page, for those who watch over privacy on behalf of the staff."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.extensions import db, house
from wellbeing.policies.service import Board
from wellbeing.records.privacy_report import privacy_report
from wellbeing.records.walked import WALKS
from wellbeing.records.wording import sections
from wellbeing.web.signed_in import SignedIn, for_signed_in

blueprint = Blueprint("records", __name__)


@blueprint.get("/privacy-report")
@for_signed_in
def report(_person: SignedIn) -> ResponseReturnValue:
    parts, session = house(), db.session()
    today = parts.today(accounts.organisation(session).zone)
    board = Board(session, parts.vault, parts.now(), today, folder=parts.settings.policies)
    with parts.ledger() as released:
        found = privacy_report(board, released, WALKS.latest(released, today))
    return render_template("records/privacy_report.html", report=found, sections=sections(found))
