"""The person's side of a work request: look before it is sent, send, see what became of it, take it back.

Nothing goes along but what they wrote: no answer, no step, and not that they check in at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.looks import Look
from wellbeing.messages import service as messages
from wellbeing.sealed import Vault
from wellbeing.work_requests.cupboard import Cupboard, Filed, keys_of, words_key
from wellbeing.work_requests.desk import Desk
from wellbeing.work_requests.receiving import (
    NotThereError,
    Received,
    answer,
    look,
    may_open,
    received_by,
)
from wellbeing.work_requests.record import KEPT_FOR, KEPT_UNANSWERED, Answer, Record

__all__ = [
    "KEPT_FOR",
    "KEPT_UNANSWERED",
    "MOST_OPEN",
    "Answer",
    "Desk",
    "FullError",
    "Leader",
    "Look",
    "Mine",
    "NotALeaderError",
    "NotThereError",
    "Received",
    "Wanted",
    "after_restore",
    "answer",
    "forget_old",
    "forget_person",
    "leaders",
    "look",
    "may_open",
    "mine",
    "new_press",
    "received_by",
    "send",
    "take_back",
]

# Of one person without an answer: nobody asks for so much, and no lead is flooded by one press after another.
MOST_OPEN = 10
SOMEBODY = "Somebody who no longer works here"


class FullError(Exception):
    """The person has as many requests without an answer as there can be."""


class NotALeaderError(Exception):
    """Whoever was chosen does not lead the person, or not any more."""


@dataclass(frozen=True)
class Leader:
    """Somebody who leads the person: their own supervisor, or of a unit above."""

    id: str
    name: str
    is_own: bool


@dataclass(frozen=True)
class Wanted:
    """What a person wants to send: about what, in which words, to whom."""

    to: str
    topic: str
    words: str
    press: str = ""


@dataclass(frozen=True)
class Mine:
    """A request as its person sees it; its words are empty once it was taken back."""

    id: str
    topic: str
    words: str
    to: str
    sent_on: date
    looks: tuple[Look, ...]
    answer: Answer | None
    taken_back_on: date | None
    # On this day it goes by itself.
    remove_on: date
    # Whoever it went to has left, or does not lead the person any more.
    reaches_nobody: bool
    to_id: str = ""
    put_back_on: date | None = None


def new_press() -> str:
    """Name one press of the button that sends, before it is pressed."""
    return accounts.new_id()


def leaders(desk: Desk, person_id: str) -> tuple[Leader, ...]:
    """Return whom a person can send it to: their own supervisors first, then those above."""
    session, today = desk.session, desk.today
    own = accounts.supervisors_of(session, person_id, today)
    above = accounts.line_managers(session, person_id, today)
    found = (
        Leader(one.id, one.name, one.id in own)
        for one in accounts.people(session, sorted(above), today)
        if accounts.person(session, one.id, today) is not None
    )
    return tuple(sorted(found, key=lambda one: (not one.is_own, one.name, one.id)))


def send(desk: Desk, person_id: str, wanted: Wanted) -> str:
    """Send it to the one who was chosen, and return its id; the same press once more changes nothing."""
    with writing(desk.session, person_id):
        if wanted.to not in {one.id for one in leaders(desk, person_id)}:
            raise NotALeaderError
        sent = desk.cupboard.of_asker(person_id, desk.today)
        before = [one.id for one in sent if wanted.press and one.record.press == wanted.press]
        if before:
            return before[0]
        if sum(one.record.is_open and one.record.answer is None for one in sent) >= MOST_OPEN:
            raise FullError
        record = Record(person_id, wanted.to, wanted.topic, desk.today, press=wanted.press)
        request_id = desk.cupboard.file(record, wanted.words)
        kind = messages.Kind.WORK_REQUEST
        messages.post(desk.session, desk.vault, kind, wanted.to, desk.now)
    return request_id


def mine(desk: Desk, person_id: str) -> tuple[Mine, ...]:
    """Return a person's requests, those that are not taken back first."""
    filed = desk.cupboard.of_asker(person_id, desk.today)
    names = _names(desk, (one.record.receiver for one in filed))
    leading = {one.id for one in leaders(desk, person_id)}
    found = (_mine(one, names, leading) for one in filed)
    return tuple(sorted(found, key=lambda one: one.taken_back_on is not None))


def take_back(desk: Desk, person_id: str, request_id: str) -> bool:
    """Take it back, also when it was read or answered; False when there is none that could be.

    The copy is gone: its key is destroyed as soon as nobody can find it any more.
    """
    with writing(desk.session, person_id):
        found = desk.cupboard.of_asker(person_id, desk.today)
        filed = next((one for one in found if one.id == request_id), None)
        if filed is None or not filed.record.is_open:
            return False
        ended = replace(filed.record, taken_back_on=desk.today)
        desk.cupboard.take_back(request_id, ended)
    desk.cupboard.destroy([words_key(request_id)])
    return True


def after_restore(session: Session, vault: Vault, today: date) -> None:
    """Let no receiver open anything: what was taken back since the backup would be open again.

    Whoever still wants it sends it anew.
    """
    with writing(session):
        Cupboard(session, vault).put_back(today)


def forget_old(session: Session, vault: Vault, today: date) -> None:
    """Remove requests 13 weeks after they ended, or a year after they were sent, and those of people who have left.

    The keys go first: whatever is left of the rows after a crash can no longer be opened.
    """
    cupboard = Cupboard(session, vault)
    over = cupboard.over(today) + cupboard.left_behind(accounts.present(session, today))
    if over:
        cupboard.destroy(keys_of(over))
        with writing(session):
            cupboard.remove(over)


def forget_person(session: Session, vault: Vault, person_id: str) -> tuple[str, ...]:
    """Remove what a person sent, in the caller's transaction; return the names of its data keys.

    What others sent to them is theirs, and stays as it is.
    """
    cupboard = Cupboard(session, vault)
    found = cupboard.ids_of_asker(person_id)
    cupboard.remove(found)
    return keys_of(found)


def _mine(filed: Filed, names: dict[str, str], leading: set[str]) -> Mine:
    one = filed.record
    return Mine(
        id=filed.id,
        topic=one.topic,
        words=filed.words,
        to=names.get(one.receiver, SOMEBODY),
        sent_on=one.sent_on,
        looks=one.looks,
        answer=one.answer,
        taken_back_on=one.taken_back_on,
        remove_on=one.remove_on,
        reaches_nobody=one.is_open and one.receiver not in leading,
        to_id=one.receiver if one.receiver in leading else "",
        put_back_on=one.put_back_on if one.is_open else None,
    )


def _names(desk: Desk, person_ids: Iterable[str]) -> dict[str, str]:
    found = accounts.people(desk.session, sorted(set(person_ids)), desk.today)
    return {one.id: one.name for one in found}
