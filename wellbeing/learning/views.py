"""The pages of learning: the same for everyone, without a sign-in, a cookie or a database."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from wellbeing.content.help_page import numbers_of
from wellbeing.content.offer_models import Contact
from wellbeing.extensions import house
from wellbeing.web.no_cookie import LEARNING
from wellbeing.web.words import words

blueprint = Blueprint("learning", __name__, url_prefix=LEARNING)


@blueprint.context_processor
def numbers() -> dict[str, tuple[Contact, ...]]:
    """Let every page say the numbers on paper."""
    nation = house().settings.nation
    return {"numbers": numbers_of(words().crisis_contacts(nation), nation)}


@blueprint.get("")
def index() -> ResponseReturnValue:
    return render_template("learning/index.html", words=words(), learning=words().explainers)


@blueprint.get("/<address>")
def text(address: str) -> ResponseReturnValue:
    found = words().explainers.at(address)
    if found is None:
        abort(404)
    return render_template("learning/text.html", text=found, learning=words().explainers)


@blueprint.get("/exercises")
def exercises() -> ResponseReturnValue:
    return render_template("learning/exercises.html", all=words().exercises)


@blueprint.get("/exercises/<exercise_id>")
def exercise(exercise_id: str) -> ResponseReturnValue:
    found = words().exercises.named(exercise_id)
    if found is None:
        abort(404)
    return render_template("learning/exercise.html", one=found, all=words().exercises)


@blueprint.get("/what-helps")
def after_event() -> ResponseReturnValue:
    """Show what a signed-in person reads too, without the part about contact in this service."""
    return render_template("learning/after_event.html", text=words().after_event)


@blueprint.get("/supporting-someone")
def supporting() -> ResponseReturnValue:
    return render_template("learning/supporting.html", text=words().after_event)


@blueprint.get("/practical-help")
def practical() -> ResponseReturnValue:
    """Show a list to tick: it belongs to no form, so nothing of it can reach the service."""
    return render_template("learning/practical.html", text=words().after_event)


@blueprint.get("/for-family")
def family() -> ResponseReturnValue:
    return render_template("learning/family.html", sheet=words().family)
