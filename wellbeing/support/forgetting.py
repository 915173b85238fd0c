"""Removes a person's own requests, when they have everything deleted; contacts lose them at once."""

from sqlalchemy.orm import Session

from wellbeing.sealed import Vault
from wellbeing.support.cabinet import Cabinet


def forget_person(session: Session, vault: Vault, person_id: str) -> tuple[str, ...]:
    """Remove the requests, open or ended; return the names of their data keys, to be destroyed."""
    cabinet = Cabinet(session, vault)
    found = cabinet.all_of(person_id)
    cabinet.remove(found)
    return tuple(cabinet.key_of(request_id) for request_id in found)
