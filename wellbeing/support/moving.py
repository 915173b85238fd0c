"""A case moves to a colleague, for good or for a time of absence: proposed by one, decided by the person.

Nothing moves without the person's yes to what they were shown, and a no changes nothing. Only
whoever took a case proposes; while they are away, the person can ask for cover themselves.
"""

import hashlib
from dataclasses import dataclass, replace

from wellbeing.accounts.people import Person
from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.support.cabinet import Filed
from wellbeing.support.cases import Case
from wellbeing.support.happened import Cover, Proposal
from wellbeing.support.holding import (
    ChangedError,
    NotThereError,
    NotYoursError,
    holder,
    taken,
)
from wellbeing.support.office import Office
from wellbeing.support.pools import SUPERVISOR, Pools


class NotFreeError(Exception):
    """The colleague cannot have the case any more: they are away, have no room, or left the role."""


def colleagues(office: Office, contact_id: str, request_id: str) -> tuple[Person, ...]:
    """Return to whom a contact may propose to give a case of theirs."""
    filed = office.cabinet.addressed(request_id, contact_id)
    if filed is None or not _is_own(office, filed.case, contact_id):
        raise NotThereError
    return free_for(office, filed.case)


def free_for(office: Office, case: Case) -> tuple[Person, ...]:
    """Return who else could have a case: in the role, outside the line, there today, with room."""
    pool = {one.id: one for one in Pools(office).of(case.asker, case.wish)}
    ids = set(pool) - set(case.has_it_on(office.today))
    there = office.rota.there(ids)
    if case.wish.with_whom != SUPERVISOR:
        there = office.rota.with_room(there)
    return tuple(one for one in pool.values() if one.id in there)


def propose(office: Office, request_id: str, proposal: Proposal) -> None:
    """Ask the person whether a colleague may have their case; nothing moves yet."""
    with taken(office, proposal.by, request_id) as filed:
        if not _is_own(office, filed.case, proposal.by):
            raise NotYoursError
        _require_free(office, filed.case, proposal.to)
        office.cabinet.keep(filed.id, replace(filed.case, proposal=proposal))
        office.tell(messages.Kind.REQUEST_TAKEN, [filed.case.asker])


def take_proposal_back(office: Office, contact_id: str, request_id: str) -> None:
    with taken(office, contact_id, request_id) as filed:
        office.cabinet.keep(filed.id, replace(filed.case, proposal=None))


def mark_of(proposal: Proposal) -> str:
    """Return what a proposal is known by: the person answers the one they were shown."""
    return hashlib.sha256(repr(proposal).encode()).hexdigest()


@dataclass(frozen=True)
class Reply:
    """Yes or no to the proposal that was shown; with `notes` the colleague reads what was agreed."""

    shown: str
    yes: bool
    notes: bool = False


def answer(office: Office, person_id: str, request_id: str, reply: Reply) -> None:
    """Answer what a contact proposed: on a yes the case moves at once, a no changes nothing.

    Raise ChangedError for a proposal that is not the one shown, NotFreeError where the colleague
    cannot have it any more.
    """
    with writing(office.session, person_id):
        filed = _mine(office, person_id, request_id)
        proposal = filed.case.proposal
        if proposal is None or mark_of(proposal) != reply.shown:
            raise ChangedError
        if not proposal.stands_on(office.today):
            raise ChangedError
        if not reply.yes:
            office.cabinet.keep(filed.id, replace(filed.case, proposal=None))
            office.tell(messages.Kind.REQUEST, [proposal.by])
            return
        _require_free(office, filed.case, proposal.to)
        _move(office, filed, proposal, notes=reply.notes)


def ask_for_cover(
    office: Office, person_id: str, request_id: str, to: str, *, notes: bool = False
) -> None:
    """Let a colleague have a case while whoever took it is away; the person asks for it themselves."""
    with writing(office.session, person_id):
        filed = _mine(office, person_id, request_id)
        has_it = filed.case.taken
        until = None if has_it is None else office.rota.away_until(has_it.by)
        if has_it is None or until is None or filed.case.cover_on(office.today):
            raise ChangedError
        _require_free(office, filed.case, to)
        wanted = Proposal(has_it.by, to, office.today, since=office.today, until=until)
        _move(office, filed, wanted, notes=notes)


def end_cover(office: Office, person_id: str, request_id: str) -> None:
    """Let the case be with whoever took it again."""
    with writing(office.session, person_id):
        filed = _mine(office, person_id, request_id)
        if filed.case.cover_on(office.today) is None:
            raise ChangedError
        office.cabinet.readdress(filed.id, filed.case.cover_ended(office.today))


def _move(office: Office, filed: Filed, proposal: Proposal, *, notes: bool) -> None:
    case = filed.case
    if notes:
        case = replace(case, notes_to=(*case.notes_to, proposal.to, proposal.by))
    if proposal.until is None:
        case = case.moved_to(proposal.to, office.today)
    else:
        since = max(proposal.since or office.today, office.today)
        case = case.covered_by(Cover(proposal.to, since, max(since, proposal.until)))
    office.cabinet.readdress(filed.id, case)
    office.tell(messages.Kind.REQUEST, {proposal.to, proposal.by})


def _mine(office: Office, person_id: str, request_id: str) -> Filed:
    filed = office.cabinet.of_asker_one(request_id, person_id, office.today)
    if filed is None or not filed.is_open:
        raise NotThereError
    return filed


def _is_own(office: Office, case: Case, contact_id: str) -> bool:
    """Say whether a contact took it and has it: who only covers cannot give it away."""
    is_taker = case.taken is not None and case.taken.by == contact_id
    return is_taker and holder(office, Pools(office), case) == contact_id


def _require_free(office: Office, case: Case, to: str) -> None:
    if to not in {one.id for one in free_for(office, case)}:
        raise NotFreeError
    if case.wish.with_whom != SUPERVISOR and office.rota.room_kept(to).is_full:
        raise NotFreeError
