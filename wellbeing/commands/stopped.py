"""Why an installation publishes nothing, for `wellbeing doctor`."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing.accounts.service import NoOrganisationError
from wellbeing.clock import SystemClock
from wellbeing.commands.common import reading
from wellbeing.commands.findings import Finding
from wellbeing.database import Journal, existing, make_engine, reader_url
from wellbeing.publishing.beginning import empty_cycle
from wellbeing.publishing.belonging import trouble
from wellbeing.publishing.place import place_of
from wellbeing.publishing.witness import why_unwritable, witness_of
from wellbeing.settings import Settings


def why_stopped(settings: Settings) -> str:
    """Return the reason with what to do; empty when nothing stops it."""
    unwritable = why_unwritable(settings)
    if unwritable:
        return unwritable
    keys = make_engine(existing(settings.keys_url), settings.side_journal)
    try:
        with _read(settings) as (session, released):
            place, witness = place_of(settings, released), witness_of(settings, keys)
            return trouble(session, released, place, witness) or ""
    except SQLAlchemyError:
        return "Database, key store or ledger cannot be read: mend what is told about them first."
    finally:
        keys.dispose()


def beginning(settings: Settings) -> Finding:
    """Say when figures begin, where the roster came after a cycle had begun: nothing to mend."""
    try:
        with _read(settings) as (session, released):
            empty = empty_cycle(session, released, SystemClock().now())
    except (SQLAlchemyError, NoOrganisationError):
        # Told by others, or too early to tell.
        empty = None
    return Finding(empty or "people were on the roster when this cycle began", well=True)


@contextmanager
def _read(settings: Settings) -> Iterator[tuple[Session, Session]]:
    ledger = make_engine(reader_url(settings.ledger_url), Journal.LEDGER_READER)
    try:
        with reading(settings) as session, Session(ledger) as released:
            yield session, released
    finally:
        ledger.dispose()
