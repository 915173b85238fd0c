"""Signing in and out: passwords, one-time links, pauses after failures, sessions that can be ended."""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from wellbeing.accounts import passwords, store
from wellbeing.accounts import sign_in_store as kept
from wellbeing.accounts.people import Level, Person, Role
from wellbeing.accounts.service import email_key, person
from wellbeing.accounts.session_life import life_of
from wellbeing.accounts.sign_in_store import KeptSession
from wellbeing.accounts.tries import begin_try
from wellbeing.database import writing
from wellbeing.retention import span_of
from wellbeing.sealed import Label, Vault

LINK_LASTS = timedelta(days=7)
# A seen time is written at most this often, so that reading a page rarely writes.
SEEN_EVERY = timedelta(minutes=1)
STALE_AFTER = span_of("sessions")


class WrongSignInError(Exception):
    """Address and password do not belong together; says nothing about which of them is wrong."""


class LinkUsedError(Exception):
    """The one-time link is unknown, used or past its time."""


class WeakPasswordError(Exception):
    """The new password is not accepted; the message says what to do."""


@dataclass(frozen=True)
class Door:
    """What signing in needs: the database, the vault and the moment."""

    session: Session
    vault: Vault
    now: datetime
    today: date

    def owner(self, person_id: str) -> bytes:
        return self.vault.row_key("session-owner", person_id)

    def pause(self, address: str) -> bytes:
        return self.vault.row_key("sign-in-pause", email_key(address))


@dataclass(frozen=True)
class Found:
    """A session's person, or whose session it was when it has ended by itself."""

    person: Person | None
    expired_owner: bytes | None = None


def sign_in(door: Door, address: str, password: str, *, shared_device: bool) -> str:
    """Return a new session's token; raise WrongSignInError or TooManyTriesError."""
    begin_try(door.session, door.pause(address), door.now)
    # An unknown address is looked up, and its password hashed, like a known one.
    person_id = store.person_id_of(door.session, email_key(address)) or ""
    found = person(door.session, person_id, door.today)
    stored = kept.password_hash(door.session, person_id)
    door.session.rollback()  # No read lock while the hash is computed.
    if not passwords.is_right(password, stored) or found is None:
        raise WrongSignInError
    pause = door.pause(address)
    with writing(door.session, pause.hex()):
        if kept.password_hash(door.session, found.id) != stored:
            raise WrongSignInError  # Changed while this one was looked at: every session has ended.
        kept.forget_failures(door.session, pause)
        return _open_session(door, found.id, shared_device=shared_device)


def sign_in_as(door: Door, person_id: str) -> str:
    """Open a session for a sample person, without a password: for the demo alone."""
    with writing(door.session, person_id):
        return _open_session(door, person_id, shared_device=True)


def find(door: Door, token: str) -> Found:
    """Return the person a session token belongs to; an ended session is told apart."""
    token_hash = _hash(token)
    held = kept.session_of(door.session, token_hash)
    if held is None:
        return Found(None)
    person_id = door.vault.house_box().open(held.person, _label(token_hash)).decode()
    signed_in = _with_led_roles(door, person(door.session, person_id, door.today))
    if signed_in is None:
        return Found(None)
    life = life_of(signed_in.roles, shared_device=held.shared_device)
    if door.now > held.seen_at + life.idle or door.now > held.started_at + life.absolute:
        return Found(None, expired_owner=held.owner)
    if door.now - held.seen_at > SEEN_EVERY:
        # A page that only reads is shown although the database cannot be written just now.
        with suppress(OperationalError), writing(door.session, token_hash.hex()):
            kept.touch(door.session, token_hash, door.now)
    return Found(signed_in)


def sign_out(door: Door, token: str) -> None:
    with writing(door.session, _hash(token).hex()):
        kept.end_session(door.session, _hash(token))


def sign_out_everywhere(door: Door, person_id: str) -> None:
    with writing(door.session, person_id):
        kept.end_sessions(door.session, door.owner(person_id))


def sessions(door: Door, person_id: str) -> tuple[KeptSession, ...]:
    """Return a person's own signed-in browsers, the newest first."""
    return kept.sessions_of(door.session, door.owner(person_id))


def is_session_of(token: str, session: KeptSession) -> bool:
    """Say whether a token belongs to this session."""
    return _hash(token) == session.token_hash


