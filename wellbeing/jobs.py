"""One short function per job; each may run twice with no second effect."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts import sign_in
from wellbeing.clock import Clock, local_day
from wellbeing.database import Journal, make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.messages import service as messages
from wellbeing.messages.mailer import SmtpMailer
from wellbeing.sealed import Vault
from wellbeing.settings import Settings


@dataclass(frozen=True)
class Workshop:
    """What jobs work with: their own connections, beside the web's."""

    settings: Settings
    clock: Clock
    vault: Vault
    main: Engine
    keys: Engine

    @classmethod
    def of(cls, settings: Settings, clock: Clock) -> Self:
        side = Journal.SCRATCH if settings.scratch else Journal.SIDE
        main = Journal.SCRATCH if settings.scratch else Journal.MAIN
        keys = make_engine(settings.keys_url, side)
        vault = Vault(KeyRing.read(settings.key_file), keys)
        return cls(settings, clock, vault, make_engine(settings.database_url, main), keys)

    def session(self) -> Session:
        return Session(self.main)

    def close(self) -> None:
        self.main.dispose()
        self.keys.dispose()


Job = Callable[[Workshop, int], None]


def forget_ended_sessions(workshop: Workshop, _fence: int) -> None:
    """Remove sessions, links and pauses that ended more than a day ago."""
    with workshop.session() as session:
        zone = accounts.organisation(session).zone
        now = workshop.clock.now()
        sign_in.forget_stale(sign_in.Door(session, workshop.vault, now, local_day(now, zone)))


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
        )
        messages.deliver_due(desk, SmtpMailer(mail))


DUE: tuple[tuple[str, Job], ...] = (
    ("forget-ended-sessions", forget_ended_sessions),
    ("deliver-messages", deliver_messages),
)
