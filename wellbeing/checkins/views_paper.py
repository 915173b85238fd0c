"""The check-in on paper: a sheet to print, with no name on it. The page that enters one is a part."""

from flask import render_template
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.paper import paper_parts
from wellbeing.checkins.visit import visit_of
from wellbeing.extensions import house
from wellbeing.web.signed_in import SignedIn, for_signed_in


@blueprint.get("/this-week/on-paper")
@for_signed_in
def on_paper(person: SignedIn) -> ResponseReturnValue:
    """Show the same sheet to everybody, for themselves or for a colleague without a screen."""
    visit = visit_of(person)
    nation = accounts.organisation(visit.desk.session).nation
    questions = visit.questions_for_all(visit.this_week)
    return render_template(
        "checkins/on_paper.html",
        questions=questions,
        parts=paper_parts(questions),
        week=visit.this_week,
        address=house().settings.address,
        contacts=visit.words.crisis_contacts(nation)[0].contacts,
    )
