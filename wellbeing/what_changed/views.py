"""The page of what changed, for everybody about what concerns them."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.extensions import db, house
from wellbeing.two_people import Board
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.what_changed import service

blueprint = Blueprint("what_changed", __name__)


@blueprint.get("/what-changed")
@for_signed_in
def overview(person: SignedIn) -> ResponseReturnValue:
    session, parts = db.session(), house()
    today = parts.today(accounts.organisation(session).zone)
    board = Board(session, parts.vault, parts.now(), today)
    return render_template("what_changed/overview.html", days=service.days(board, person.id))
