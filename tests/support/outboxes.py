"""An outbox on databases of its own, with the acts that tests do at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.databases import Database
from tests.support.house import prepare
from wellbeing.accounts import service as accounts
from wellbeing.audit import service as audit
from wellbeing.clock import StandingClock
from wellbeing.content.loader import content
from wellbeing.database import make_engine, writing
from wellbeing.key_ring import KeyRing
from wellbeing.messages import service
from wellbeing.messages.mailer import Mailer
from wellbeing.messages.rows import OutboxRow
from wellbeing.messages.service import Kind, Outcome
from wellbeing.sealed import Vault

NOW = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
TODAY = date(2026, 6, 10)
LEAD = "a" * 32


def stop_link(person_id: str) -> str:
    """Return a link as long as those that are sent, another one for each person."""
    return f"https://w.example/messages/{person_id * 2}"


@dataclass(frozen=True)
class Outbox:
    """A desk at a moment, with the acts that tests do at it."""

    desk: service.Desk

    @property
    def session(self) -> Session:
        return self.desk.session

    def after(self, **passed: float) -> "Outbox":
        return Outbox(replace(self.desk, now=self.desk.now + timedelta(**passed)))

    def post(self, kind: Kind = Kind.SET_PASSWORD, who: str = LEAD, occasion: str = "") -> None:
        desk = self.desk
        with writing(desk.session):
            service.post(desk.session, desk.vault, kind, who, desk.now, occasion=occasion)

    def deliver(self, mailer: Mailer) -> Outcome:
        """Deliver while the clock stands where the desk is."""
        return service.deliver_due(self.desk, mailer, StandingClock(self.desk.now))

    def rows(self) -> list[OutboxRow]:
        """Return copies of what waits or was given up, the longest waiting first."""
        found = self.session.scalars(select(OutboxRow).order_by(OutboxRow.due_at, OutboxRow.id))
        kept = [_copy(row) for row in found]
        self.session.rollback()
        return kept


def _copy(row: OutboxRow) -> OutboxRow:
    columns = OutboxRow.__table__.columns
    return OutboxRow(**{column.name: getattr(row, column.name) for column in columns})


@contextmanager
def outbox_on(database: Database) -> Iterator[Outbox]:
    """Lend an empty outbox in an organisation of one wellbeing lead."""
    settings = prepare(database)
    main, keys = make_engine(settings.database_url), make_engine(settings.keys_url)
    with Session(main) as session:
        lead = accounts.Person(
            LEAD, "Ann Lee", "ann@example.org", frozenset({"wellbeing_lead"}), TODAY
        )
        zone = accounts.Organisation("Example", "Europe/London", "scotland", date(2026, 6, 1))
        vault = Vault(KeyRing.read(settings.key_file), keys)
        scribe = audit.Scribe(vault, audit.by_command(), TODAY)
        accounts.found_organisation(session, zone, lead, scribe)
        yield Outbox(
            service.Desk(
                session, vault, NOW, TODAY, "https://w.example", "no-reply@w.example",
                content().mails, stop_link,
            )
        )  # fmt: skip
    main.dispose()
    keys.dispose()
