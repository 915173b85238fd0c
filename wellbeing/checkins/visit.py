"""What every page of checking in needs to know: who, when, which week, and by which rules."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.actions.receipt import ShownAction, latest_of_team
from wellbeing.checkins import service
from wellbeing.checkins.consents import Standing, standing
from wellbeing.checkins.course import Course
from wellbeing.checkins.drafts import Draft, draft_of
from wellbeing.checkins.weeks import AskedAbout, open_weeks, read_week, sign_week
from wellbeing.content.loader import Content
from wellbeing.content.question_models import Questions
from wellbeing.extensions import db, house
from wellbeing.history import service as history
from wellbeing.history.service import Answers, Desk
from wellbeing.opening import service as opening
from wellbeing.policies import service as policies
from wellbeing.preferences.asked import Pages, pages_of, wants_one_more
from wellbeing.support import service as support
from wellbeing.web.forms import owner_of
from wellbeing.web.limbo import keep_for_later
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.taking_part import TakingPart
from wellbeing.web.words import words
from wellbeing.week import Week

P = ParamSpec("P")
CONSENT_PAGES = {Standing.NOT_ASKED: "checkins.welcome"}


@dataclass(frozen=True)
class Visit:
    """One person at one moment."""

    person_id: str
    desk: Desk
    zone: str
    now: datetime
    words: Content

    @property
    def open_weeks(self) -> tuple[Week, ...]:
        return open_weeks(self.now, self.zone)

    @property
    def this_week(self) -> Week:
        return self.open_weeks[0]

    @property
    def past_week(self) -> Week | None:
        """Return the week just ended while it can still be chosen and has no check-in."""
        found = [week for week in self.open_weeks[1:] if self.sent(week) is None]
        return found[0] if found else None

    @cached_property
    def is_open(self) -> bool:
        """Say whether check-ins have been opened to this person's team."""
        return opening.may_check_in(self.desk.session, self.person_id, self.desk.today)

    @property
    def takes_part(self) -> bool:
        """Say whether the person has agreed, and check-ins are open to their team."""
        return self.standing is Standing.TAKES_PART and self.is_open

    @property
    def standing(self) -> Standing:
        decided = service.decided(self.desk, self.person_id)
        return standing(decided, self.words.consent, self.desk.today)

    @property
    def office(self) -> support.Office:
        return support.Office(self.desk, self.now, self.words.offers.promise)

    def questions(self, week: Week) -> Questions:
        """Return the check-in as it asks this person, with one more question if they want one."""
        found = self.questions_for_all(week)
        wanted = found.one_more.of_week(week) if found.one_more and self.wants_one_more else None
        return found.with_one_more(wanted) if wanted else found

    def questions_for_all(self, week: Week) -> Questions:
        """Return the check-in of a week, its pressures grouped as the policy of that week does."""
        return self.words.questions_in(self.desk.policies.at(week).pressures.grouping)

    def questions_told(self, week: Week, sent: Answers) -> Questions:
        """Return the check-in of a week as it was answered: with the one more question that was."""
        found, armour = self.questions_for_all(week), sent.armour
        asked = found.one_more.questions if found.one_more and armour else ()
        one = next((one for one in asked if armour and one.id == armour.asked), None)
        return found.with_one_more(one) if one else found

    @cached_property
    def wants_one_more(self) -> bool:
        return wants_one_more(self.desk.session, self.desk.vault, self.person_id)

    def asked_about(self, week: Week) -> AskedAbout:
        return AskedAbout.by(self.desk.today, week)

    def sent(self, week: Week) -> Answers | None:
        return history.answers_of(self.desk, self.person_id, week)

    def draft(self, week: Week) -> Draft:
        """Return what is filled in for a week: not sent yet, else as it was sent, else nothing."""
        kept = service.draft_for(self.desk, self.person_id, week)
        if kept is not None:
            return kept
        sent = self.sent(week)
        return Draft() if sent is None else draft_of(sent)

    @property
    def pages(self) -> Pages:
        """Return how this person likes to be asked."""
        return pages_of(self.desk.session, self.desk.vault, self.person_id)

    def course(self, week: Week, draft: Draft | None = None) -> Course:
        """Return what the check-in of a week asks, by these answers or those that are filled in."""
        known = self.draft(week) if draft is None else draft
        return Course(known, self.questions(week), self.desk.policies.at(week))

    def token(self, week: Week) -> str:
        return sign_week(week, _secret(), self.person_id)

    def week_of(self, token: str | None) -> Week | None:
        return read_week(token or "", _secret(), self.person_id)

    def latest_of_team(self) -> ShownAction | None:
        """Return what the person's own team heard, did or was answered last."""
        session, today = self.desk.session, self.desk.today
        return latest_of_team(session, self.person_id, today, self.words.actions)

    def in_address(self, week: Week) -> str | None:
        """Return the week for the address of a page; this week needs no mention."""
        return None if week == self.this_week else str(week)


def visit_of(person: SignedIn) -> Visit:
    return visit_by(person.id)


def visit_by(person_id: str) -> Visit:
    session = db.session()
    zone = accounts.organisation(session).zone
    today = house().today(zone)
    in_force = policies.rulebook(session, house().settings.policies)
    desk = Desk(
        session, house().vault, in_force, today, house().settings.keeping.weeks_of("answers")
    )
    return Visit(person_id, desk, zone, house().now(), words())


def for_taking_part(
    view: Callable[Concatenate[Visit, P], ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """Hand the view its visit; somebody who has not agreed yet reads first what they would agree to."""

    @wraps(view)
    @for_signed_in
    def visited(person: SignedIn, /, *args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        visit = visit_of(person)
        if visit.takes_part:
            # Who withdraws in another window at this moment is led to the same page.
            with suppress(service.NotTakingPartError):
                return view(visit, *args, **kwargs)
        return read_first(visit)

    return visited


def read_first(visit: Visit) -> ResponseReturnValue:
    """Lead to what a person would agree to; a form they sent is kept for them meanwhile.

    Where check-ins are not open nothing is asked of them, so they read that first.
    """
    if not visit.is_open:
        return redirect(url_for("checkins.not_started"), 303)
    first = redirect(url_for(CONSENT_PAGES.get(visit.standing, "checkins.consent")), 303)
    return keep_for_later(first, owner_of(visit.person_id)) if request.method == "POST" else first


TAKING_PART = TakingPart(
    holds=lambda person: visit_of(person).takes_part,
    read_first=lambda person: read_first(visit_of(person)),
)


def _secret() -> str | bytes:
    secret: str | bytes = current_app.config["SECRET_KEY"]
    return secret
