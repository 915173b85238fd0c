"""Removes requests: those whose time is over, and a person's own when they have everything deleted."""

from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.sealed import Vault
from wellbeing.support.cabinet import Cabinet


def forget_person(session: Session, vault: Vault, person_id: str) -> tuple[str, ...]:
    """Remove the requests, open or ended; return the names of their data keys, to be destroyed."""
    cabinet = Cabinet(session, vault)
    found = cabinet.all_of(person_id)
    cabinet.remove(found)
    return tuple(cabinet.key_of(request_id) for request_id in found)


def forget_old(session: Session, vault: Vault, today: date) -> int:
    """Remove requests a quarter of a year after they ended, and open ones when their asker has left.

    Return how many.
    The keys go first: whatever is left of the rows after a crash can no longer be opened.
    """
    cabinet = Cabinet(session, vault)
    over = cabinet.over(today) + cabinet.left_behind(accounts.present(session, today))
    cabinet.destroy_keys(over)
    with writing(session):
        cabinet.remove(over)
    return len(over)
