"""Writes the mail of a message when it is sent: to its person, under a name that stays its own."""

import json
from base64 import urlsafe_b64encode
from email.message import EmailMessage
from hashlib import sha256

from wellbeing.accounts import service as accounts
from wellbeing.accounts import sign_in
from wellbeing.messages.desk import Desk
from wellbeing.messages.notices import Kind, link_of, written
from wellbeing.messages.shape import Envelope
from wellbeing.messages.store import Held
from wellbeing.sealed import Label


def letter(desk: Desk, held: Held) -> EmailMessage | None:
    """Return the mail, or None when its person has left meanwhile."""
    box = desk.vault.house_box()
    found = json.loads(box.open(held.sealed, Label("outbox", held.id)))
    person = accounts.person(desk.session, found["person"], desk.today)
    if person is None:
        return None
    kind = Kind(found["kind"])
    token = _token(desk, person, held) if kind is Kind.SET_PASSWORD else ""
    stop = desk.stop_link(person.id)
    envelope = Envelope(desk.sender, person.work_email, desk.now, _name_of(held), stop)
    return written(kind, desk.words, link_of(kind, desk.address, token), envelope)


def _name_of(held: Held) -> str:
    """Name a mail the same at each try, and a later mail differently: relays drop a name they know."""
    return sha256(held.id + held.sealed).hexdigest()[:32]


def _token(desk: Desk, person: accounts.Person, held: Held) -> str:
    """Make the link only now, and the same at each try.

    Whoever got the first of two mails with one name may never see the second: its link must work.
    """
    door = sign_in.Door(desk.session, desk.vault, desk.now, desk.today)
    secret = desk.vault.row_key("link-in-a-mail", held.id.hex(), sha256(held.sealed).hexdigest())
    return sign_in.make_link(door, person.id, urlsafe_b64encode(secret).rstrip(b"=").decode())
