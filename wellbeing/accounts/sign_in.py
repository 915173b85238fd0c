"""Signing in and out: passwords, one-time links, pauses after failures, sessions that can be ended."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from wellbeing.accounts import passwords, store
from wellbeing.accounts import sign_in_store as kept
from wellbeing.accounts.people import Person, Role
from wellbeing.accounts.service import email_key, person
from wellbeing.accounts.sign_in_store import KeptSession
from wellbeing.database import writing
from wellbeing.sealed import Label, Vault

LINK_LASTS = timedelta(days=7)
MOST_SESSIONS = 5
# A seen time is written at most this often, so that reading a page rarely writes.
SEEN_EVERY = timedelta(minutes=1)
FREE_TRIES = 5
PAUSE_AFTER = 10
LONG_PAUSE = timedelta(hours=1)
LONGEST_DELAY = timedelta(seconds=60)
STALE_AFTER = timedelta(days=1)


class WrongSignInError(Exception):
    """Address and password do not belong together; says nothing about which of them is wrong."""


class TooManyTriesError(Exception):
    """Too many failed tries for this address; `free_at` is when it may try again."""

    def __init__(self, free_at: datetime) -> None:
        """Keep the moment in UTC."""
        super().__init__("too many tries")
        self.free_at = free_at


class LinkUsedError(Exception):
    """The one-time link is unknown, used or past its time."""


class WeakPasswordError(Exception):
    """The new password is not accepted; the message says what to do."""


@dataclass(frozen=True)
class Life:
    """How long a session lives."""

    idle: timedelta
    absolute: timedelta


SHARED = Life(timedelta(minutes=15), timedelta(hours=12))
STAFF = Life(timedelta(minutes=30), timedelta(hours=12))
LEADING = Life(timedelta(minutes=15), timedelta(hours=8))
CARING = Life(timedelta(minutes=10), timedelta(hours=4))


@dataclass(frozen=True)
class Door:
    """What signing in needs: the database, the vault and the moment."""

    session: Session
    vault: Vault
    now: datetime
    today: date

    def owner(self, person_id: str) -> bytes:
        return self.vault.row_key("session-owner", person_id)


@dataclass(frozen=True)
class Found:
    """A session's person, or whose session it was when it has ended by itself."""

    person: Person | None
    expired_owner: bytes | None = None


def sign_in(door: Door, address: str, password: str, *, shared_device: bool) -> str:
    """Return a new session's token; raise WrongSignInError or TooManyTriesError."""
    key = email_key(address)
    pause = door.vault.row_key("sign-in-pause", key)
    free_at = kept.free_at(door.session, pause)
    if free_at is not None and door.now < free_at:
        raise TooManyTriesError(free_at)
    person_id = store.person_id_of(door.session, key)
    found = person(door.session, person_id, door.today) if person_id else None
    stored = kept.password_hash(door.session, found.id) if found else None
    door.session.rollback()  # No read lock while the hash is computed.
    if not passwords.is_right(password, stored) or found is None:
        _count_failure(door, pause)
        raise WrongSignInError
    with writing(door.session):
        kept.forget_failures(door.session, pause)
        return _open_session(door, found.id, shared_device=shared_device)


def sign_in_as(door: Door, person_id: str) -> str:
    """Open a session for a sample person, without a password: for the demo alone."""
    with writing(door.session):
        return _open_session(door, person_id, shared_device=True)


def find(door: Door, token: str) -> Found:
    """Return the person a session token belongs to; an ended session is told apart."""
    token_hash = _hash(token)
    held = kept.session_of(door.session, token_hash)
    if held is None:
        return Found(None)
    person_id = door.vault.house_box().open(held.person, _label(token_hash)).decode()
    signed_in = person(door.session, person_id, door.today)
    if signed_in is None:
        return Found(None)
    signed_in = replace(signed_in, roles=signed_in.roles | _led_roles(door, person_id))
    life = life_of(signed_in.roles, shared_device=held.shared_device)
    if door.now > held.seen_at + life.idle or door.now > held.started_at + life.absolute:
        return Found(None, expired_owner=held.owner)
    if door.now - held.seen_at > SEEN_EVERY:
        with writing(door.session):
            kept.touch(door.session, token_hash, door.now)
    return Found(signed_in)


