"""How views of figures answer: files marked by their content, units that are not theirs not there."""

import hashlib

from flask import Response, abort, request
from werkzeug.wrappers import Response as WerkzeugResponse

from wellbeing.extensions import db, house
from wellbeing.heatmaps import service
from wellbeing.heatmaps.pages import UnitPage
from wellbeing.heatmaps.service import Ground
from wellbeing.heatmaps.trends import Trends, trends
from wellbeing.web.signed_in import SignedIn

HASH_LENGTH = 32


def page_of(person: SignedIn, unit_id: str) -> UnitPage:
    with house().ledger() as ledger:
        ground = service.ground(db.session(), ledger, house().now())
        return page_on(ground, person, unit_id)


def page_on(ground: Ground, person: SignedIn, unit_id: str) -> UnitPage:
    try:
        return service.unit_page(ground, person.id, unit_id)
    except service.NotForThisPersonError:
        abort(404)


def trends_of(person: SignedIn, unit_id: str) -> Trends:
    with house().ledger() as ledger:
        ground = service.ground(db.session(), ledger, house().now())
        try:
            return trends(ground, person.id, unit_id)
        except service.NotForThisPersonError:
            abort(404)


def file_of(content: bytes, mimetype: str, mark: str = "") -> WerkzeugResponse:
    """Mark a file by its content, which comes from the ledger and the list of events alone."""
    response = Response(content, mimetype=mimetype)
    response.set_etag(mark or hashlib.sha256(content).hexdigest()[:HASH_LENGTH])
    return response.make_conditional(request)


def download(response: WerkzeugResponse, name: str) -> WerkzeugResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
