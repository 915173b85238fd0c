"""A second thing that a writing transaction is about, found out only after it began."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from wellbeing.database import WRITES, Journal, lock_of

_LOCK = text("SELECT pg_advisory_xact_lock(:lock)")


def also_about(session: Session, about: str) -> None:
    """Let others about this wait until the open writing transaction is over.

    What is read from here on is not out of date by the time it is written. SQLite lets one write at
    a time anyway. Whoever needs two takes them in the same order everywhere, or each waits for the other.
    """
    if not session.info.get(WRITES):
        raise RuntimeError("no writing transaction is open: nothing would be waited for")
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_LOCK, {"lock": lock_of(Journal.MAIN, about)})
