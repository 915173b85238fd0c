"""The other's side of sharing: a list that names nobody, and a look that is written down first.

Whether somebody may open a thing is asked anew each time, in the transaction that keeps the look.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from wellbeing.accounts import service as accounts
from wellbeing.audit import service as audit
from wellbeing.locks import lent
from wellbeing.sharing.copies import Copy
from wellbeing.sharing.cupboard import Filed
from wellbeing.sharing.desk import Desk
from wellbeing.sharing.record import Record


class NotThereError(Exception):
    """It is not open to this reader, or not any more."""


@dataclass(frozen=True)
class Waiting:
    """Something that can be opened; whose it is and what is told once it has been opened."""

    id: str
    until: date
    name: str = ""
    title: str = ""


@dataclass(frozen=True)
class Opened:
    """What a reader sees: whose it is, why they may read it and until when, and the very words."""

    name: str
    why: str
    until: date
    from_on: date
    copy: Copy


def shared_with(desk: Desk, reader_id: str) -> tuple[Waiting, ...]:
    """Return what somebody may open now; this is not yet a look."""
    found = [
        (one, name)
        for one in desk.cupboard.of_reader(reader_id, desk.today)
        if (name := _name_of_owner(desk, one.record))
    ]
    return tuple(
        Waiting(one.id, one.until, name, one.record.title)
        if one.record.looks
        else Waiting(one.id, one.until)
        for one, name in found
    )


def may_open(desk: Desk, reader_id: str, share_id: str) -> bool:
    return _open_to(desk, reader_id, share_id) is not None


def look(desk: Desk, reader_id: str, share_id: str) -> Opened:
    """Open it; the look is kept before anything is shown, for the person and the auditor.

    The words are opened while the permission is held: nobody can end it between the two.
    """
    with _changing(desk, reader_id, share_id) as held:
        copy = desk.cupboard.words_for(share_id, reader_id, desk.today)
        if copy is None:
            raise NotThereError
        record = held.record
        desk.cupboard.keep(share_id, record.looked_at(desk.today))
        actor = audit.Actor(reader_id, record.reader.role)
        scribe = audit.Scribe(desk.vault, actor, desk.today)
        name = _name_of_owner(desk, record)
        audit.look(desk.session, scribe, record.owner, audit.Kind.LOOK_SHARED)
    return Opened(name, record.why, record.until, record.from_on, copy)


def put_away(desk: Desk, reader_id: str, share_id: str) -> str:
    """End what somebody lets this reader read, at the reader's word; return whose it was.

    The words are destroyed by whoever calls this, once the end is kept.
    """
    with _changing(desk, reader_id, share_id) as held:
        desk.cupboard.end(share_id, replace(held.record, put_away_on=desk.today), desk.today)
    return held.record.owner


@contextmanager
def _changing(desk: Desk, reader_id: str, share_id: str) -> Iterator[Filed]:
    """Lend what somebody may open; its person cannot end it meanwhile."""

    def find() -> Filed | None:
        return _open_to(desk, reader_id, share_id)

    with lent(desk.session, find, lambda one: one.record.owner, NotThereError()) as held:
        yield held


def _open_to(desk: Desk, reader_id: str, share_id: str) -> Filed | None:
    """Return what somebody may open; nobody opens it once its person, or they, have left."""
    filed = desk.cupboard.for_reader(share_id, reader_id, desk.today)
    if filed is None or accounts.person(desk.session, reader_id, desk.today) is None:
        return None
    return filed if _name_of_owner(desk, filed.record) else None


def _name_of_owner(desk: Desk, record: Record) -> str:
    found = accounts.person(desk.session, record.owner, desk.today)
    return found.name if found else ""
