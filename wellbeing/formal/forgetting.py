"""Removes what has been kept long enough, what lies behind, and what a person has deleted."""

from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.formal import store
from wellbeing.formal.folder import AT_ONCE, KEPT_FOR, Folder, key_of
from wellbeing.sealed import Vault
from wellbeing.support.cabinet import Cabinet


def forget_person(session: Session, vault: Vault, person_id: str) -> tuple[str, ...]:
    """Remove a person's agreements with all that hangs on them; return their keys, to be destroyed."""
    found = Folder(session, vault).ids_of(person_id)
    store.remove(session, found)
    return tuple(key_of(one) for one in found)


def forget_old(session: Session, vault: Vault, today: date) -> None:
    """Remove agreements long ended or of who has left, and let go those whose request has ended.

    The keys go first: whatever is left of the rows after a crash can no longer be opened.
    """
    folder = Folder(session, vault)
    over = store.over(session, today, AT_ONCE)
    over += folder.left_behind(accounts.present(session, today))
    for one in over:
        vault.destroy(key_of(one))
    with writing(session):
        store.remove(session, over)
        # Of requests that have ended: nobody could sign them off any more. These are asked for
        # first, so that one which is made meanwhile is none of them.
        waiting, shared = store.without_support(session), store.shared(session)
        open_ids = set(Cabinet(session, vault).open_ids())
        lapsed = [one for one, request in waiting if request not in open_ids]
        closed = [one for one, request in shared if request not in open_ids]
        store.remove_evidence(session, closed)
        store.let_go(session, lapsed, today + KEPT_FOR)
        store.remove_old_evidence(session, today)


def after_restore(session: Session, today: date) -> None:
    """End what may have been taken back since the backup: all that is shared, and what is not signed."""
    with writing(session):
        store.remove_all_evidence(session)
        waiting = [one for one, _ in store.without_support(session)]
        store.let_go(session, waiting, today + KEPT_FOR)
