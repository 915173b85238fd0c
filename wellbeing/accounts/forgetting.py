"""Ends what lets anybody in as a person, when they have everything deleted; the account itself stays."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellbeing.accounts import sign_in_store as kept
from wellbeing.accounts.rows import PersonRow
from wellbeing.accounts.sign_in import is_session_of
from wellbeing.sealed import Vault


def forget_person(session: Session, vault: Vault, person_id: str) -> None:
    """Remove a person's sessions and one-time links, in the caller's transaction."""
    kept.end_sessions(session, vault.row_key("session-owner", person_id))
    kept.end_links(session, person_id)


def forget_person_elsewhere(session: Session, vault: Vault, person_id: str, token: str) -> None:
    """Do the same, but for the browser in which the person pressed."""
    for one in kept.sessions_of(session, vault.row_key("session-owner", person_id)):
        if not is_session_of(token, one):
            kept.end_session(session, one.token_hash)
    kept.end_links(session, person_id)


def ever_here(session: Session) -> tuple[str, ...]:
    """Return everybody who is or was on the roster."""
    return tuple(session.scalars(select(PersonRow.id)))
