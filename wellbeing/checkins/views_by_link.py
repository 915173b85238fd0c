"""The page behind the link of a weekly message: it can send for one week, and shows nothing of anybody.

It reads no cookie, so it is the same page whoever is signed in on the device. Opening it changes
nothing: mail programs open links by themselves.
"""

from dataclasses import dataclass

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from wellbeing.checkins import by_link
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.by_link_form import asked_by_link, form_by_link
from wellbeing.checkins.drafts import answers_of
from wellbeing.checkins.forms import AnswersForm
from wellbeing.checkins.visit import Visit, visit_by
from wellbeing.checkins.weeks import AskedAbout, written
from wellbeing.content.help_page import HelpPage, help_page
from wellbeing.extensions import csrf, db, house
from wellbeing.rhythm.links import Opened, open_link
from wellbeing.rhythm.service import Desk as RhythmDesk
from wellbeing.rhythm.stop_links import stop_for_week
from wellbeing.week import Week

ENDPOINT = "checkins.by_link"
TOO_MANY = 429


@dataclass(frozen=True)
class Link:
    """A link that works, as it was opened."""

    opened: Opened
    visit: Visit
    mark: str

    @property
    def week(self) -> Week:
        return self.opened.week


# A path, so that whatever stands after the address gets the same answer.
@blueprint.route("/answer/<path:mark>", methods=["GET", "POST"], endpoint="by_link")
# The mark alone lets somebody send; a page of another site would need it too.
@csrf.exempt  # type: ignore[untyped-decorator]
def answer_by_link(mark: str) -> ResponseReturnValue:
    link = _opened(mark)
    if link is None:
        return render_template("checkins/by_link_not.html"), 404
    form = form_by_link(link.visit.questions(link.week))
    if not form.is_sent_and_valid():
        return _page(link, form), 422 if form.is_submitted() else 200
    return _sent(link, form)


@blueprint.after_request
def keep_the_link_back(response: Response) -> Response:
    """Let no other page learn the address: it is all that is needed to send."""
    if request.endpoint == ENDPOINT:
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _opened(mark: str) -> Link | None:
    parts = house()
    nobody = visit_by(by_link.NOBODY)
    desk = RhythmDesk(db.session(), parts.vault, parts.clock.now())
    opened = open_link(desk, mark, nobody.open_weeks)
    return None if opened is None else Link(opened, nobody, mark)


def _page(link: Link, form: AnswersForm) -> str:
    visit, week = link.visit, link.week
    questions = visit.questions(week)
    return render_template(
        "checkins/by_link.html",
        form=form,
        asked=asked_by_link(questions),
        questions=questions,
        about=visit.asked_about(week),
        whole_week=AskedAbout.whole(week),
        ends_on=written(week.plus(1).monday),
        zone=visit.zone,
        mark=link.mark,
        # A text message has no room for a second link: the way to end it stands here.
        stop=stop_for_week(house().vault, link.opened.row, week, link.opened.links),
        help=_help(visit),
    )


def _sent(link: Link, form: AnswersForm) -> ResponseReturnValue:
    visit, week = link.visit, link.week
    answers = answers_of(form.draft, visit.questions(week), visit.desk.policies.at(week))
    try:
        receipt = by_link.send(visit.desk, visit.words.consent, link.opened, answers)
    except by_link.SentTooOftenError:
        return render_template("checkins/by_link_often.html"), TOO_MANY
    return render_template("checkins/by_link_sent.html", receipt=receipt, help=_help(visit))


def _help(visit: Visit) -> HelpPage:
    return help_page(visit.words.crisis_contacts(house().settings.nation))
