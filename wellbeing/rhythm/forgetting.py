"""Lets a person's rhythm begin anew, silent, when they have everything deleted.

Everybody who works here has a row, and whoever had none would be asked again at the next look. So it
stays, with the usual hour, and nothing is sent until the person chooses so.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.rhythm import feed_store, number_store, store
from wellbeing.rhythm.desk import address_of, number_address_of, own_second
from wellbeing.rhythm.owners import LINKS_OF_ONE_LIFE, Owner, owner_in, seal_owner
from wellbeing.rhythm.slots import Messages, usual
from wellbeing.sealed import Vault


def forget_person(session: Session, vault: Vault, person_id: str) -> None:
    """Remove wish, days away, number, calendar and messages; links that were sent open no more."""
    row, box = address_of(vault, person_id), vault.house_box()
    sealed = store.sealed_person(session, row)
    before = owner_in(box, row, sealed) if sealed is not None else None
    lives = (before.links if before else 0) // LINKS_OF_ONE_LIFE + 1
    owner = Owner(person_id, lives * LINKS_OF_ONE_LIFE)
    silent = replace(usual(accounts.organisation(session).zone), messages=Messages.NONE)
    store.begin_anew(
        session, store.Enrolled(row, seal_owner(box, row, owner), str(silent), own_second(row))
    )
    feed_store.remove(session, row)
    number_store.forget_all(session, [number_address_of(vault, person_id)])
