"""Which practitioner may do something about whose formal support now; asked anew each time.

Independent means: holds the role, stands outside the person's line of management, and is not the
person. Before the sign-off it is who has the request; afterwards too, and once the person closed
that, who looked after it last.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from wellbeing.database import writing
from wellbeing.formal.bureau import Bureau
from wellbeing.formal.folder import Filed
from wellbeing.support import service as support
from wellbeing.support.pools import pool_of
from wellbeing.support.service import Kind, NotThereError, OpenCase, Wish


@dataclass(frozen=True)
class Held:
    """One request for formal support as the practitioner who has it may know it.

    Where the person closed it there is no case; where they did not agree, nothing is filed.
    """

    request: str
    person: str
    case: OpenCase | None
    filed: Filed | None


def held(bureau: Bureau, practitioner_id: str, request_id: str) -> Held:
    """Return what a practitioner has; else raise NotThereError."""
    filed = bureau.folder.of_request(request_id)
    case = _case(bureau, practitioner_id, request_id)
    if case is not None:
        return Held(request_id, case.asker, case, filed)
    if filed is None or partner(bureau, filed) != practitioner_id:
        raise NotThereError
    return Held(request_id, filed.agreement.person, None, filed)


@contextmanager
def changing(bureau: Bureau, practitioner_id: str, request_id: str) -> Iterator[Held]:
    """Lend it so that nobody else, the person included, can change it meanwhile."""
    person_id = held(bureau, practitioner_id, request_id).person
    with writing(bureau.session, person_id):
        yield held(bureau, practitioner_id, request_id)


def all_held(bureau: Bureau, practitioner_id: str) -> tuple[Held, ...]:
    """Return everything a practitioner has: open requests first, then what was closed to them."""
    cases = [
        one for one in support.cases_with(bureau.office, practitioner_id) if one.kind is Kind.FORMAL
    ]
    open_ids = {one.id for one in cases}
    folder = bureau.folder
    with_case = [Held(one.id, one.asker, one, folder.of_request(one.id)) for one in cases]
    closed = [
        Held(one.agreement.request, one.agreement.person, None, one)
        for one in folder.looked_after_by(practitioner_id)
        if one.agreement.request not in open_ids and partner(bureau, one) == practitioner_id
    ]
    return (*with_case, *closed)


def partner(bureau: Bureau, filed: Filed) -> str:
    """Return the practitioner of formal support that goes on; nobody where none may answer."""
    course = filed.course
    if course is None or not course.is_open:
        return ""
    case = own_case(bureau, filed)
    if case is not None:
        return case.contact
    wish = Wish(Kind.FORMAL)
    pool = {one.id for one in pool_of(bureau.office, filed.agreement.person, wish)}
    return course.plan.looked_after_by if course.plan.looked_after_by in pool else ""


def own_case(bureau: Bureau, filed: Filed) -> OpenCase | None:
    """Return the open case an agreement belongs to, as its person sees it."""
    return _case(bureau, filed.agreement.person, filed.agreement.request)


def _case(bureau: Bureau, person_id: str, request_id: str) -> OpenCase | None:
    try:
        case = support.case_of(bureau.office, person_id, request_id)
    except NotThereError:
        return None
    mine = person_id in (case.contact, case.asker)
    return case if case.kind is Kind.FORMAL and mine else None
