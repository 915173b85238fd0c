"""What somebody reads to whose team check-ins are not open: nothing is asked of them."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.contact_now import reaches_somebody
from wellbeing.checkins.visit import visit_of
from wellbeing.web.signed_in import SignedIn, for_signed_in


@blueprint.get("/this-week/not-started")
@for_signed_in
def not_started(person: SignedIn) -> ResponseReturnValue:
    """Say what is here already; asking to talk only where it would reach somebody."""
    visit = visit_of(person)
    if visit.is_open:
        return redirect(url_for("checkins.this_week"), 303)
    return render_template("checkins/not_started.html", can_ask=reaches_somebody(visit))
