"""Why an installation publishes nothing, for `wellbeing doctor`."""

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing.database import Journal, existing, make_engine, reader_url
from wellbeing.publishing.belonging import trouble
from wellbeing.publishing.place import place_of
from wellbeing.publishing.witness import witness_of
from wellbeing.publishing.witness_file import is_writable, unwritable
from wellbeing.settings import Settings


def why_stopped(settings: Settings) -> str:
    """Return the reason with what to do; empty when nothing stops it."""
    if not settings.demo and not is_writable(settings.witness_file):
        return unwritable(settings.witness_file)
    keys = make_engine(existing(settings.keys_url), settings.side_journal)
    main = make_engine(existing(settings.database_url), settings.main_journal)
    ledger = make_engine(reader_url(settings.ledger_url), Journal.LEDGER_READER)
    try:
        with Session(main) as session, Session(ledger) as released:
            place, witness = place_of(settings, released), witness_of(settings, keys)
            return trouble(session, released, place, witness) or ""
    except SQLAlchemyError:
        return "Database, key store or ledger cannot be read: mend what is told about them first."
    finally:
        main.dispose()
        ledger.dispose()
        keys.dispose()
