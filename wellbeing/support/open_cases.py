"""Open cases, for what else the two people of a case do together: letters, times, formal support.

A case is open from when somebody took the request until it has ended. Everything is asked anew
each time: whoever has lost a case finds nothing here, as if it had never been.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.sealed import Box
from wellbeing.support.cabinet import Filed
from wellbeing.support.cases import Ending, Kind, Wish
from wellbeing.support.holding import NotThereError, has, holder
from wellbeing.support.office import Office
from wellbeing.support.pools import Pools


@dataclass(frozen=True)
class OpenCase:
    """An open case as one of its two people sees it.

    `contact` is who has it now. What somebody else wrote with the person before a handover is
    theirs: a contact is shown only what was made with them.
    """

    id: str
    asker: str
    contact: str
    kind: Kind
    wish: Wish


def case_of(office: Office, person_id: str, request_id: str) -> OpenCase:
    """Return an open case to its asker, or to the contact who has it now; else NotThereError."""
    filed = office.cabinet.between(request_id, person_id)
    case = _open_case(office, Pools(office), filed) if filed else None
    if case is None or person_id not in (case.asker, case.contact):
        raise NotThereError
    return case


@contextmanager
def changing_case(office: Office, person_id: str, request_id: str) -> Iterator[OpenCase]:
    """Lend an open case that nobody else can change meanwhile; see `case_of`."""
    asker = case_of(office, person_id, request_id).asker
    with writing(office.session, asker):
        yield case_of(office, person_id, request_id)


def open_cases_of(office: Office, person_id: str) -> tuple[OpenCase, ...]:
    """Return the open cases of a person who asked."""
    pools, found = Pools(office), office.cabinet.of_asker(person_id, office.today)
    cases = (_open_case(office, pools, one) for one in found if one.is_open)
    return tuple(one for one in cases if one is not None)


def cases_with(office: Office, contact_id: str) -> tuple[OpenCase, ...]:
    """Return the open cases that a contact has now."""
    pools, found = Pools(office), office.cabinet.addressed_to(contact_id)
    cases = (_open_case(office, pools, one) for one in found)
    return tuple(one for one in cases if one is not None and one.contact == contact_id)


def case_box(office: Office, request_id: str) -> Box:
    """Return what seals under a case's own key: it ends with the case, a quarter of a year later."""
    return office.vault.box(office.cabinet.key_of(request_id))


def settle_formal(office: Office, contact_id: str, request_id: str, ending: Ending) -> None:
    """End a case about formal support, inside the caller's transaction about its asker."""
    filed = office.cabinet.addressed(request_id, contact_id)
    if filed is None or not has(office, filed.case, contact_id):
        raise NotThereError
    if filed.case.wish.kind is not Kind.FORMAL:
        raise NotThereError
    office.cabinet.end(filed.id, filed.case.ended(ending, office.today, contact_id), office.today)
    office.tell(messages.Kind.REQUEST_TAKEN, [filed.case.asker])


def _open_case(office: Office, pools: Pools, filed: Filed) -> OpenCase | None:
    case = filed.case
    contact = holder(office, pools, case)
    if case.ending is not None or not contact:
        return None
    return OpenCase(filed.id, case.asker, contact, case.wish.kind, case.wish)
