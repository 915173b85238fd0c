"""A person's own record, and the password that is asked for again before it is handed out."""

from sqlalchemy.orm import Session

from wellbeing.accounts import own_store, passwords
from wellbeing.accounts import sign_in_store as kept
from wellbeing.accounts.own_store import Held, OwnRecord
from wellbeing.accounts.service import person
from wellbeing.accounts.sign_in import Door, WrongSignInError
from wellbeing.accounts.tries import TooManyTriesError, begin_try
from wellbeing.database import writing

__all__ = [
    "Door",
    "Held",
    "OwnRecord",
    "TooManyTriesError",
    "WrongSignInError",
    "confirm",
    "own_record",
]


def own_record(session: Session, person_id: str) -> OwnRecord | None:
    """Return all that the roster and the sign-in hold of a person, for that person to read."""
    return own_store.own_record(session, person_id)


def confirm(door: Door, person_id: str, password: str) -> None:
    """Make sure that whoever asks knows the person's password; their sessions stay as they are.

    Tries are counted as those of signing in are. Raises WrongSignInError or TooManyTriesError.
    """
    found = person(door.session, person_id, door.today)
    if found is None:
        raise WrongSignInError
    pause = door.pause(found.work_email)
    begin_try(door.session, pause, door.now)
    stored = kept.password_hash(door.session, person_id)
    door.session.rollback()  # No read lock while the hash is computed.
    if not passwords.is_right(password, stored):
        raise WrongSignInError
    with writing(door.session, pause.hex()):
        if kept.password_hash(door.session, person_id) != stored:
            raise WrongSignInError  # Changed while this one was looked at: every session has ended.
        kept.forget_failures(door.session, pause)
