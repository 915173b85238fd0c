"""The demo's page of sample people to sign in as; exists only in a sample organisation on loopback."""

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from wellbeing.accounts import cast
from wellbeing.accounts import sign_in as service
from wellbeing.accounts.service import person
from wellbeing.accounts.signed_in_person import door
from wellbeing.accounts.views import open_browser_session
from wellbeing.extensions import db, house

blueprint = Blueprint("demo", __name__)


@dataclass(frozen=True)
class Listed:
    """One sample person on the page, by their place in the list."""

    place: int
    name: str
    line: str


@blueprint.get("/demo/people")
def people() -> ResponseReturnValue:
    listed = enumerate(cast.read(house().settings.data))
    groups = [
        (group, [Listed(place, part.name, part.line) for place, part in parts])
        for group, parts in groupby(listed, key=lambda each: each[1].group)
    ]
    return render_template("accounts/demo_people.html", groups=groups)


@blueprint.post("/demo/people/<int:place>")
def be(place: int) -> ResponseReturnValue:
    parts = cast.read(house().settings.data)
    if place >= len(parts):
        abort(404)
    person_id = cast.person_id_of(db.session(), parts[place])
    if person_id is None or person(db.session(), person_id, door().today) is None:
        abort(404)
    return open_browser_session(service.sign_in_as(door(), person_id))
