"""What helps after a distressing event: four cards, the same for everyone; nothing is asked."""

from flask import render_template
from flask.typing import ResponseReturnValue

from wellbeing.checkins.blueprint import blueprint
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words


@blueprint.get("/after-an-event")
@for_signed_in
def after_event(_person: SignedIn) -> ResponseReturnValue:
    return render_template("checkins/after_event.html", text=words().after_event)
