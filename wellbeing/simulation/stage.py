"""The services of a sample installation, at a time that is set by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wellbeing.accounts.sign_in import Door
from wellbeing.clock import StandingClock, local_day
from wellbeing.content.action_models import Library
from wellbeing.content.kit_models import Kit
from wellbeing.content.loader import content
from wellbeing.content.models import Consent
from wellbeing.content.offer_models import Promise
from wellbeing.history.service import Desk
from wellbeing.jobs import Workshop
from wellbeing.key_ring import KeyRing
from wellbeing.policies import service as policies
from wellbeing.scheduler_rows import LEASE, LeaseRow
from wellbeing.sealed import Box, Vault
from wellbeing.settings import Settings
from wellbeing.stepped_care import Rulebook
from wellbeing.support.service import Office


class RememberingVault(Vault):
    """Keeps the boxes it has opened: a simulated year opens the same ones thousands of times."""

    def __init__(self, ring: KeyRing, keys: Engine, key_file: Path | None = None) -> None:
        """Start with nothing opened."""
        super().__init__(ring, keys, key_file)
        self._opened: dict[str, Box] = {}

    def box(self, person_id: str) -> Box:
        if person_id not in self._opened:
            self._opened[person_id] = super().box(person_id)
        return self._opened[person_id]


class RememberedRules:
    """Keeps the rulebook at hand: a simulated year asks for it ten thousand times."""

    def __init__(self, session: Session) -> None:
        """Read nothing yet."""
        self._session = session
        self._known: Rulebook | None = None

    @property
    def now(self) -> Rulebook:
        self._known = self._known or policies.rulebook(self._session)
        return self._known

    def forget(self) -> None:
        """Read them anew the next time: a policy was agreed."""
        self._known = None


@dataclass(frozen=True)
class Stage:
    """Where a sample is played: its session, its vault, its clock, its words."""

    workshop: Workshop
    clock: StandingClock
    session: Session
    ledger: Session
    fence: int
    zone: str
    consent: Consent
    kit: Kit
    promise: Promise
    rules: RememberedRules
    actions: Library

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def today(self) -> date:
        return local_day(self.clock.now(), self.zone)

    @property
    def vault(self) -> Vault:
        return self.workshop.vault

    @property
    def desk(self) -> Desk:
        return Desk(self.session, self.vault, self.rules.now, self.today)

    @property
    def office(self) -> Office:
        return Office(self.desk, self.now, self.promise)

    @property
    def door(self) -> Door:
        return Door(self.session, self.vault, self.now, self.today)

    def go_to(self, day: date, at: time) -> None:
        """Let it be this time of this day, where the organisation is."""
        moment = datetime.combine(day, at, ZoneInfo(self.zone))
        self.clock.standing_at = moment.astimezone(UTC)


@contextmanager
def stage(settings: Settings, zone: str, begins: date) -> Iterator[Stage]:
    """Open the services of an installation at the beginning of a day."""
    clock = StandingClock(datetime.combine(begins, time(), ZoneInfo(zone)))
    workshop = Workshop.of(settings, clock)
    ring = KeyRing.read(settings.key_file)
    vault = RememberingVault(ring, workshop.keys, settings.key_file)
    workshop = replace(workshop, vault=vault)
    words = content(settings.data / "content")
    try:
        with workshop.session() as session, Session(workshop.ledger) as ledger:
            fence = _fence(session)
            said = (words.consent, words.kit, words.offers.promise)
            rules = RememberedRules(session)
            yield Stage(workshop, clock, session, ledger, fence, zone, *said, rules, words.actions)
    finally:
        workshop.close()


def _fence(session: Session) -> int:
    """Return the number of the lease last taken: the service goes on from it."""
    row = session.get(LeaseRow, LEASE)
    return 1 if row is None else row.fence
