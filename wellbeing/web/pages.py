"""The pages that are the same for everyone: help right now, and who can see what."""

from typing import cast

from flask import Blueprint, Flask, make_response, render_template
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from wellbeing.content.help_page import first_to_call, help_page, numbers_of
from wellbeing.content.loader import content
from wellbeing.extensions import PARTS, house
from wellbeing.retention import span_of
from wellbeing.web import access_matrix, health
from wellbeing.web.no_cookie import CookieOnlyWhereNeeded
from wellbeing.web.who_sees import who_sees
from wellbeing.web.words import words

blueprint = Blueprint("web", __name__)
health.add_to(blueprint)

# A copy kept by a browser or a proxy may be shown for a week when the service is away.
KEEP = "public, max-age=300, stale-while-revalidate=3600, stale-if-error=604800"


@blueprint.record_once
def read_words_at_start(state: BlueprintSetupState) -> None:
    """Refuse to start with content that cannot be used, rather than fail on somebody's page."""
    content(state.app.extensions[PARTS].settings.data / "content")


@blueprint.record_once
def read_no_cookie_for_help(state: BlueprintSetupState) -> None:
    """Flask-Login looks into the session on every page: on these there is none to look into."""
    cast(Flask, state.app).session_interface = CookieOnlyWhereNeeded()


@blueprint.get("/help-now")
def help_now() -> ResponseReturnValue:
    """Show whom to call; reads no cookie and no database, so that it works when they do not."""
    nation = house().settings.nation
    found = words().crisis_contacts(nation)
    page = render_template(
        "web/help_now.html", help=help_page(found), is_known=found[0].nation == nation
    )
    response = make_response(page)
    response.headers["Cache-Control"] = KEEP
    return response


@blueprint.get("/help-now/more")
def help_more() -> ResponseReturnValue:
    """Say what "I am not safe" leads to, before anybody signs in; as free of doors as help itself."""
    nation = house().settings.nation
    numbers = first_to_call(numbers_of(words().crisis_contacts(nation), nation))
    page = render_template(
        "web/help_more.html",
        numbers=numbers,
        care=words().duty_of_care,
        days=span_of("calls").days,
    )
    response = make_response(page)
    response.headers["Cache-Control"] = KEEP
    return response


@blueprint.get("/who-can-see-what")
def who_can_see_what() -> ResponseReturnValue:
    return render_template(
        "web/who_can_see_what.html",
        seen=who_sees(access_matrix.shipped()),
        complaints=words().complaints,
    )
