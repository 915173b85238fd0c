"""What a writing transaction is about where that is found out only by reading."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session

from wellbeing.database import WRITES, Journal, lock_of, writing

Item = TypeVar("Item")
_LOCK = text("SELECT pg_advisory_xact_lock(:lock)")


@contextmanager
def lent(
    session: Session, find: Callable[[], Item | None], about: Callable[[Item], str], gone: Exception
) -> Iterator[Item]:
    """Lend something that nobody else can change meanwhile: found, and found again once it is held.

    Raise `gone` where it is not there, or not any more.
    """
    found = find()
    if found is None:
        raise gone
    with writing(session, about(found)):
        held = find()
        if held is None:
            raise gone
        yield held


def also_about(session: Session, about: str) -> None:
    """Let others about this wait until the open writing transaction is over.

    What is read from here on is not out of date by the time it is written. SQLite lets one write at
    a time anyway. Whoever needs two takes them in the same order everywhere, or each waits for the other.
    """
    if not session.info.get(WRITES):
        raise RuntimeError("no writing transaction is open: nothing would be waited for")
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_LOCK, {"lock": lock_of(Journal.MAIN, about)})
