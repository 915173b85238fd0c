"""The responders' side: what somebody asks of them, a look that is written down first, and what they did.

Whether somebody may open one is asked anew each time: told, still a responder, and not above its person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from wellbeing.accounts import service as accounts
from wellbeing.audit import service as audit
from wellbeing.locks import lent
from wellbeing.responders.calling import names
from wellbeing.responders.desk import Desk
from wellbeing.responders.drawer import Filed, NotThereError
from wellbeing.responders.passing import kept
from wellbeing.responders.reaching import may_read, standing
from wellbeing.responders.record import Deed

# In the audit log, where most hold no role: being a responder is none of the roster's.
RESPONDER = "responder"


class SomebodyHasItError(Exception):
    """Another responder has it at this moment."""


@dataclass(frozen=True)
class Asked:
    """One call as a responder sees it; the list shows no name before it was opened."""

    filed: Filed
    name: str
    # Who has it at present, by name, where it is another one.
    has_it: str
    is_mine: bool


def asked_of(desk: Desk, reader_id: str) -> tuple[Asked, ...]:
    """Return what somebody can open, what has waited longest first; this is not yet a look."""
    found = desk.drawer.to_reader(reader_id)
    return tuple(
        _shown(desk, reader_id, one) for one in found if may_read(desk, one.call, reader_id)
    )


def may_open(desk: Desk, reader_id: str, call_id: str) -> bool:
    return _for(desk, reader_id, call_id) is not None


def look(desk: Desk, reader_id: str, call_id: str) -> Asked:
    """Open it; the look is kept before anything is shown, for its person and the auditor."""
    with _changing(desk, reader_id, call_id) as filed:
        seen = replace(filed, call=filed.call.looked_at(reader_id, desk.now))
        desk.drawer.keep(seen)
        scribe = audit.Scribe(desk.vault, audit.Actor(reader_id, RESPONDER), desk.today)
        audit.look(desk.session, scribe, seen.call.asker, audit.Kind.LOOK_CALL)
    return _shown(desk, reader_id, seen)


def act(desk: Desk, reader_id: str, call_id: str, what: Deed) -> None:
    """Write down what a responder did, and tell its person; what they gave up goes to the next at once.

    What is due comes first: nobody keeps it from the next one by taking it again and again. Raise
    SomebodyHasItError where another one is just trying.
    """
    with _changing(desk, reader_id, call_id) as filed:
        before = filed.call
        if before.is_over:
            raise NotThereError
        has_it = before.has_it(desk.now)
        if what is Deed.TAKEN and has_it == reader_id:
            return
        if what is Deed.TAKEN and has_it:
            raise SomebodyHasItError
        at = standing(desk, before)
        call = kept(kept(before, at).done(what, reader_id, desk.now), at)
        desk.drawer.keep(replace(filed, call=call))
        desk.tell_responders(one.to for one in call.told[len(before.told) :])
        desk.tell_person(call.asker)


@contextmanager
def _changing(desk: Desk, reader_id: str, call_id: str) -> Iterator[Filed]:
    """Lend a call that nobody else can change meanwhile: every change of one is about its person."""

    def find() -> Filed | None:
        return _for(desk, reader_id, call_id)

    with lent(desk.session, find, lambda one: one.call.asker, NotThereError()) as filed:
        yield filed


def _for(desk: Desk, reader_id: str, call_id: str) -> Filed | None:
    found = desk.drawer.for_reader(reader_id, call_id)
    return found if found is not None and may_read(desk, found.call, reader_id) else None


def _shown(desk: Desk, reader_id: str, filed: Filed) -> Asked:
    has_it = "" if filed.call.is_over else filed.call.has_it(desk.now)
    known = names(desk, [filed.call.asker, has_it] if has_it else [filed.call.asker])
    # Of somebody who has left since, nobody need be contacted by this.
    asker = accounts.person(desk.session, filed.call.asker, desk.today)
    is_mine = has_it == reader_id
    by_other = "" if is_mine or not has_it else known.get(has_it, "")
    return Asked(filed, asker.name if asker else "", by_other, is_mine)
