"""The person's side of sharing: look before it is kept, keep, see who looked, end at once.

Every change runs in a transaction about the person whose words they are, so that a look and an end
of the same thing wait for each other.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.looks import Look
from wellbeing.messages import service as messages
from wellbeing.sealed import Vault
from wellbeing.sharing import reading
from wellbeing.sharing.copies import Copy
from wellbeing.sharing.cupboard import KEPT_FOR, Cupboard, Filed
from wellbeing.sharing.desk import Desk
from wellbeing.sharing.readers import (
    Named,
    OwnAddressError,
    reader_at,
    readers,
)
from wellbeing.sharing.reading import (
    NotThereError,
    Opened,
    Waiting,
    look,
    may_open,
    shared_with,
)
from wellbeing.sharing.record import Record
from wellbeing.sharing.telling import Share, is_damaged, shared_by

__all__ = [
    "KEPT_FOR",
    "LONGEST",
    "MOST_OPEN",
    "Ahead",
    "Copy",
    "Desk",
    "FullError",
    "Look",
    "Named",
    "NotThereError",
    "Opened",
    "OwnAddressError",
    "Share",
    "Waiting",
    "Wanted",
    "ahead",
    "end_everything",
    "forget_old",
    "is_damaged",
    "look",
    "may_open",
    "new_press",
    "put_away",
    "reader_at",
    "readers",
    "share",
    "shared_by",
    "shared_with",
    "withdraw",
]

LONGEST = timedelta(days=90)
# Of one person. Nobody has so many; and nobody can try very many addresses.
MOST_OPEN = 20


class FullError(Exception):
    """The person shares as much as can be shared at once; nothing more was shared."""


@dataclass(frozen=True)
class Wanted:
    """What a person wants to share, in how many days it ends, and why, if they say so.

    `press` names the one press that sends it, so that a second arrival of it does nothing.
    """

    what: str
    days: int
    why: str = ""
    press: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a time that is no time, or a longer one than there is."""
        if not 0 < self.days <= LONGEST.days:
            raise ValueError("something is shared for 1 to 90 days")


@dataclass(frozen=True)
class Ahead:
    """What keeping it would do today: the permission, the very words, and whom the person named."""

    record: Record
    copy: Copy
    to: str

    @property
    def mark(self) -> str:
        """Return the mark by which everything that is shown before it is kept is known again."""
        one = self.record
        told = (self.copy.mark, one.reader.chosen, one.reader.role, self.to, one.why, one.until)
        return hashlib.sha256(repr(told).encode()).hexdigest()


def new_press() -> str:
    """Name one press of the button that shares, before it is pressed."""
    return accounts.new_id()


def ahead(desk: Desk, person_id: str, to: Named, wanted: Wanted, copy: Copy) -> Ahead:
    """Look at what sharing would do; nothing is kept."""
    until = desk.today + timedelta(days=wanted.days)
    record = Record(
        owner=person_id,
        reader=to.reader,
        what=wanted.what,
        title=copy.title,
        mark=copy.mark,
        why=wanted.why,
        from_on=desk.today,
        until=until,
        press=wanted.press,
    )
    return Ahead(record, copy, to.name)


def share(desk: Desk, wanted: Ahead) -> None:
    """Let somebody read it from now on; what they could read of the same before ends.

    The same press once more, as when a button is pressed twice, changes nothing. Raises FullError when the person shares very much already.
    """
    record, cupboard = wanted.record, desk.cupboard
    with writing(desk.session, record.owner):
        mine = [
            one for one in cupboard.of_owner(record.owner, desk.today) if one.is_open(desk.today)
        ]
        before = [one for one in mine if _is_of_the_same(one.record, record)]
        if record.press and any(one.record.press == record.press for one in before):
            return
        if len(mine) - len(before) >= MOST_OPEN:
            raise FullError
        for one in before:
            _end(desk, one)
        cupboard.file(record, wanted.copy)
        messages.post(desk.session, desk.vault, messages.Kind.SHARED, record.reader.id, desk.now)
    _destroy_words(desk, record.owner, [one.id for one in before])


def withdraw(desk: Desk, person_id: str, share_id: str) -> bool:
    """End it at once; False when there is no such thing that is the person's own and open."""
    with writing(desk.session, person_id):
        mine = desk.cupboard.of_owner(person_id, desk.today)
        filed = next((one for one in mine if one.id == share_id), None)
        if filed is None or not filed.is_open(desk.today):
            return False
        _end(desk, filed)
    _destroy_words(desk, person_id, [share_id])
    return True


def put_away(desk: Desk, reader_id: str, share_id: str) -> None:
    """End it because its reader no longer wants it; raises NotThereError."""
    _destroy_words(desk, reading.put_away(desk, reader_id, share_id), [share_id])


def forget_old(session: Session, vault: Vault, today: date) -> None:
    """Destroy the words of what has ended, and remove records 90 days later, or of who has left.

    The keys go first: whatever is left of the rows after a crash can no longer be opened.
    """
    cupboard = Cupboard(session, vault)
    over = cupboard.over(today) + cupboard.left_behind(accounts.present(session, today))
    _remove(session, cupboard, over)
    ended = cupboard.ended_with_words(today)
    cupboard.destroy_words(ended)
    with writing(session):
        cupboard.without_words(ended)


def end_everything(session: Session, vault: Vault, today: date) -> None:
    """End all that is shared, after a restore: what was ended since the backup would be open again.

    The hourly job destroys the words.
    """
    with writing(session):
        Cupboard(session, vault).end_everything(today)


def _is_of_the_same(one: Record, other: Record) -> bool:
    return (one.what, one.reader.chosen) == (other.what, other.reader.chosen)


def _end(desk: Desk, filed: Filed) -> None:
    ended = replace(filed.record, withdrawn_on=desk.today)
    desk.cupboard.end(filed.id, ended, desk.today)


def _destroy_words(desk: Desk, person_id: str, share_ids: Sequence[str]) -> None:
    """Destroy the key of the words, then the words; what a crash leaves, the hourly job ends."""
    if share_ids:
        desk.cupboard.destroy_words(share_ids)
        with writing(desk.session, person_id):
            desk.cupboard.without_words(share_ids)


def _remove(session: Session, cupboard: Cupboard, share_ids: Sequence[str]) -> None:
    cupboard.destroy_keys(share_ids)
    with writing(session):
        cupboard.remove(share_ids)
