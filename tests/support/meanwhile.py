"""Lets something happen between what a request has read and the transaction in which it writes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event

from wellbeing.database import WRITES


@contextmanager
def meanwhile(
    engine: Engine, about: str, do: Callable[[], None], *, passed: int = 0
) -> Iterator[None]:
    """Do it once, just before a writing transaction about this begins; so many begin before."""
    steps = [do, *(lambda: None for _ in range(passed))]

    def about_to_begin(_connection: Connection, options: Mapping[str, object]) -> None:
        if options.get(WRITES) == about and steps:
            steps.pop()()

    event.listen(engine, "set_connection_execution_options", about_to_begin)
    try:
        yield
    finally:
        event.remove(engine, "set_connection_execution_options", about_to_begin)
    if steps:
        raise AssertionError(f"nothing was written about {about}")
