"""The documents as pages and files, for those who watch over data protection and safety."""

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.documents.book import BY_NAME, KINDS, Document, write
from wellbeing.documents.facts import Facts, look_up
from wellbeing.documents.writing import FORMATS
from wellbeing.extensions import db, house
from wellbeing.two_people import Board
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

blueprint = Blueprint("documents", __name__)


@blueprint.get("/documents")
@for_signed_in
def overview(_person: SignedIn) -> ResponseReturnValue:
    facts = _facts()
    return render_template(
        "documents/overview.html", documents=[write(one, facts) for one in KINDS]
    )


@blueprint.get("/documents/<name>")
@for_signed_in
def page(_person: SignedIn, name: str) -> ResponseReturnValue:
    return render_template("documents/page.html", document=_written(name))


@blueprint.get("/documents/<name>/file.<ending>")
@for_signed_in
def file(_person: SignedIn, name: str, ending: str) -> ResponseReturnValue:
    """Hand the document out as a file, to be kept beside the signed papers."""
    kind, as_text = FORMATS.get(ending) or abort(404)
    answer = Response(as_text(_written(name)), mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer


def _written(name: str) -> Document:
    return write(BY_NAME.get(name) or abort(404), _facts())


def _facts() -> Facts:
    parts, session = house(), db.session()
    today = parts.today(accounts.organisation(session).zone)
    board = Board(session, parts.vault, parts.now(), today, folder=parts.settings.policies)
    with parts.ledger() as released:
        return look_up(board, released, parts.settings, words())
