"""The contact's side of a request: a list, a look that is written down, taking it, and ending it.

Who may open a request is asked anew each time: it must be addressed to them, they must still hold
the role outside the person's line, and nobody else who can answer may have it.
"""

from wellbeing.audit import service as audit
from wellbeing.history import service as history
from wellbeing.messages import service as messages
from wellbeing.stepped_care import ActKind
from wellbeing.support.cases import Ending, Kind
from wellbeing.support.happened import Outcome
from wellbeing.support.holding import NotThereError, changing, has, is_for, taken
from wellbeing.support.office import Office
from wellbeing.support.pools import SUPERVISOR, Pools, heard_as, pool_of
from wellbeing.support.telling import Waiting, names_of, waiting


class FullError(Exception):
    """A contact has as many requests as their card says they take at once."""


def inbox(office: Office, contact_id: str) -> tuple[Waiting, ...]:
    """Return the open requests a contact may answer, overdue ones first; this is not yet a look."""
    pools = Pools(office)
    found = [
        one
        for one in office.cabinet.addressed_to(contact_id)
        if is_for(office, pools, one.case, contact_id)
    ]
    names = names_of(office, (one.case.asker for one in found))
    return tuple(waiting(office, one, contact_id, names) for one in found)


def may_open(office: Office, contact_id: str, request_id: str) -> bool:
    found = office.cabinet.addressed(request_id, contact_id)
    return found is not None and is_for(office, Pools(office), found.case, contact_id)


def look(office: Office, contact_id: str, request_id: str) -> Waiting:
    """Open a request; the look is kept before anything is shown, for the person and the auditor."""
    with changing(office, contact_id, request_id) as filed:
        case = filed.case
        office.cabinet.keep(filed.id, case.looked_at(contact_id, office.today))
        actor = audit.Actor(contact_id, heard_as(office, contact_id, case.wish).value)
        scribe = audit.Scribe(office.vault, actor, office.today)
        audit.look(office.session, scribe, case.asker, audit.Kind.LOOK_REQUEST)
    return waiting(office, filed, contact_id, names_of(office, [filed.case.asker]))


def take(office: Office, contact_id: str, request_id: str) -> None:
    """Take a request on; the others no longer see it, and the person is told by whom.

    Raise FullError for who has as many as their card says; nobody is told of that.
    """
    with changing(office, contact_id, request_id) as filed:
        if has(office, filed.case, contact_id):
            return
        if filed.case.wish.with_whom != SUPERVISOR and office.rota.room_kept(contact_id).is_full:
            raise FullError
        office.cabinet.keep(filed.id, filed.case.taken_by(contact_id, office.today))
        office.tell(messages.Kind.REQUEST_TAKEN, [filed.case.asker])


def hand_back(office: Office, contact_id: str, request_id: str) -> None:
    """Give a request back to everybody it was addressed to, as long as nobody has talked."""
    with taken(office, contact_id, request_id) as filed:
        if filed.case.talked_on or filed.case.takings[-1].by != contact_id:
            raise NotThereError
        office.cabinet.keep(filed.id, filed.case.handed_back(office.today))
        pool = pool_of(office, filed.case.asker, filed.case.wish)
        others = {one.id for one in pool} & set(filed.case.contacts) - {contact_id}
        office.tell(messages.Kind.REQUEST, others)


def talked(office: Office, contact_id: str, request_id: str) -> None:
    """Write down that both have talked: the case goes on, between the two alone."""
    with taken(office, contact_id, request_id) as filed:
        case = filed.case
        if case.wish.kind is Kind.REVIEW:
            raise NotThereError
        if case.talked_on is not None:
            return
        office.cabinet.begin_support(filed.id, case.have_talked(office.today))
        if case.wish.kind is Kind.TALK and history.talk_is_open(office.desk, case.asker):
            history.act(office.desk, case.asker, office.desk.this_week, ActKind.TALK_HELD)


def settle(office: Office, contact_id: str, request_id: str, outcome: Outcome) -> None:
    """End a review with what came of it, for the person to read."""
    with taken(office, contact_id, request_id) as filed:
        if filed.case.wish.kind is not Kind.REVIEW:
            raise NotThereError
        ended = filed.case.ended(Ending.REVIEWED, office.today, contact_id, outcome)
        office.cabinet.end(filed.id, ended, office.today)
        office.tell(messages.Kind.REQUEST_TAKEN, [filed.case.asker])
