"""A wellbeing lead sets the staffed hours and names closed days; each is written down in the audit log."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.audit import service as audit
from wellbeing.cover import store
from wellbeing.cover.hours import Hours
from wellbeing.cover.kept import ClosedDay, Week
from wellbeing.cover.service import ABOUT
from wellbeing.database import writing
from wellbeing.sealed import Vault


@dataclass(frozen=True)
class Lead:
    """Who sets hours, on which day."""

    session: Session
    vault: Vault
    person_id: str
    today: date


class NotTheirsError(Exception):
    """Only a wellbeing lead sets the hours."""


class ChangedMeanwhileError(Exception):
    """Somebody else has set the hours since they were read: `now` has what stands."""

    def __init__(self, now: Week) -> None:
        """Keep what stands there, to be shown beside what was typed."""
        super().__init__("the hours were set meanwhile")
        self.now = now


def set_week(lead: Lead, weekdays: tuple[Hours, ...], read: int) -> None:
    """Set the weekly hours; `read` is the version they were made from.

    Raise ChangedMeanwhileError when somebody set other hours meanwhile.
    """
    with _acting(lead) as scribe:
        now = store.week(lead.session)
        if now.is_confirmed and now.weekdays == weekdays:
            return
        if now.version != read:
            raise ChangedMeanwhileError(now)
        new = Week(weekdays, now.version + 1, lead.person_id, lead.today)
        store.set_week(lead.session, new)
        scribe.note(lead.session, audit.Act(audit.Kind.HOURS_SET))


def close_day(lead: Lead, closed: ClosedDay) -> None:
    """Name a closed day; one that is closed already gets the new name."""
    with _acting(lead) as scribe:
        if closed not in store.closed_days(lead.session):
            store.close(lead.session, closed, lead.person_id, lead.today)
            scribe.note(lead.session, audit.Act(audit.Kind.DAY_CLOSED))


def reopen_day(lead: Lead, day: date) -> None:
    """Let a closed day be like any other again; doing it twice changes nothing more."""
    with _acting(lead) as scribe:
        if store.reopen(lead.session, day):
            scribe.note(lead.session, audit.Act(audit.Kind.DAY_REOPENED))


@contextmanager
def _acting(lead: Lead) -> Iterator[audit.Scribe]:
    person = accounts.person(lead.session, lead.person_id, lead.today)
    if person is None or Role.WELLBEING_LEAD.value not in person.roles:
        raise NotTheirsError
    actor = audit.Actor(lead.person_id, Role.WELLBEING_LEAD.value)
    with writing(lead.session, ABOUT):
        yield audit.Scribe(lead.vault, actor, lead.today)
