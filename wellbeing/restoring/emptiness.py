"""A backup is put back only where there is nothing: what is there already cannot be lost by a slip."""

from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import make_url

from wellbeing.backup.making import CONTENT
from wellbeing.backup.sqlite_copy import file_of
from wellbeing.backup.troubles import NotEmptyError
from wellbeing.database import LEDGER, make_engine
from wellbeing.installation import MARKER
from wellbeing.settings import Settings


def require_empty(settings: Settings) -> None:
    """Raise NotEmptyError when any file or table is where the backup was to go."""
    taken = [path for path in _places(settings) if path.exists()]
    if taken:
        raise NotEmptyError(
            f"{taken[0]} is there already, and a restore never writes over anything. Choose an empty "
            "--data folder; or, when this is left from a restore that was stopped, remove it first."
        )
    for url, schemas in ((settings.database_url, (None, LEDGER)), (settings.keys_url, (None,))):
        if not url.startswith("sqlite"):
            _require_no_tables(url, schemas)


def _places(settings: Settings) -> list[Path]:
    urls = (settings.database_url, settings.keys_url, settings.ledger_url)
    files = [file_of(url) for url in urls if url.startswith("sqlite")]
    return [settings.data / MARKER, settings.data / CONTENT, *files]


def _require_no_tables(url: str, schemas: tuple[str | None, ...]) -> None:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            found = inspect(connection)
            known = found.get_schema_names()
            taken = [
                name
                for schema in schemas
                if schema is None or schema in known
                for name in found.get_table_names(schema)
            ]
    finally:
        engine.dispose()
    if taken:
        name = make_url(url).database
        raise NotEmptyError(
            f"The PostgreSQL database {name} holds tables already, and a restore never writes over "
            "anything. Make a new database and set its address; one that is left from a restore that "
            "was stopped can be dropped."
        )
