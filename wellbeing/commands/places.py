"""Where on this machine the databases of an installation lie; PostgreSQL keeps its own elsewhere."""

from pathlib import Path

from sqlalchemy.engine import make_url

from wellbeing.settings import Settings


def files_of(settings: Settings) -> list[Path]:
    """Return the file of every database that has one."""
    urls = (settings.database_url, settings.keys_url, settings.ledger_url)
    return [path for url in urls for path in files_at(url)]


def files_at(url: str) -> list[Path]:
    parsed = make_url(url)
    on_disk = parsed.get_backend_name() == "sqlite" and parsed.database
    return [Path(str(parsed.database)).resolve()] if on_disk else []


def folders_of(settings: Settings) -> set[Path]:
    """Return the data folder, and each in which a database lies."""
    return {settings.data, *(path.parent for path in files_of(settings))}
