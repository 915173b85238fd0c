"""Jobs that send: the mails of the week, and the notices people are waiting for."""

from functools import partial

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.content.loader import content
from wellbeing.jobs.losses import log_lost
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop
from wellbeing.messages import service as messages
from wellbeing.messages.mailer import SmtpMailer
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.delivery import Post, deliver_due
from wellbeing.rhythm.stop_links import stop_link_of
from wellbeing.running import service as running
from wellbeing.week import Week


class OtherWeekError(Exception):
    """A job was asked to work on a week it cannot work on; says why."""


def deliver_messages(workshop: Workshop, _fence: int) -> Counts:
    """Send the messages that are due, when a mail relay is set."""
    mail = workshop.settings.mail
    if not mail.is_configured:
        return NO_COUNTS
    with workshop.session() as session:
        zone = accounts.organisation(session).zone
        now = workshop.clock.now()
        desk = messages.Desk(
            session,
            workshop.vault,
            now,
            local_day(now, zone),
            workshop.settings.address,
            mail.sender,
            content(workshop.settings.data / "content").mails,
            partial(stop_link_of, _desk(workshop, session), workshop.settings.address),
        )
        messages.deliver_due(desk, SmtpMailer(mail), workshop.clock)
    # How many notices there are would say how many people asked for somebody.
    return NO_COUNTS


def ask_this_week(workshop: Workshop, fence: int) -> Counts:
    """Plan the week's mails and send those that are due, when a mail relay is set."""
    mail = workshop.settings.mail
    if not mail.is_configured:
        return NO_COUNTS
    with workshop.session() as session:
        if workshop.was_put_back(session):
            return NO_COUNTS
        desk = _desk(workshop, session, fence)
        rhythm.plan_due(desk)
        running.note_late(session, desk.now, rhythm.catch_up(desk))
        words = content(workshop.settings.data / "content").mails.weekly
        post = Post(workshop.settings.address, mail.sender, words)
        outcome = deliver_due(desk, post, SmtpMailer(mail), workshop.clock)
        lost = running.lost_of(session, outcome)
        running.note_lost(session, running.MAIL, workshop.clock.now(), lost)
    log_lost("mails_not_sent", outcome)
    # How many were planned, taken from the roster, would say how many wish for none: docs/adr/0034.
    return NO_COUNTS


def ask_in_week(workshop: Workshop, fence: int, week: Week) -> Counts:
    """Do the same, if this is the week that is asked about: for any other one nothing may leave."""
    with workshop.session() as session:
        running = [each.frame.week for each in _desk(workshop, session, fence).weeks()]
    if week not in running:
        raise OtherWeekError(
            f"No message leaves for {week}: the week that runs is {running[0]}. What a past week "
            "missed is left out, and a later week is planned a day before it begins."
        )
    return ask_this_week(workshop, fence)


def ask_newcomers(workshop: Workshop, fence: int) -> Counts:
    """Plan the messages of those who came after their week was planned, when any are sent."""
    if not (workshop.settings.mail.is_configured or workshop.settings.sms.is_configured):
        return NO_COUNTS
    with workshop.session() as session:
        if not workshop.was_put_back(session):
            rhythm.plan_missing(_desk(workshop, session, fence))
    return NO_COUNTS


def _desk(workshop: Workshop, session: Session, fence: int | None = None) -> rhythm.Desk:
    return rhythm.Desk(session, workshop.vault, workshop.clock.now(), fence)
