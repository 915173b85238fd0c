"""Why an installation publishes nothing, for `wellbeing doctor`."""

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing.database import Journal, existing, make_engine, reader_url
from wellbeing.publishing.belonging import trouble
from wellbeing.publishing.place import place_of
from wellbeing.settings import Settings


def why_stopped(settings: Settings) -> str:
    """Return the reason with what to do; empty when nothing stops it."""
    main = make_engine(existing(settings.database_url), settings.main_journal)
    ledger = make_engine(reader_url(settings.ledger_url), Journal.LEDGER_READER)
    try:
        with Session(main) as session, Session(ledger) as released:
            return trouble(session, released, place_of(settings, released)) or ""
    except SQLAlchemyError:
        return "Database or ledger cannot be read: mend what is told about them first."
    finally:
        main.dispose()
        ledger.dispose()
