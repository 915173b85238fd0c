"""The receiver's side: a list, a look that is written down first, and an answer.

Who may open a request is asked anew each time: it is addressed to them, and they still lead its person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.audit import service as audit
from wellbeing.locks import lent
from wellbeing.messages import service as messages
from wellbeing.work_requests.cupboard import Filed
from wellbeing.work_requests.desk import Desk
from wellbeing.work_requests.record import Answer


class NotThereError(Exception):
    """The request is not open to this person, or not any more."""


@dataclass(frozen=True)
class Received:
    """A request as its receiver sees it: the name is not shown before it was opened."""

    id: str
    name: str
    filed: Filed

    @property
    def is_opened(self) -> bool:
        return bool(self.filed.record.looks)


def received_by(desk: Desk, person_id: str) -> tuple[Received, ...]:
    """Return what somebody may open now, what has no answer first; this is not yet a look."""
    found = desk.cupboard.of_receiver(person_id, desk.today)
    mine = [_received(desk, one) for one in found if _is_open_to(desk, person_id, one)]
    return tuple(sorted(mine, key=lambda one: one.filed.record.answer is not None))


def may_open(desk: Desk, person_id: str, request_id: str) -> bool:
    return _open_to(desk, person_id, request_id) is not None


def look(desk: Desk, person_id: str, request_id: str) -> Received:
    """Open it; the look is kept before anything is shown, for the person and the auditor."""
    with _changing(desk, person_id, request_id) as filed:
        seen = replace(filed, record=filed.record.looked_at(desk.today))
        desk.cupboard.keep(filed.id, seen.record)
        actor = audit.Actor(person_id, _role(desk, person_id, filed))
        scribe = audit.Scribe(desk.vault, actor, desk.today)
        found = _received(desk, seen)
        audit.look(desk.session, scribe, filed.record.asker, audit.Kind.LOOK_WORK_REQUEST)
    return found


def answer(desk: Desk, person_id: str, request_id: str, said: Answer) -> None:
    """Answer it, or answer it anew; the person is told that a page waits for them."""
    with _changing(desk, person_id, request_id) as filed:
        answered = replace(filed.record, answer=said)
        desk.cupboard.keep(filed.id, answered)
        asker = filed.record.asker
        kind = messages.Kind.WORK_REQUEST
        messages.post(desk.session, desk.vault, kind, asker, desk.now, occasion="answer")


@contextmanager
def _changing(desk: Desk, person_id: str, request_id: str) -> Iterator[Filed]:
    """Lend a request that nobody else can change meanwhile; what was taken back is not there."""

    def find() -> Filed | None:
        return _open_to(desk, person_id, request_id)

    with lent(desk.session, find, lambda one: one.record.asker, NotThereError()) as filed:
        yield filed


def _open_to(desk: Desk, person_id: str, request_id: str) -> Filed | None:
    filed = desk.cupboard.for_receiver(request_id, person_id, desk.today)
    return filed if filed and _is_open_to(desk, person_id, filed) else None


def _is_open_to(desk: Desk, person_id: str, filed: Filed) -> bool:
    """Say whether somebody still works here and still leads the person, who does, too."""
    session, asker, today = desk.session, filed.record.asker, desk.today
    if not filed.words or accounts.person(session, person_id, today) is None:
        return False
    return person_id in accounts.line_managers(session, asker, today) and bool(_name(desk, asker))


def _role(desk: Desk, person_id: str, filed: Filed) -> str:
    own = accounts.supervisors_of(desk.session, filed.record.asker, desk.today)
    return (Role.SUPERVISOR if person_id in own else Role.MANAGER).value


def _received(desk: Desk, filed: Filed) -> Received:
    return Received(filed.id, _name(desk, filed.record.asker), filed)


def _name(desk: Desk, person_id: str) -> str:
    found = accounts.person(desk.session, person_id, desk.today)
    return found.name if found else ""
