"""The pages of team figures: the map, one unit, its picture and its files."""

import hashlib

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as WerkzeugResponse

from wellbeing.extensions import db, house
from wellbeing.heatmaps import service
from wellbeing.heatmaps.cells import key
from wellbeing.heatmaps.figures_file import as_csv, as_json
from wellbeing.heatmaps.measured import measured, ranges
from wellbeing.heatmaps.pages import UnitPage
from wellbeing.heatmaps.promise import promised
from wellbeing.heatmaps.trend import drawn
from wellbeing.web.ladder import ladder
from wellbeing.web.measured import attack_figures, utility_figures
from wellbeing.web.signed_in import SignedIn, for_signed_in, signed_in

blueprint = Blueprint("heatmaps", __name__)


@blueprint.get("/teams")
@for_signed_in
def teams(person: SignedIn) -> ResponseReturnValue:
    with house().ledger() as ledger:
        heatmap = service.heatmap(service.ground(db.session(), ledger, house().now()), person.id)
    return render_template("heatmaps/teams.html", heatmap=heatmap, key=key(), ranges=ranges())


@blueprint.get("/teams/<unit_id>")
@for_signed_in
def unit(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    page = _page(person, unit_id)
    return render_template("heatmaps/unit.html", page=page, key=key(), ranges=ranges())


@blueprint.get("/teams/<unit_id>/trend.png")
@for_signed_in
def trend(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    page = _page(person, unit_id)
    if not page.released:
        abort(404)
    return _file(drawn(page), "image/png")


@blueprint.get("/teams/<unit_id>/figures.csv")
@for_signed_in
def figures(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    response = _file(as_csv(_page(person, unit_id).file_rows).encode(), "text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="conditions-at-work.csv"'
    return response


@blueprint.get("/teams/<unit_id>/figures.json")
@for_signed_in
def figures_json(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    return _file(as_json(_page(person, unit_id).file_rows).encode(), "application/json")


@blueprint.get("/how-figures-are-made")
def how_figures_are_made() -> ResponseReturnValue:
    """Say how figures are made; to somebody signed in also what is shown of their own groups."""
    person = signed_in()
    with house().ledger() as ledger:
        promise = promised(db.session(), ledger, house().now(), person.id if person else None)
    return render_template(
        "web/how_figures_are_made.html",
        own=promise.own,
        parameters=promise.parameters,
        announced=promise.announced,
        ceilings=promise.ceilings,
        ladder=ladder(promise.parameters),
        attacks=attack_figures(),
        utility=utility_figures(),
        measured=measured(utility_figures()),
    )


def _file(content: bytes, mimetype: str) -> WerkzeugResponse:
    """Mark a file by its content, which comes from the ledger alone."""
    response = Response(content, mimetype=mimetype)
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    return response.make_conditional(request)


def _page(person: SignedIn, unit_id: str) -> UnitPage:
    with house().ledger() as ledger:
        ground = service.ground(db.session(), ledger, house().now())
        try:
            return service.unit_page(ground, person.id, unit_id)
        except service.NotForThisPersonError:
            abort(404)