def life_of(roles: frozenset[str], *, shared_device: bool) -> Life:
    """Return how long a session may live: the shortest that any role asks for."""
    lives = [SHARED if shared_device else STAFF]
    if roles & {Role.SUPERVISOR, Role.MANAGER, Role.AUDITOR}:
        lives.append(LEADING)
    if roles & {Role.WELLBEING_LEAD, Role.PRACTITIONER}:
        lives.append(CARING)
    return Life(min(life.idle for life in lives), min(life.absolute for life in lives))


def sign_out(door: Door, token: str) -> None:
    with writing(door.session):
        kept.end_session(door.session, _hash(token))


def sign_out_everywhere(door: Door, person_id: str) -> None:
    with writing(door.session):
        kept.end_sessions(door.session, door.owner(person_id))


def sessions(door: Door, person_id: str) -> tuple[KeptSession, ...]:
    """Return a person's own signed-in browsers, the newest first."""
    return kept.sessions_of(door.session, door.owner(person_id))


def is_session_of(token: str, session: KeptSession) -> bool:
    """Say whether a token belongs to this session."""
    return _hash(token) == session.token_hash


def make_link(door: Door, person_id: str) -> str:
    """Return the secret of a new one-time link to set a password; earlier ones stop working."""
    token = secrets.token_urlsafe(32)
    with writing(door.session):
        kept.add_link(door.session, _hash(token), person_id, door.now + LINK_LASTS)
    return token


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
    hashed = _accepted(password, found)
    door.session.rollback()
    with writing(door.session):
        if not kept.use_link(door.session, _hash(token)):
            raise LinkUsedError
        kept.set_password(door.session, found.id, hashed, door.today)
        kept.end_sessions(door.session, door.owner(found.id))


def change_password(door: Door, person_id: str, old: str, new: str) -> None:
    """Change one's own password and end every session; raise when the old one is wrong."""
    found = person(door.session, person_id, door.today)
    stored = kept.password_hash(door.session, person_id)
    door.session.rollback()
    if found is None or not passwords.is_right(old, stored):
        raise WrongSignInError
    hashed = _accepted(new, found)
    with writing(door.session):
        kept.set_password(door.session, person_id, hashed, door.today)
        kept.end_sessions(door.session, door.owner(person_id))


def forget_stale(door: Door) -> None:
    """Remove sessions, links and pauses that ended more than a day ago."""
    with writing(door.session):
        kept.end_stale(door.session, door.now - STALE_AFTER)


def _open_session(door: Door, person_id: str, *, shared_device: bool) -> str:
    token = secrets.token_urlsafe(32)
    token_hash = _hash(token)
    owner = door.owner(person_id)
    for old in kept.sessions_of(door.session, owner)[MOST_SESSIONS - 1 :]:
        kept.end_session(door.session, old.token_hash)
    sealed = door.vault.house_box().seal(person_id.encode(), _label(token_hash))
    kept.add_session(
        door.session, KeptSession(token_hash, owner, sealed, door.now, door.now, shared_device)
    )
    return token


def _led_roles(door: Door, person_id: str) -> frozenset[str]:
    led = store.supervised_by(door.session, person_id, door.today)
    levels = {found.level for unit_id in led if (found := store.unit(door.session, unit_id))}
    held = {Role.SUPERVISOR if level.depth == 3 else Role.MANAGER for level in levels}
    return frozenset(str(role) for role in held)


def _count_failure(door: Door, pause: bytes) -> None:
    with writing(door.session):
        count = kept.failures(door.session, pause, door.now) + 1
        if count >= PAUSE_AFTER:
            delay = LONG_PAUSE
        elif count >= FREE_TRIES:
            delay = min(timedelta(seconds=2 ** (count - FREE_TRIES)), LONGEST_DELAY)
        else:
            delay = timedelta()
        kept.keep_failure(door.session, pause, count, door.now, door.now + delay)


def _accepted(password: str, found: Person) -> str:
    words = (*found.name.split(), *found.work_email.split("@"))
    fault = passwords.fault_of(password, words=words)
    if fault is not None:
        raise WeakPasswordError(fault)
    return passwords.hashed(password)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _label(token_hash: bytes) -> Label:
    return Label("session", token_hash)