def make_link(door: Door, person_id: str, token: str = "") -> str:
    """Return the secret of a one-time link to set a password; earlier ones stop working.

    A mail that is sent again brings its own secret, so that each of its copies works.
    """
    token = token or secrets.token_urlsafe(32)
    with writing(door.session, person_id):
        kept.add_link(door.session, _hash(token), person_id, door.now + LINK_LASTS)
    return token


def end_links(door: Door, person_id: str) -> None:
    """Let no link set this person's password that was made for them so far."""
    with writing(door.session, person_id):
        kept.end_links(door.session, person_id)


def person_of_link(door: Door, token: str) -> Person:
    """Return whose link this is; raise LinkUsedError when it can no longer be used."""
    person_id = kept.person_of_link(door.session, _hash(token), door.now)
    found = person(door.session, person_id, door.today) if person_id else None
    if found is None:
        raise LinkUsedError
    return found


def set_password_by_link(door: Door, token: str, password: str) -> None:
    """Set the password of the link's person and end all their sessions."""
    found = person_of_link(door, token)
    _refuse_weak(password, found)
    door.session.rollback()
    hashed = passwords.hashed(password)
    pause = door.pause(found.work_email)
    with writing(door.session, pause.hex()):
        if not kept.use_link(door.session, _hash(token)):
            raise LinkUsedError
        kept.set_password(door.session, found.id, hashed, door.today)
        kept.forget_failures(door.session, pause)
        kept.end_sessions(door.session, door.owner(found.id))


def change_password(door: Door, person_id: str, old: str, new: str) -> None:
    """Change one's own password and end every session.

    Raises WrongSignInError or TooManyTriesError for the old password, WeakPasswordError for the new.
    """
    found = person(door.session, person_id, door.today)
    if found is None:
        raise WrongSignInError
    # First, so that looking for a good new password is not counted as a wrong old one.
    _refuse_weak(new, found)
    pause = door.pause(found.work_email)
    begin_try(door.session, pause, door.now)
    stored = kept.password_hash(door.session, person_id)
    door.session.rollback()
    if not passwords.is_right(old, stored):
        raise WrongSignInError
    hashed = passwords.hashed(new)
    with writing(door.session, pause.hex()):
        now = kept.password_hash(door.session, person_id)
        if now == stored:
            kept.set_password(door.session, person_id, hashed, door.today)
            kept.forget_failures(door.session, pause)
            kept.end_sessions(door.session, door.owner(person_id))
            return
    # Changed meanwhile: by a second press of the same form, or by somebody whose change stays.
    if not passwords.is_right(new, now):
        raise WrongSignInError


def forget_stale(door: Door) -> None:
    """Remove sessions, links and pauses that ended more than a day ago."""
    with writing(door.session):
        kept.end_stale(door.session, door.now - STALE_AFTER)


def end_everything(session: Session) -> None:
    """End all sessions and links: a restored database holds some that were ended since."""
    with writing(session):
        kept.end_all(session)


def _open_session(door: Door, person_id: str, *, shared_device: bool) -> str:
    token = secrets.token_urlsafe(32)
    token_hash = _hash(token)
    owner = door.owner(person_id)
    found = _with_led_roles(door, person(door.session, person_id, door.today))
    life = life_of(found.roles if found else frozenset(), shared_device=shared_device)
    for old in kept.sessions_of(door.session, owner)[life.most - 1 :]:
        kept.end_session(door.session, old.token_hash)
    sealed = door.vault.house_box().seal(person_id.encode(), _label(token_hash))
    kept.add_session(
        door.session, KeptSession(token_hash, owner, sealed, door.now, door.now, shared_device)
    )
    return token


def _with_led_roles(door: Door, found: Person | None) -> Person | None:
    """Return the person with the roles that follow from the units they lead."""
    if found is None:
        return None
    led = store.supervised_by(door.session, found.id, door.today)
    levels = {unit.level for unit_id in led if (unit := store.unit(door.session, unit_id))}
    held = {Role.SUPERVISOR if level is Level.TEAM else Role.MANAGER for level in levels}
    return replace(found, roles=found.roles | {role.value for role in held})


def _refuse_weak(password: str, found: Person) -> None:
    words = (*found.name.split(), *found.work_email.split("@"))
    fault = passwords.fault_of(password, words=words)
    if fault is not None:
        raise WeakPasswordError(fault)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _label(token_hash: bytes) -> Label:
    return Label("session", token_hash)
