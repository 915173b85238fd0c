"""Pauses after failed tries; an address nobody has is paused like one that somebody has."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from wellbeing.accounts import sign_in_store as kept
from wellbeing.database import writing

FREE_TRIES = 5
PAUSE_AFTER = 10
LONG_PAUSE = timedelta(hours=1)
LONGEST_DELAY = timedelta(seconds=60)


class TooManyTriesError(Exception):
    """Too many failed tries for this address; `free_at` is when it may try again."""

    def __init__(self, free_at: datetime) -> None:
        """Keep the moment in UTC."""
        super().__init__("too many tries")
        self.free_at = free_at


def begin_try(session: Session, address: bytes, now: datetime) -> None:
    """Count a try as failed before it is looked at; raise TooManyTriesError during a pause.

    Counted first, because many tries sent at once would otherwise all pass before one is counted.
    """
    with writing(session, address.hex()):
        free_at = kept.free_at(session, address)
        if free_at is not None and now < free_at:
            raise TooManyTriesError(free_at)
        count = kept.failures(session, address, now) + 1
        kept.keep_failure(session, address, count, now, now + delay_after(count))


def delay_after(failures: int) -> timedelta:
    """Return how long an address waits after so many failed tries."""
    if failures >= PAUSE_AFTER:
        return LONG_PAUSE
    if failures < FREE_TRIES:
        return timedelta()
    return min(timedelta(seconds=2 ** (failures - FREE_TRIES)), LONGEST_DELAY)
