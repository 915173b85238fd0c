"""The readers' side: a list by the day of the answer, a look that is written down first, an answer.

Whether somebody may read one is asked anew each time: addressed, in a role that answers, and not
above its person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from wellbeing.audit import service as audit
from wellbeing.complaints.desk import Desk, about
from wellbeing.complaints.folder import Filed, NotThereError
from wellbeing.complaints.readers import able, names, role_of
from wellbeing.database import writing


class AlreadyAnsweredError(Exception):
    """Somebody else has answered it meanwhile."""


@dataclass(frozen=True)
class ToRead:
    """One complaint as somebody it is addressed to sees it; the name only where its person gave it."""

    filed: Filed
    name: str
    is_overdue: bool
    has_person: bool


def to_read(desk: Desk, reader_id: str) -> tuple[ToRead, ...]:
    """Return what is addressed to somebody, what is due first at the head; this is not yet a look."""
    found = [one for one in desk.folder.to_reader(reader_id) if reader_id in able(desk, one.said)]
    return tuple(_shown(desk, one) for one in found)


def may_open(desk: Desk, reader_id: str, complaint_id: str) -> bool:
    return _for(desk, reader_id, complaint_id) is not None


def look(desk: Desk, reader_id: str, complaint_id: str) -> ToRead:
    """Open it; the look is kept before anything is shown, for its person and the auditor.

    The first look is what a human's acknowledgement is: its person is told.
    """
    with _changing(desk, reader_id, complaint_id) as filed:
        is_first = filed.said.read_on is None
        seen = replace(filed, said=filed.said.looked_at(reader_id, desk.today))
        desk.folder.keep(seen)
        if is_first:
            desk.tell_person(seen.said.asker)
        audit.look(
            desk.session, _scribe(desk, reader_id, seen), seen.said.asker, audit.Kind.LOOK_COMPLAINT
        )
    return _shown(desk, seen)


def answer(desk: Desk, reader_id: str, complaint_id: str, words: str) -> None:
    """Answer it once; its person is told, and it is kept for six years from now."""
    with _changing(desk, reader_id, complaint_id) as filed:
        if not filed.said.is_open:
            raise AlreadyAnsweredError
        done = replace(filed, said=filed.said.answered(reader_id, words, desk.today))
        desk.folder.keep(done)
        desk.tell_person(done.said.asker)
        answered = audit.Act(audit.Kind.COMPLAINT_ANSWERED, done.said.asker)
        _scribe(desk, reader_id, done).note(desk.session, answered)


def _scribe(desk: Desk, reader_id: str, filed: Filed) -> audit.Scribe:
    role = role_of(desk, reader_id, filed.said.about).value
    return audit.Scribe(desk.vault, audit.Actor(reader_id, role), desk.today)


@contextmanager
def _changing(desk: Desk, reader_id: str, complaint_id: str) -> Iterator[Filed]:
    with writing(desk.session, about(complaint_id)):
        found = _for(desk, reader_id, complaint_id)
        if found is None:
            raise NotThereError
        yield found


def _for(desk: Desk, reader_id: str, complaint_id: str) -> Filed | None:
    found = desk.folder.for_reader(reader_id, complaint_id)
    return found if found is not None and reader_id in able(desk, found.said) else None


def _shown(desk: Desk, filed: Filed) -> ToRead:
    said = filed.said
    name = names(desk, [said.asker]).get(said.asker, "") if said.by_name else ""
    return ToRead(filed, name, said.is_overdue(desk.today), bool(said.asker))
