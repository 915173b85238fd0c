"""Writes events down, inside the transaction of the act: neither can be there without the other."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.audit import store
from wellbeing.audit.chain import NO_VALUES, Head, Keys, Link
from wellbeing.audit.events import Actor, Event, to_bytes
from wellbeing.audit.kinds import Kind
from wellbeing.database import writing
from wellbeing.sealed import Vault

ABOUT = "audit"


class HeadBrokenError(Exception):
    """Where the log ends was changed by somebody else, so nothing can be added to it."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "The audit log was changed by somebody else, so nothing that belongs in it can be done. "
            "Run `wellbeing audit verify`."
        )


@dataclass(frozen=True)
class Act:
    """What is done; `subject` is the id of the person it is about, where it is about one."""

    kind: Kind
    subject: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Scribe:
    """Writes down what one actor does on a day."""

    vault: Vault
    actor: Actor
    on: date

    def note(self, session: Session, *acts: Act) -> None:
        """Write acts down in the writing transaction that does them; call it last, it holds a lock."""
        if acts:
            _append(session, Keys(self.vault.audit_key), [self._event(act) for act in acts])

    def note_first(self, session: Session, act: Act) -> None:
        """Write down an act that is about to begin, where no single transaction does it."""
        with writing(session, ABOUT):
            self.note(session, act)

    def _event(self, act: Act) -> Event:
        name = Keys(self.vault.audit_key).pseudonym
        return Event(
            number=0,
            on=self.on,
            kind=act.kind,
            role=self.actor.role,
            actor=name("actor", self.actor.id),
            subject=name("subject", act.subject) if act.subject else "",
            detail=act.detail,
        )


def look(session: Session, scribe: Scribe, person_id: str, kind: Kind) -> None:
    """Write down that somebody looks at what a person shared or sent.

    To be called in the transaction that also keeps the look for the person to see, before anything
    is shown.
    """
    if not kind.is_look:
        raise ValueError(f"{kind} is not a look")
    scribe.note(session, Act(kind, person_id))


def _append(session: Session, keys: Keys, events: Sequence[Event]) -> None:
    store.lock(session)
    head = whole_head(session, keys)
    before, added = head.mac, []
    for number, event in enumerate(events, start=head.number + 1):
        sealed = keys.close(number, to_bytes(event))
        before = keys.mac_of(number, before, sealed)
        added.append(Link(number, sealed, before))
    store.add(session, added)
    keep_head(session, keys, replace(head, number=added[-1].number, mac=before))


def whole_head(session: Session, keys: Keys) -> Head:
    """Return where the chain ends; raise HeadBrokenError when somebody else wrote that."""
    found = store.head(session)
    if found is None:
        # A chain that lost its end must not look as if it began now.
        if store.last_number(session):
            raise HeadBrokenError
        return Head()
    if not _is_ours(keys, *found):
        raise HeadBrokenError
    return found[0]


def _is_ours(keys: Keys, head: Head, seal: bytes) -> bool:
    try:
        return hmac.compare_digest(seal, keys.seal_of(head))
    except NO_VALUES:
        return False


def keep_head(session: Session, keys: Keys, head: Head) -> None:
    store.keep_head(session, head, keys.seal_of(head))
