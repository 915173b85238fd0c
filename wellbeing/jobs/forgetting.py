"""Jobs that remove what has been kept long enough. None says how much there was: it would count people."""

from wellbeing.accounts import service as accounts
from wellbeing.accounts import sign_in
from wellbeing.checkins import keeping_ahead
from wellbeing.checkins import service as checkins
from wellbeing.clock import local_day
from wellbeing.cover import service as cover
from wellbeing.database import writing
from wellbeing.first_aid_kit import service as kits
from wellbeing.formal import service as formal
from wellbeing.history import service as history
from wellbeing.jobs.desks import history_desk
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop
from wellbeing.looking_back import service as looking_back
from wellbeing.messages import service as messages
from wellbeing.publishing.forgetting import forget_old_cohorts
from wellbeing.responders import service as responders
from wellbeing.rhythm import service as rhythm
from wellbeing.sharing import service as sharing
from wellbeing.support import service as support
from wellbeing.web import limbo
from wellbeing.work_requests import service as work_requests


def forget_what_ended(workshop: Workshop, _fence: int) -> Counts:
    """Remove sessions, links and pauses that ended a day ago, forms, and notices nobody can send."""
    with workshop.session() as session:
        zone = accounts.organisation(session).zone
        now = workshop.clock.now()
        sign_in.forget_stale(sign_in.Door(session, workshop.vault, now, local_day(now, zone)))
        limbo.forget_expired(session, now)
        messages.forget_old(session, now)
        if not workshop.settings.mail.is_configured:
            messages.forget_unsent(session, now)
    return NO_COUNTS


def forget_past_weeks(workshop: Workshop, fence: int) -> Counts:
    """Remove what was planned for weeks long over, past days away, and cohorts nobody asks about."""
    with workshop.session() as session:
        now = workshop.clock.now()
        rhythm.forget_past_weeks(rhythm.Desk(session, workshop.vault, now, fence))
        cover.forget_past(session, local_day(now, accounts.organisation(session).zone))
        forget_old_cohorts(session)
    return NO_COUNTS


def forget_what_is_old(workshop: Workshop, _fence: int) -> Counts:
    """Remove drafts after a week, and answers, placements and notes after a year and a week."""
    with workshop.session() as session:
        desk = history_desk(workshop, session)
        checkins.forget_old_drafts(desk)
        kits.forget_old(session, desk.today)
        with writing(session):
            history.forget_old(desk)
            looking_back.forget_old(desk)
    return NO_COUNTS


def forget_old_requests(workshop: Workshop, _fence: int) -> Counts:
    """Remove requests to a human, with their keys: long ended, or of somebody who has left."""
    with workshop.session() as session:
        today = local_day(workshop.clock.now(), accounts.organisation(session).zone)
        support.forget_old(session, workshop.vault, today)
        work_requests.forget_old(session, workshop.vault, today)
        present = accounts.present(session, today)
        keeping_ahead.forget_left_behind(session, workshop.vault, present)
        formal.forget_old(session, workshop.vault, today)
        desk = responders.Desk(session, workshop.vault, workshop.clock.now(), today)
        responders.forget_old(desk)
    return NO_COUNTS


def forget_what_was_shared(workshop: Workshop, _fence: int) -> Counts:
    """Destroy the words of what is no longer shared, and its record with who looked 90 days later."""
    with workshop.session() as session:
        today = local_day(workshop.clock.now(), accounts.organisation(session).zone)
        sharing.forget_old(session, workshop.vault, today)
    return NO_COUNTS
