"""An audit log on databases of its own, with the acts that tests do at it and the harm they do to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.support.databases import Database
from tests.support.house import prepare
from wellbeing.audit import service as audit
from wellbeing.audit.service import Act, Actor, Kind, Scribe
from wellbeing.database import WRITES, make_engine, writing
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

DAY = date(2026, 3, 4)
LEAD = Actor("l" * 32, "wellbeing_lead")
TABLES = ("audit_event", "audit_head")


@dataclass(frozen=True)
class Book:
    """The log, and who writes in it."""

    settings: Settings
    session: Session
    vault: Vault
    on: date = DAY

    @property
    def scribe(self) -> Scribe:
        return Scribe(self.vault, LEAD, self.on)

    def write(self, times: int = 1) -> None:
        for _ in range(times):
            self.scribe.note_first(self.session, Act(Kind.POLICY_PROPOSED))

    def events(self) -> tuple[audit.Event, ...]:
        """Return every event, the oldest first."""
        found = tuple(audit.newest(self.session, self.vault, 10_000))
        self.session.rollback()
        return found[::-1]

    def whole(self, *anchors: audit.Anchor) -> audit.Whole:
        return audit.verify(self.session, self.vault, anchors)

    def harm(self, *statements: str) -> None:
        """Do something behind the back of the service."""
        self.session.rollback()
        connection = self.session.connection(execution_options={WRITES: True})
        for statement in statements:
            connection.execute(text(statement))
        self.session.commit()

    def held(self) -> dict[str, list[dict[str, object]]]:
        rows = {
            each: [
                dict(row._mapping) for row in self.session.execute(text(f"SELECT * FROM {each}"))
            ]
            for each in TABLES
        }
        self.session.rollback()
        return rows

    def put_back(self, held: dict[str, list[dict[str, object]]]) -> None:
        with writing(self.session):
            for table, rows in held.items():
                self.session.execute(text(f"DELETE FROM {table}"))
                if rows:
                    names, values = ", ".join(rows[0]), ", ".join(f":{name}" for name in rows[0])
                    again = text(f"INSERT INTO {table} ({names}) VALUES ({values})")
                    # All at once: the proofs do it thousands of times.
                    self.session.execute(again, rows)


@contextmanager
def book_on(database: Database) -> Iterator[Book]:
    settings = prepare(database)
    main, keys = make_engine(settings.database_url), make_engine(settings.keys_url)
    vault = Vault(KeyRing.read(settings.key_file), keys, settings.key_file)
    try:
        with Session(main) as session:
            yield Book(settings, session, vault)
    finally:
        main.dispose()
        keys.dispose()
