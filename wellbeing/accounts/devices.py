"""Whose device a signed-in browser is on, and how long it stays signed in without use because of it."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from wellbeing.accounts import sign_in_store as kept
from wellbeing.accounts.session_life import life_of
from wellbeing.accounts.signed_in_person import current_token, door
from wellbeing.database import writing
from wellbeing.web.signed_in import SignedIn

A_MINUTE, AN_HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Device:
    """What this browser's device counts as, and what either answer means for this person's roles."""

    is_shared: bool
    shared_minutes: int
    own_minutes: int
    hours: int


def here(person: SignedIn) -> Device:
    """Return what the device in front of a person counts as; shared where nothing is known."""
    held = kept.session_of(door().session, _address())
    shared = life_of(person.roles, shared_device=True)
    own = life_of(person.roles, shared_device=False)
    return Device(
        held is None or held.shared_device,
        shared.idle // A_MINUTE,
        own.idle // A_MINUTE,
        own.absolute // AN_HOUR,
    )


def say_here(*, shared: bool) -> None:
    """Let the device in front of a person count as shared or as theirs alone, from now on."""
    session, address = door().session, _address()
    with writing(session, address.hex()):
        kept.say_device(session, address, shared=shared)


def all_are_shared(person: SignedIn) -> None:
    """Let every device on which a person is signed in count as shared."""
    opened = door()
    with writing(opened.session, person.id):
        kept.all_devices_shared(opened.session, opened.owner(person.id))


def _address() -> bytes:
    return hashlib.sha256(current_token().encode()).digest()
