"""Counts the steps of SQLite's own machine: what a question costs, whatever else the machine does."""

from collections.abc import Callable

from sqlalchemy.orm import Session

# So many of the machine's steps are one of ours.
EACH = 20


def steps_of(session: Session, work: Callable[[], object]) -> int:
    """Return how many steps the database takes for a piece of work."""
    counted = [0]

    def count() -> None:
        counted[0] += 1

    connection = session.connection().connection.dbapi_connection
    assert connection is not None
    connection.set_progress_handler(count, EACH)
    work()
    connection.set_progress_handler(None, 0)
    return counted[0]
