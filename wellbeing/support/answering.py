"""The contact's side of a request: a list, a look that is written down, taking it, and ending it.

Who may open a request is asked anew each time: it must be addressed to them, they must still hold
the role outside the person's line, and nobody else who can answer may have it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from wellbeing.audit import service as audit
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.messages import service as messages
from wellbeing.stepped_care import ActKind
from wellbeing.support.cabinet import Filed
from wellbeing.support.cases import Case, Ending, Kind, Outcome
from wellbeing.support.office import Office
from wellbeing.support.pools import Pools, heard_as, pool_of
from wellbeing.support.telling import Waiting, names_of, waiting

__all__ = ["Outcome"]


class NotThereError(Exception):
    """The request is not open to this contact, or not any more."""


class NotYoursError(NotThereError):
    """Only who has taken a request can do this."""


def inbox(office: Office, contact_id: str) -> tuple[Waiting, ...]:
    """Return the open requests a contact may answer, overdue ones first; this is not yet a look."""
    pools = Pools(office)
    found = [
        one
        for one in office.cabinet.addressed_to(contact_id)
        if _is_for(pools, one.case, contact_id)
    ]
    names = names_of(office, (one.case.asker for one in found))
    return tuple(waiting(office, one, contact_id, names) for one in found)


def may_open(office: Office, contact_id: str, request_id: str) -> bool:
    found = office.cabinet.addressed(request_id, contact_id)
    return found is not None and _is_for(Pools(office), found.case, contact_id)


def look(office: Office, contact_id: str, request_id: str) -> Waiting:
    """Open a request; the look is kept before anything is shown, for the person and the auditor."""
    with _changing(office, contact_id, request_id) as filed:
        case = filed.case
        office.cabinet.keep(filed.id, case.looked_at(contact_id, office.today))
        actor = audit.Actor(contact_id, heard_as(office, contact_id, case.wish).value)
        scribe = audit.Scribe(office.vault, actor, office.today)
        audit.look(office.session, scribe, case.asker, audit.Kind.LOOK_REQUEST)
    return waiting(office, filed, contact_id, names_of(office, [filed.case.asker]))


def take(office: Office, contact_id: str, request_id: str) -> None:
    """Take a request on; the others no longer see it, and the person is told by whom."""
    with _changing(office, contact_id, request_id) as filed:
        if _has(filed.case, contact_id):
            return
        office.cabinet.keep(filed.id, filed.case.taken_by(contact_id, office.today))
        office.tell(messages.Kind.REQUEST_TAKEN, [filed.case.asker])


def hand_back(office: Office, contact_id: str, request_id: str) -> None:
    """Give a request back to everybody it was addressed to."""
    with _taken(office, contact_id, request_id) as filed:
        office.cabinet.keep(filed.id, filed.case.handed_back(office.today))
        pool = pool_of(office, filed.case.asker, filed.case.wish)
        others = {one.id for one in pool} & set(filed.case.contacts) - {contact_id}
        office.tell(messages.Kind.REQUEST, others)


def talked(office: Office, contact_id: str, request_id: str) -> None:
    """End a request because both have talked; a review ends with its outcome instead."""
    with _taken(office, contact_id, request_id) as filed:
        case = filed.case
        if case.wish.kind is Kind.REVIEW:
            raise NotThereError
        ended = case.ended(Ending.TALKED, office.today, contact_id)
        office.cabinet.end(filed.id, ended, office.today)
        if case.wish.kind is Kind.TALK and history.talk_is_open(office.desk, case.asker):
            history.act(office.desk, case.asker, office.desk.this_week, ActKind.TALK_HELD)


def settle(office: Office, contact_id: str, request_id: str, outcome: Outcome) -> None:
    """End a review with what came of it, for the person to read."""
    with _taken(office, contact_id, request_id) as filed:
        if filed.case.wish.kind is not Kind.REVIEW:
            raise NotThereError
        ended = filed.case.ended(Ending.REVIEWED, office.today, contact_id, outcome)
        office.cabinet.end(filed.id, ended, office.today)
        office.tell(messages.Kind.REQUEST_TAKEN, [filed.case.asker])


@contextmanager
def _changing(office: Office, contact_id: str, request_id: str) -> Iterator[Filed]:
    """Lend a request that nobody else can change meanwhile; raise NotThereError if it is not theirs."""
    found = office.cabinet.addressed(request_id, contact_id)
    if found is None:
        raise NotThereError
    with writing(office.session, found.case.asker):
        yield _found(office, contact_id, request_id)


@contextmanager
def _taken(office: Office, contact_id: str, request_id: str) -> Iterator[Filed]:
    with _changing(office, contact_id, request_id) as filed:
        if not _has(filed.case, contact_id):
            raise NotYoursError
        yield filed


def _found(office: Office, contact_id: str, request_id: str) -> Filed:
    found = office.cabinet.addressed(request_id, contact_id)
    if found is None or not _is_for(Pools(office), found.case, contact_id):
        raise NotThereError
    return found


def _is_for(pools: Pools, case: Case, contact_id: str) -> bool:
    free = {one.id for one in pools.of(case.asker, case.wish)}
    if contact_id not in free:
        return False
    taken = case.taken
    return taken is None or taken.by == contact_id or taken.by not in free


def _has(case: Case, contact_id: str) -> bool:
    return case.taken is not None and case.taken.by == contact_id
