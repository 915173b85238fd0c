"""Who has a request now: the one contact who took it, or covers for them, if they may still answer."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from wellbeing.database import writing
from wellbeing.support.cabinet import Filed
from wellbeing.support.cases import Case
from wellbeing.support.office import Office
from wellbeing.support.pools import Pools


class NotThereError(Exception):
    """The request is not open to this contact, or not any more."""


class NotYoursError(NotThereError):
    """Only who has taken a request can do this."""


class ChangedError(Exception):
    """What would happen is not what the person looked at: they look again first."""


def holder(office: Office, pools: Pools, case: Case) -> str:
    """Return who has it now; nobody, where they gave up the role or lead the person by now."""
    free = _free(pools, case)
    return next((one for one in case.has_it_on(office.today) if one in free), "")


def taker(office: Office, pools: Pools, case: Case) -> str:
    """Return who took it, also while a colleague covers; who covers, where they may not answer any more."""
    free = _free(pools, case)
    return next((one for one in reversed(case.has_it_on(office.today)) if one in free), "")


def is_for(office: Office, pools: Pools, case: Case, contact_id: str) -> bool:
    """Say whether a contact may open it now: nobody else who can answer has it."""
    if contact_id not in _free(pools, case) or not case.is_open_to(contact_id, office.today):
        return False
    return holder(office, pools, case) in {"", contact_id}


@contextmanager
def changing(office: Office, contact_id: str, request_id: str) -> Iterator[Filed]:
    """Lend a request that nobody else can change meanwhile; raise NotThereError if it is not theirs."""
    found = office.cabinet.addressed(request_id, contact_id)
    if found is None:
        raise NotThereError
    with writing(office.session, found.case.asker):
        yield _found(office, contact_id, request_id)


@contextmanager
def taken(office: Office, contact_id: str, request_id: str) -> Iterator[Filed]:
    """Lend a request that this contact has now; raise NotYoursError where they only may take it."""
    with changing(office, contact_id, request_id) as filed:
        if not has(office, filed.case, contact_id):
            raise NotYoursError
        yield filed


def has(office: Office, case: Case, contact_id: str) -> bool:
    return bool(contact_id) and holder(office, Pools(office), case) == contact_id


def _found(office: Office, contact_id: str, request_id: str) -> Filed:
    found = office.cabinet.addressed(request_id, contact_id)
    if found is None or not is_for(office, Pools(office), found.case, contact_id):
        raise NotThereError
    return found


def _free(pools: Pools, case: Case) -> Collection[str]:
    return {one.id for one in pools.of(case.asker, case.wish)}
