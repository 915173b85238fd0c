"""Removes a person's choices of screens, when they have everything deleted."""

from sqlalchemy.orm import Session

from wellbeing.screens import store
from wellbeing.screens.service import OPT_IN
from wellbeing.sealed import Vault
from wellbeing.stepped_care import Instrument


def forget_person(session: Session, vault: Vault, person_id: str) -> None:
    """Remove every yes to a screen; their sums go with the weeks they lie in."""
    for instrument in Instrument:
        store.remove_opt_in(session, vault.row_key(OPT_IN, person_id, instrument.value))
