"""Turns a person's private calendar on, gives it a new address, ends it, and writes it."""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from wellbeing.database import writing
from wellbeing.opening import service as opening
from wellbeing.rhythm import feed_store, store
from wellbeing.rhythm.calendar import RunningWeek
from wellbeing.rhythm.desk import Desk, address_of, enrol
from wellbeing.rhythm.feed import WEEKS, Said, entries, written
from wellbeing.rhythm.links import who_works_here
from wellbeing.rhythm.slots import Slot
from wellbeing.rhythm.tokens import make_mark, read_mark
from wellbeing.week import Week

CALENDAR = "calendar"
SECRET_BYTES = 32
NAME_LENGTH = 32


class Change(StrEnum):
    """The three buttons of the calendar's page."""

    ON = "on"
    RENEW = "renew"
    OFF = "off"


def calendar_of(desk: Desk, person_id: str) -> str | None:
    """Return the mark in the address of a person's calendar; None while it is off."""
    secret = feed_store.secret_of(desk.session, address_of(desk.vault, person_id))
    return None if secret is None else make_mark(desk.vault, CALENDAR, secret)


def change_calendar(desk: Desk, person_id: str, change: Change) -> None:
    """Turn it on (on twice stays as it is), end it, or give a calendar that is on a new address."""
    row = address_of(desk.vault, person_id)
    if change is Change.ON:
        enrol(desk, [person_id])
    with writing(desk.session, row.hex()):
        is_on = feed_store.secret_of(desk.session, row) is not None
        if change is not Change.ON:
            feed_store.remove(desk.session, row)
        if change is Change.ON or (change is Change.RENEW and is_on):
            feed_store.add(desk.session, row, secrets.token_bytes(SECRET_BYTES))


@dataclass(frozen=True)
class Feed:
    """A calendar that is on: its own secret, the slot it shows, and whether its person can check in."""

    secret: bytes
    slot: Slot
    invites: bool = True

    @property
    def name(self) -> str:
        """Return a name that tells neither the address nor the person."""
        return sha256(self.secret).hexdigest()


def feed_of(desk: Desk, mark: str) -> Feed | None:
    """Return the calendar that a mark opens; None for a mark that opens none, or none any more.

    None too on the day its person leaves: no clean-up has to come first.
    """
    secret = read_mark(desk.vault, CALENDAR, mark)
    row = None if secret is None else feed_store.owner_of(desk.session, secret)
    owner = None if row is None else who_works_here(desk, row)
    if secret is None or row is None or owner is None:
        return None
    wish = store.wish(desk.session, row, desk.organisation.zone)
    invites = opening.may_check_in(desk.session, owner.person_id, desk.today)
    return None if wish is None else Feed(secret, wish.slot, invites)


def calendar_for(desk: Desk, feed: Feed, title: str, link: str) -> bytes:
    """Write a calendar."""
    organisation = desk.organisation
    this = Week.of(desk.today)
    frames = [RunningWeek.of(organisation, this.plus(ahead)).frame for ahead in range(WEEKS)]
    # The same bytes all week long, so that the hour of a change is not told.
    said = Said(title, link, frames[0].span.opens)
    own = feed.secret.hex()

    def name_of(week: str) -> str:
        # From the secret: entries of an address that was ended match none of the new one.
        return desk.vault.row_key("calendar-entry", own, week).hex()[:NAME_LENGTH]

    return written(entries(feed.slot, frames if feed.invites else []), said, name_of)
