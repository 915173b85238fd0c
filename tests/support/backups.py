"""Real copies of an organisation's databases, and putting them back as an operator does."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import make_url

from tests.support.press import Works
from wellbeing.database import WRITES

SCHEMAS = ("public", "ledger")


@dataclass(frozen=True)
class Backup:
    """Copies of some databases of one organisation."""

    folder: Path
    engines: tuple[Engine, ...]
    # On PostgreSQL the ledger is a schema of the main database.
    schemas: tuple[str, ...] = SCHEMAS

    def put_back(self, *, as_new_file: bool = False) -> None:
        """Put the copies in place of the databases: files over files, rows over rows."""
        for engine in self.engines:
            engine.dispose()
            if engine.dialect.name == "sqlite":
                file = _file(engine)
                if as_new_file:
                    file.unlink()
                shutil.copyfile(self.folder / file.name, file)
            else:
                _put_rows_back(engine, self.schemas)


def back_up(works: Works, folder: Path, *, ledger: bool = True, keys: bool = False) -> Backup:
    """Copy the main database, the ledger unless told otherwise, and the key store when asked."""
    folder.mkdir(exist_ok=True)
    on_postgres = works.main.dialect.name == "postgresql"
    engines = [works.main]
    engines += [works.ledger_engine] if ledger and not on_postgres else []
    engines += [works.keys] if keys else []
    for engine in engines:
        engine.dispose()
        if on_postgres:
            _copy_rows(engine)
        else:
            shutil.copyfile(_file(engine), folder / _file(engine).name)
    return Backup(folder, tuple(engines), SCHEMAS if ledger else SCHEMAS[:1])


def _file(engine: Engine) -> Path:
    return Path(str(make_url(engine.url).database))


def _tables(connection: Connection, schemas: tuple[str, ...] = SCHEMAS) -> list[tuple[str, str]]:
    found = connection.execute(
        text("SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY(:schemas)"),
        {"schemas": list(schemas)},
    )
    return [(schema, table) for schema, table in found]


def _copy_rows(engine: Engine) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.execute(text("CREATE SCHEMA backup"))
        for schema, table in _tables(connection):
            connection.execute(
                text(f'CREATE TABLE backup."{schema}.{table}" AS TABLE {schema}."{table}"')
            )
        connection.commit()


def _put_rows_back(engine: Engine, schemas: tuple[str, ...]) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        # As pg_restore does: no trigger and no foreign key is asked.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for schema, table in _tables(connection, schemas):
            connection.execute(text(f'DELETE FROM {schema}."{table}"'))
            connection.execute(
                text(f'INSERT INTO {schema}."{table}" SELECT * FROM backup."{schema}.{table}"')
            )
        connection.commit()
