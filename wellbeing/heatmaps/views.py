"""The pages of team figures: the map, one unit, its picture and its files."""

import re

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from wellbeing.disclosure import ADOPTED, Indicator
from wellbeing.extensions import db, house
from wellbeing.heatmaps import pictures, service, trend_views
from wellbeing.heatmaps.answers import page_on
from wellbeing.heatmaps.cells import key
from wellbeing.heatmaps.first_screen import first_screen
from wellbeing.heatmaps.measured import measured, ranges
from wellbeing.heatmaps.notice import new_figures
from wellbeing.heatmaps.promise import promised
from wellbeing.heatmaps.service import Wanted
from wellbeing.heatmaps.trends import trends
from wellbeing.heatmaps.words import caption
from wellbeing.web.ladder import ladder
from wellbeing.web.measured import attack_figures, utility_figures
from wellbeing.web.signed_in import SignedIn, for_signed_in, signed_in
from wellbeing.web.words import words
from wellbeing.week import Week

blueprint = Blueprint("heatmaps", __name__)
trend_views.add_to(blueprint)
blueprint.app_context_processor(lambda: {"new_figures": new_figures})


@blueprint.get("/teams")
@for_signed_in
def teams(person: SignedIn) -> ResponseReturnValue:
    wanted = _wanted()
    with house().ledger() as ledger:
        ground = service.ground(db.session(), ledger, house().now())
        try:
            heatmap = service.heatmap(ground, person.id, wanted)
        except service.NotForThisPersonError:
            abort(404)
        screen = None if wanted.under else first_screen(ground, person.id)
        around = screen.around if screen else None
        drawn = trends(ground, person.id, around.unit_id) if around else None
    return render_template(
        "heatmaps/teams.html",
        heatmap=heatmap,
        screen=screen,
        picture=pictures.pictures(drawn) if drawn else {},
        caption=caption(wanted.about),
        question=words().team_meeting.question_of_the_week(Week.of(ground.today)),
        told=words().cannot_see,
        key=key(),
        ranges=ranges(),
    )


@blueprint.get("/teams/<unit_id>")
@for_signed_in
def unit(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    with house().ledger() as ledger:
        ground = service.ground(db.session(), ledger, house().now())
        page = page_on(ground, person, unit_id)
        trail = service.trail(ground, person.id, unit_id)
        # Here, too: the ledger, read after this, would stay open and make a publisher wait.
        drawn = trends(ground, person.id, unit_id)
    return render_template(
        "heatmaps/unit.html",
        page=page,
        trend=pictures.pictures(drawn),
        trail=trail,
        told=words().cannot_see,
        key=key(),
        ranges=ranges(),
    )


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
        is_tested=promise.parameters == ADOPTED,
        announced=promise.announced,
        ceilings=promise.ceilings,
        ladder=ladder(promise.parameters),
        attacks=attack_figures(),
        utility=utility_figures(),
        measured=measured(utility_figures()),
    )


def _wanted() -> Wanted:
    """Read what a map is asked for; an address that nobody was given is not there."""
    part = request.args.get("part", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,3}", part, re.ASCII):
        abort(404)
    return Wanted(
        about=request.args.get("about", Indicator.CONDITIONS),
        under=request.args.get("under", ""),
        part=int(part),
    )
