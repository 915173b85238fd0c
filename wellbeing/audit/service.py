"""The audit log as the rest of the house uses it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pwd import getpwall

from sqlalchemy.orm import Session

from wellbeing.audit import store
from wellbeing.audit.anchors import Anchor, AnchorError
from wellbeing.audit.chain import NO_VALUES, Keys, Link
from wellbeing.audit.events import COMMAND, Actor, Event, account, by_command, from_bytes
from wellbeing.audit.keeping import (
    anchor_ahead,
    anchor_the_end,
    begin_anew,
    forget_old,
    how_many_are_old,
)
from wellbeing.audit.kinds import Kind
from wellbeing.audit.verifying import AuditBrokenError, Whole, verify
from wellbeing.audit.writing import Act, HeadBrokenError, Scribe, look
from wellbeing.sealed import SealBrokenError, Vault

# As much of a pseudonym as tells one from another on a page.
SHORT = 8
AT_EACH_END = 100

__all__ = [
    "COMMAND",
    "SHORT",
    "Act",
    "Actor",
    "Anchor",
    "AnchorError",
    "AuditBrokenError",
    "Event",
    "HeadBrokenError",
    "Kind",
    "Own",
    "Scribe",
    "Whole",
    "accounts",
    "anchor_ahead",
    "anchor_the_end",
    "begin_anew",
    "by_command",
    "days_of",
    "forget_old",
    "how_many_are_old",
    "is_of_another",
    "look",
    "newest",
    "of_person",
    "verify",
]


def newest(session: Session, vault: Vault, most: int, before: int | None = None) -> Iterator[Event]:
    """Give some events as they can be read, the newest first; what cannot be opened is left out."""
    yield from _read(Keys(vault.audit_key), store.newest(session, most, before))


def accounts(vault: Vault) -> Mapping[str, str]:
    """Return the names of this machine's accounts by the codes under which they stand in the log."""
    keys = Keys(vault.audit_key)
    return {keys.pseudonym("actor", account(one.pw_uid).id): one.pw_name for one in getpwall()}


def is_of_another(session: Session, audit_key: bytes) -> bool:
    """Say whether none of this was written under the key: the log of another key file's database.

    Whoever changes events leaves some as they were; then the log is broken, and nobody is kept out.
    """
    kept, keys = store.head(session), Keys(audit_key)
    ends = (*store.oldest(session, AT_EACH_END), *store.newest(session, AT_EACH_END))
    if kept is None or not ends or any(_read(keys, ends)):
        return False
    with suppress(*NO_VALUES):
        return keys.seal_of(kept[0]) != kept[1]
    return True


def days_of(session: Session, vault: Vault, kind: Kind, since: date) -> Counter[date]:
    """Count the events of a kind on each day from one on; nothing else about them.

    All are asked: where a clock was put back, an earlier day stands after a later one.
    """
    events = _newest_first(session, vault)
    return Counter(one.on for one in events if one.kind is kind and one.on >= since)


@dataclass(frozen=True)
class Own:
    """An event that a person did, or that is about them."""

    event: Event
    by_them: bool


def of_person(session: Session, vault: Vault, person_id: str) -> Iterator[Own]:
    """Give the events of one person, the oldest first, for that person to read.

    Each event has to be opened: nothing beside it says whom it is about.
    """
    keys = Keys(vault.audit_key)
    actor, subject = keys.pseudonym("actor", person_id), keys.pseudonym("subject", person_id)
    with closing(store.links(session)) as links:
        for link in links:
            with suppress(SealBrokenError, *NO_VALUES):
                event = from_bytes(link.number, keys.open(link))
                if event.actor == actor or event.subject == subject:
                    yield Own(event, event.actor == actor)


def _newest_first(session: Session, vault: Vault) -> Iterator[Event]:
    before: int | None = None
    while links := store.newest(session, store.AT_ONCE, before):
        before = links[-1].number
        yield from _read(Keys(vault.audit_key), links)


def _read(keys: Keys, links: Iterable[Link]) -> Iterator[Event]:
    """Give events as they can be read; what cannot be opened is left out."""
    for link in links:
        with suppress(SealBrokenError, *NO_VALUES):
            yield from_bytes(link.number, keys.open(link))
