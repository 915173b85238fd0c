"""Puts notices in the outbox within a caller's transaction, and tells an operator how they fare."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.messages import given_up_store, store
from wellbeing.messages.delivery import LONGEST_WAY, Outcome, deliver_due
from wellbeing.messages.desk import Desk
from wellbeing.messages.notices import Kind
from wellbeing.messages.promises import PROMISES, GivenUp, Promise
from wellbeing.retention import span_of
from wellbeing.sealed import Label, Vault

__all__ = [
    "PROMISES",
    "Backlog",
    "DeadLetter",
    "Desk",
    "GivenUp",
    "Kind",
    "Outcome",
    "Promise",
    "dead_letters",
    "deliver_due",
    "forget",
    "forget_old",
    "forget_unsent",
    "post",
    "trouble_since",
    "try_again",
]

# A quarter of an hour after it became due, a message that waits is news for the operator.
LATE_AFTER = timedelta(minutes=15)
DEAD_LETTERS_KEPT = span_of("dead-letters")


@dataclass(frozen=True)
class DeadLetter:
    """A notice that was given up: when, and the class of trouble; nothing about whom or what.

    `handle` names it for `try_again` and `forget` alone. Days are those of UTC.
    """

    handle: str
    posted_on: date
    given_up_on: date
    why: GivenUp


@dataclass(frozen=True)
class Backlog:
    """What waits: since when the oldest notice is due, whether an operator should look, and why.

    `is_late` says that something has waited for a quarter of an hour or longer.
    """

    waits_since: datetime | None
    is_late: bool
    has_dead_letters: bool


def post(  # noqa: PLR0913  # a message, and the occasion of those that come more than once
    session: Session,
    vault: Vault,
    kind: Kind,
    person_id: str,
    now: datetime,
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
    store.add(session, message_id, sealed, now)


def dead_letters(session: Session) -> tuple[DeadLetter, ...]:
    """Return the notices that were given up, the latest first."""
    return tuple(
        DeadLetter(kept.handle, kept.posted_at.date(), kept.given_up_at.date(), kept.why)
        for kept in given_up_store.kept(session)
    )


def try_again(session: Session, now: datetime, handles: Collection[str] | None = None) -> int:
    """Let dead letters, or all of them, wait anew for their whole time; return how many."""
    with writing(session, "dead letters"):
        return given_up_store.post_again(session, now, handles)


def forget(session: Session, handles: Collection[str] | None = None) -> int:
    """Remove dead letters, or all of them; return how many."""
    with writing(session, "dead letters"):
        return given_up_store.forget(session, handles)


def forget_old(session: Session, now: datetime) -> int:
    """Remove dead letters after four weeks."""
    with writing(session, "dead letters"):
        return given_up_store.forget_until(session, now - DEAD_LETTERS_KEPT)


def forget_unsent(session: Session, now: datetime) -> int:
    """Where no relay is set, remove what has waited for its whole time; return how many.

    What it led to stands in the product. With a relay it would be a dead letter.
    """
    with writing(session, "dead letters"):
        return store.forget_until(session, now - LONGEST_WAY, now)


def trouble_since(session: Session, now: datetime) -> Backlog:
    """Say what waits and whether something was given up; of use only where a relay is set."""
    since = store.waits_since(session)
    is_late = since is not None and now - since >= LATE_AFTER
    return Backlog(since, is_late, given_up_store.is_any_kept(session))
