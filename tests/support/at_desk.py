"""A capability's desk at the moment of a home, as every service wants it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from tests.support.house import Home
from wellbeing.clock import local_day
from wellbeing.sealed import Vault

Desk = TypeVar("Desk")


@contextmanager
def at_desk(home: Home, desk: Callable[[Session, Vault, datetime, date], Desk]) -> Iterator[Desk]:
    now = home.clock.now()
    with home.session() as session:
        yield desk(session, home.vault, now, local_day(now, home.zone))
