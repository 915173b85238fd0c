"""Ends what lets anybody in as a person; of somebody who has left the account itself goes as well.

Rows that others refer to stay as nobody’s, under a random id, without a name or an address
(docs/adr/0061).
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.orm import Session

from wellbeing.accounts import sign_in_store as kept
from wellbeing.accounts.rows import (
    PERSON,
    MembershipRow,
    PasswordRow,
    PersonRow,
    RoleRow,
    SupervisionRow,
)
from wellbeing.accounts.sign_in import is_session_of
from wellbeing.database import Row, in_chunks
from wellbeing.sealed import Vault

_NOBODY = {"name": "", "work_email": "", "email_key": None}
_IS_NOBODY = PersonRow.work_email == ""


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


def left_by(session: Session, day: date) -> tuple[str, ...]:
    """Return those who had left by a day and whose account still stands."""
    found = select(PersonRow.id).where(PersonRow.left_on <= day, ~_IS_NOBODY)
    return tuple(session.scalars(found.order_by(PersonRow.id)))


def forget_account(session: Session, person_id: str, on: date) -> None:
    """Remove name, address and password, in the caller's transaction, and end what still runs.

    A database that was put back may not know yet that somebody has left.
    """
    mine = PersonRow.id == person_id
    left_on = func.coalesce(PersonRow.left_on, on)
    session.execute(update(PersonRow).where(mine).values(left_on=left_on, **_NOBODY))
    session.execute(delete(PasswordRow).where(PasswordRow.person_id == person_id))
    for table in (MembershipRow, RoleRow, SupervisionRow):
        running = update(table).where(table.person_id == person_id, table.until_on.is_(None))
        session.execute(running.values(until_on=on))


def forget_nobodies(session: Session, before: date) -> None:
    """Remove what nobody needs any more of those who left long ago, in the caller's transaction.

    Their teams and the units they led go; their row too, unless a role or a record of what was
    decided for everybody refers to it.
    """
    nobody = select(PersonRow.id).where(PersonRow.left_on < before, _IS_NOBODY)
    for table in (MembershipRow, SupervisionRow):
        session.execute(delete(table).where(table.person_id.in_(nobody)))
    unneeded = nobody.where(*(~used for used in _references()))
    for some in in_chunks(tuple(session.scalars(unneeded))):
        session.execute(delete(PersonRow).where(PersonRow.id.in_(some)))


def _references() -> Iterator[ColumnElement[bool]]:
    """Give for each column that refers to people whether it refers to this one."""
    for table in Row.metadata.sorted_tables:
        for column in table.columns:
            if any(key.target_fullname == PERSON for key in column.foreign_keys):
                yield exists().where(column == PersonRow.id)
