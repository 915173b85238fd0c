"""Removes what a person shared, when they have everything deleted; readers lose it at once.

What others share with the person is theirs, and stays as it is.
"""

from sqlalchemy.orm import Session

from wellbeing.sealed import Vault
from wellbeing.sharing.cupboard import Cupboard, keys_of


def forget_person(session: Session, vault: Vault, person_id: str) -> tuple[str, ...]:
    """Remove what was shared, open or ended; return the names of its data keys, to be destroyed."""
    cupboard = Cupboard(session, vault)
    found = cupboard.ids_of_owner(person_id)
    cupboard.remove(found)
    return keys_of(found)
