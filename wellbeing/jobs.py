"""One short function per job; each may run twice with no second effect."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts import sign_in
from wellbeing.checkins import service as checkins
from wellbeing.clock import Clock, local_day
from wellbeing.content.loader import content
from wellbeing.database import existing, make_engine, writing
from wellbeing.history import service as history
from wellbeing.key_ring import KeyRing
from wellbeing.messages import service as messages
from wellbeing.messages.mailer import SmtpMailer
from wellbeing.policies import service as policies
from wellbeing.publishing import service as publishing
from wellbeing.publishing.belonging import trouble
from wellbeing.publishing.place import place_of
from wellbeing.publishing.witness import witness_of
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.delivery import Post, deliver_due
from wellbeing.sealed import Vault
from wellbeing.settings import Settings
from wellbeing.support import service as support
from wellbeing.web import limbo

log = structlog.get_logger()


@dataclass(frozen=True)
class Workshop:
    """What jobs work with: their own connections, beside the web's."""

    settings: Settings
    clock: Clock
    vault: Vault
    main: Engine
    keys: Engine
    ledger: Engine

    @classmethod
    def of(cls, settings: Settings, clock: Clock) -> Self:
        keys = make_engine(existing(settings.keys_url), settings.side_journal)
        main = make_engine(existing(settings.database_url), settings.main_journal)
        vault = Vault(KeyRing.read(settings.key_file), keys, settings.key_file)
        # Publishing opens the ledger to write; the web side can only read it.
        ledger = make_engine(existing(settings.ledger_url), settings.ledger_journal)
        return cls(settings, clock, vault, main, keys, ledger)

    def session(self) -> Session:
        return Session(self.main)

    def close(self) -> None:
        self.main.dispose()
        self.keys.dispose()
        self.ledger.dispose()


Job = Callable[[Workshop, int], None]


def forget_what_ended(workshop: Workshop, _fence: int) -> None:
    """Remove sessions, links and pauses that ended a day ago, and forms kept for half an hour."""
    with workshop.session() as session:
        zone = accounts.organisation(session).zone
        now = workshop.clock.now()
        sign_in.forget_stale(sign_in.Door(session, workshop.vault, now, local_day(now, zone)))
        limbo.forget_expired(session, now)


def deliver_messages(workshop: Workshop, _fence: int) -> None:
    """Send the messages that are due, when a mail relay is set."""
    mail = workshop.settings.mail
    if not mail.is_configured:
        return
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
        )
        messages.deliver_due(desk, SmtpMailer(mail), workshop.clock)


def ask_this_week(workshop: Workshop, fence: int) -> None:
    """Plan the week's mails and send those that are due, when a mail relay is set."""
    mail = workshop.settings.mail
    if not mail.is_configured:
        return
    with workshop.session() as session:
        if _was_put_back(workshop, session):
            return
        desk = rhythm.Desk(session, workshop.vault, workshop.clock.now(), fence)
        rhythm.plan_due(desk)
        rhythm.catch_up(desk)
        words = content(workshop.settings.data / "content").mails.weekly
        post = Post(workshop.settings.address, mail.sender, words)
        outcome = deliver_due(desk, post, SmtpMailer(mail), workshop.clock)
    if outcome.refused or outcome.unsure or outcome.unreached:
        # How many, never whose: an address would say who works here.
        log.warning(
            "mails_not_sent",
            refused=outcome.refused,
            unsure=outcome.unsure,
            unreached=outcome.unreached,
        )


def _was_put_back(workshop: Workshop, session: Session) -> bool:
    """Say whether this may be a restored copy: what it takes for waiting may have left before."""
    with Session(workshop.ledger) as ledger:
        place = place_of(workshop.settings, ledger)
        witness = witness_of(workshop.settings, workshop.keys)
        return trouble(session, ledger, place, witness) is not None


def ask_newcomers(workshop: Workshop, fence: int) -> None:
    """Plan the mails of those who came after their week was planned, when a mail relay is set."""
    if not workshop.settings.mail.is_configured:
        return
    with workshop.session() as session:
        if _was_put_back(workshop, session):
            return
        rhythm.plan_missing(rhythm.Desk(session, workshop.vault, workshop.clock.now(), fence))


def forget_past_weeks(workshop: Workshop, fence: int) -> None:
    """Remove what was planned for weeks long over, wishes of those who left, and past days away."""
    with workshop.session() as session:
        rhythm.forget_past_weeks(rhythm.Desk(session, workshop.vault, workshop.clock.now(), fence))


def forget_what_is_old(workshop: Workshop, _fence: int) -> None:
    """Remove drafts after a week, and answers and placements after a year and a week."""
    with workshop.session() as session:
        today = local_day(workshop.clock.now(), accounts.organisation(session).zone)
        in_force = policies.rulebook(session, workshop.settings.policies)
        desk = history.Desk(session, workshop.vault, in_force, today)
        checkins.forget_old_drafts(desk)
        with writing(session):
            history.forget_old(desk)


def forget_old_requests(workshop: Workshop, _fence: int) -> None:
    """Remove requests to a human, with their keys: long ended, or of somebody who has left."""
    with workshop.session() as session:
        today = local_day(workshop.clock.now(), accounts.organisation(session).zone)
        support.forget_old(session, workshop.vault, today)


def keep_policy(workshop: Workshop, _fence: int) -> None:
    """Keep the policy of the release, whole, where none is kept yet: the file decides no more."""
    with workshop.session() as session:
        today = local_day(workshop.clock.now(), accounts.organisation(session).zone)
        policies.adopt(session, today, workshop.settings.policies)


def look_after_policy(workshop: Workshop, _fence: int) -> None:
    """Say loudly what is wrong with any policy text."""
    with workshop.session() as session:
        now = workshop.clock.now()
        today = local_day(now, accounts.organisation(session).zone)
        settings = workshop.settings
        policies.look_after(
            policies.Board(
                session,
                workshop.vault,
                now,
                today,
                sends_mail=settings.mail.is_configured,
                folder=settings.policies,
            )
        )


def publish_figures(workshop: Workshop, fence: int) -> None:
    """Publish the windows that are due, each once."""
    with workshop.session() as session, Session(workshop.ledger) as ledger:
        place = place_of(workshop.settings, ledger)
        witness = witness_of(workshop.settings, workshop.keys)
        press = publishing.Press(
            session, ledger, workshop.vault, fence, place=place, witness=witness
        )
        published = publishing.publish_due(press, workshop.clock.now())
    if published.cycles or published.windows:
        log.info(
            "published",
            cycles=published.cycles,
            windows=published.windows,
            row_hash=published.head,
        )
    if published.late:
        log.error("windows_too_late", windows=published.late)


EACH_MINUTE: tuple[tuple[str, Job], ...] = (
    ("keep-policy", keep_policy),
    ("publish-figures", publish_figures),
    ("deliver-messages", deliver_messages),
    ("ask-this-week", ask_this_week),
)
# Nothing is lost when a tick is missed: the next hour forgets the same.
EACH_HOUR: tuple[tuple[str, Job], ...] = (
    ("forget-what-ended", forget_what_ended),
    ("forget-past-weeks", forget_past_weeks),
    ("forget-what-is-old", forget_what_is_old),
    ("forget-old-requests", forget_old_requests),
    ("look-after-policy", look_after_policy),
    ("ask-newcomers", ask_newcomers),
)


def due(now: datetime) -> tuple[tuple[str, Job], ...]:
    """Return the jobs of this minute."""
    return EACH_MINUTE + (EACH_HOUR if now.minute == 0 else ())
