"""What the weekly rhythm is kept and planned with, and how a person gets their row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.database import in_chunks, writing
from wellbeing.rhythm import store
from wellbeing.rhythm.calendar import RunningWeek
from wellbeing.rhythm.moments import SPREAD
from wellbeing.rhythm.owners import KIND, Owner, seal_owner
from wellbeing.rhythm.slots import usual
from wellbeing.scheduler_rows import require_lease
from wellbeing.sealed import Box, Vault
from wellbeing.week import Week

PLAN = "weekly-plan"
# The next week is planned a day before it begins, so that its first minute finds it planned.
AHEAD = timedelta(days=1)


@dataclass(frozen=True)
class Desk:
    """What the weekly rhythm is kept and planned with."""

    session: Session
    vault: Vault
    now: datetime
    # The number of the lease by which the timetable works; people's own pages have none.
    fence: int | None = None

    @contextmanager
    def planning(self, about: str = PLAN) -> Iterator[None]:
        """Write to the plan, unless another process leads by now: OvertakenError."""
        with writing(self.session, about):
            if self.fence is not None:
                require_lease(self.session, self.fence)
            yield

    @cached_property
    def organisation(self) -> accounts.Organisation:
        """Return the organisation as it was first read at this desk."""
        return accounts.organisation(self.session)

    @cached_property
    def house_box(self) -> Box:
        """Return the installation's own box as it was first read at this desk."""
        return self.vault.house_box()

    def at(self, now: datetime) -> "Desk":
        """Return this desk at another moment, with what was read once at it."""
        later = replace(self, now=now)
        later.__dict__.update({**self.__dict__, "now": now})
        return later

    @property
    def today(self) -> date:
        return local_day(self.now, self.organisation.zone)

    @property
    def second(self) -> int:
        return int(self.now.timestamp())

    def week_of(self, week: Week) -> RunningWeek:
        return RunningWeek.of(self.organisation, week)

    def running(self, ahead: timedelta = timedelta()) -> RunningWeek:
        """Return the week that runs now, or so much later."""
        return self.week_of(Week.of(local_day(self.now + ahead, self.organisation.zone)))

    def weeks(self) -> tuple[RunningWeek, ...]:
        """Return the week that runs now, and on its last day the next one too."""
        found = {each.name: each for each in (self.running(), self.running(AHEAD))}
        return tuple(found.values())


def address_of(vault: Vault, person_id: str) -> bytes:
    """Return the address of a person's row; without the key file it names nobody."""
    return vault.row_key(KIND, person_id)


def number_address_of(vault: Vault, person_id: str) -> bytes:
    """Return the address of a person's number; without the key file it matches no other row."""
    return vault.row_key("text-number", person_id)


def own_second(row: bytes) -> int:
    """Return a person's second within the hour, the same each week: chance that needs no dice.

    It is never the hour's first: what is put off to now waits at least for the next look, so that
    nobody is written to because something started.
    """
    return 1 + int.from_bytes(row[:4], "big") % (int(SPREAD.total_seconds()) - 1)


def enrol(desk: Desk, person_ids: Iterable[str]) -> int:
    """Give everybody among these a row who has none yet; return how many are new."""
    slot = str(usual(desk.organisation.zone))
    new = 0
    for chunk in in_chunks(list(person_ids)):
        ids = {address_of(desk.vault, person_id): person_id for person_id in chunk}
        there = store.known(desk.session, list(ids))
        missing = {row: person_id for row, person_id in ids.items() if row not in there}
        if missing:
            rows = _sealed(desk.vault, missing, slot)
            with desk.planning(KIND):
                store.enrol(desk.session, rows)
            new += len(missing)
    return new


def _sealed(vault: Vault, missing: dict[bytes, str], slot: str) -> list[store.Enrolled]:
    box = vault.house_box()
    return [
        store.Enrolled(
            row,
            seal_owner(box, row, Owner(person_id)),
            slot,
            own_second(row),
        )
        for row, person_id in missing.items()
    ]
