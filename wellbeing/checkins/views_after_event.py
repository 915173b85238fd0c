"""What helps after a distressing event: the same for everyone but the days of contact; nothing is asked."""

from flask import render_template
from flask.typing import ResponseReturnValue

from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.event_contact import event_contacts
from wellbeing.checkins.visit import visit_of
from wellbeing.content.help_page import numbers_of
from wellbeing.extensions import house
from wellbeing.web.signed_in import SignedIn, for_signed_in


@blueprint.get("/what-helps")
@for_signed_in
def after_event(person: SignedIn) -> ResponseReturnValue:
    visit, nation = visit_of(person), house().settings.nation
    return render_template(
        "checkins/after_event.html",
        text=visit.words.after_event,
        contacts=event_contacts(visit),
        numbers=numbers_of(visit.words.crisis_contacts(nation), nation),
    )
