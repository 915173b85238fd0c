"""The guides as pages and as sheets for paper; none of them has anything to fill in."""

from urllib.parse import urlencode

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.content.guide_models import QuestionOfTheWeek
from wellbeing.extensions import db, house
from wellbeing.guides import service
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words
from wellbeing.week import Week

blueprint = Blueprint("guides", __name__)


@blueprint.get("/guides")
@for_signed_in
def index(_person: SignedIn) -> ResponseReturnValue:
    return render_template("guides/index.html", words=words(), question=_question())


@blueprint.get("/guides/conversation")
@for_signed_in
def conversation(_person: SignedIn) -> ResponseReturnValue:
    return render_template("guides/conversation.html", guide=words().conversation)


@blueprint.get("/guides/conversation/print")
@for_signed_in
def print_conversation(_person: SignedIn) -> ResponseReturnValue:
    nation = accounts.organisation(db.session()).nation
    return render_template(
        "guides/conversation_print.html",
        guide=words().conversation,
        contacts=words().crisis_contacts(nation)[0].contacts,
    )


@blueprint.get("/guides/team-meeting")
@for_signed_in
def team_meeting(_person: SignedIn) -> ResponseReturnValue:
    return render_template(
        "guides/team_meeting.html", guide=words().team_meeting, question=_question()
    )


@blueprint.get("/guides/team-meeting/print")
@for_signed_in
def print_team_meeting(_person: SignedIn) -> ResponseReturnValue:
    return render_template(
        "guides/team_meeting_print.html", guide=words().team_meeting, question=_question()
    )


@blueprint.get("/guides/reflective-supervision")
@for_signed_in
def reflective_supervision(person: SignedIn) -> ResponseReturnValue:
    zone = accounts.organisation(db.session()).zone
    led = service.led_by(db.session(), person.id, house().today(zone))
    return render_template(
        "guides/reflective_supervision.html",
        guide=words().reflective_supervision,
        ways=[(unit.name, _protecting(unit.id)) for unit in led.units],
        are_all=led.are_all,
    )


@blueprint.get("/guides/reflective-supervision/print")
@for_signed_in
def print_reflective_supervision(_person: SignedIn) -> ResponseReturnValue:
    return render_template(
        "guides/reflective_supervision_print.html", guide=words().reflective_supervision
    )


@blueprint.get("/guides/what-supervisors-see")
@for_signed_in
def what_supervisors_see(_person: SignedIn) -> ResponseReturnValue:
    return render_template("guides/what_supervisors_see.html", guide=words().cannot_see)


def _question() -> QuestionOfTheWeek:
    today = house().today(accounts.organisation(db.session()).zone)
    return words().team_meeting.question_of_the_week(Week.of(today))


def _protecting(unit_id: str) -> str:
    """Return the address of a new action that keeps the time of supervision free."""
    return "/actions/new?" + urlencode({"unit": unit_id, "idea": service.PROTECTED_TIME})
