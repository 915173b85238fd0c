"""Puts messages in the outbox within a caller's transaction, and delivers what is due."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts import sign_in
from wellbeing.content.models import Mails
from wellbeing.database import writing
from wellbeing.messages import store
from wellbeing.messages.mailer import CannotSendError, Mailer
from wellbeing.messages.notices import Envelope, Kind, link_of, written
from wellbeing.sealed import Label, Vault

__all__ = ["Desk", "Kind", "deliver_due", "post"]
# Minutes until each next try; then hourly, about 43 hours in all.
FIRST_WAITS = (1, 2, 5, 10, 20, 40)
MOST_TRIES = 48
# While one process sends a message no other picks it up; longer than a relay may hang.
CLAIMED_FOR = timedelta(minutes=5)
AT_ONCE = 200


@dataclass(frozen=True)
class Desk:
    """What delivering needs."""

    session: Session
    vault: Vault
    now: datetime
    today: date
    address: str
    sender: str
    words: Mails


def post(  # noqa: PLR0913  # a message, and the occasion of those that come more than once
    session: Session,
    vault: Vault,
    kind: Kind,
    person_id: str,
    due_at: datetime,
    *,
    occasion: str = "",
) -> None:
    """Put a message in the outbox; the caller's transaction commits it.

    A person has one message of a kind at a time, or one for each occasion. What is posted while
    one like it is being sent leaves after it.
    """
    message_id = vault.row_key("outbox", kind, person_id, *([occasion] if occasion else []))
    written = json.dumps({"kind": kind, "person": person_id}).encode()
    sealed = vault.house_box().seal(written, Label("outbox", message_id))
    store.add(session, message_id, sealed, due_at)


def deliver_due(desk: Desk, mailer: Mailer) -> int:
    """Send what is due, at least once each; return how many left.

    A message is claimed before it is sent and removed after, so that a crash in between sends
    it again, with the same Message-ID.
    """
    waiting = store.due(desk.session, desk.now, AT_ONCE)
    desk.session.rollback()
    if not waiting:
        return 0
    try:
        mailer.open()
    except CannotSendError:
        for message in waiting:
            _try_later(desk, message)
        return 0
    try:
        return sum(_deliver(desk, mailer, message) for message in waiting)
    finally:
        mailer.close()


def _deliver(desk: Desk, mailer: Mailer, message: store.Waiting) -> bool:
    with writing(desk.session, message.id.hex()):
        is_ours = store.claim(desk.session, message, desk.now, desk.now + CLAIMED_FOR)
    if not is_ours:
        return False
    mail = _rendered(desk, message)
    try:
        if mail is not None:
            mailer.send(mail)
    except CannotSendError:
        _try_later(desk, message)
        return False
    with writing(desk.session, message.id.hex()):
        store.remove(desk.session, message)
    return mail is not None


def _try_later(desk: Desk, message: store.Waiting) -> None:
    tries = message.tries + 1
    wait = FIRST_WAITS[tries - 1] if tries <= len(FIRST_WAITS) else 60
    next_at = None if tries >= MOST_TRIES else desk.now + timedelta(minutes=wait)
    with writing(desk.session, message.id.hex()):
        store.put_off(desk.session, message, tries, next_at)


def _rendered(desk: Desk, message: store.Waiting) -> EmailMessage | None:
    """Return the mail, or None when its person has left meanwhile."""
    box = desk.vault.house_box()
    found = json.loads(box.open(message.sealed, Label("outbox", message.id)))
    person = accounts.person(desk.session, found["person"], desk.today)
    if person is None:
        return None
    kind = Kind(found["kind"])
    token = _token(desk, person) if kind is Kind.SET_PASSWORD else ""
    envelope = Envelope(desk.sender, person.work_email, desk.now, _name_of(message))
    return written(kind, desk.words, link_of(kind, desk.address, token), envelope)


def _name_of(message: store.Waiting) -> str:
    """Name a mail the same at each try, and a later mail differently: relays drop a name they know."""
    return hashlib.sha256(message.id + message.sealed).hexdigest()[:32]


def _token(desk: Desk, person: accounts.Person) -> str:
    """Mint the link only now: its secret is never stored, so the newest mail holds the one that works."""
    door = sign_in.Door(desk.session, desk.vault, desk.now, desk.today)
    return sign_in.make_link(door, person.id)
