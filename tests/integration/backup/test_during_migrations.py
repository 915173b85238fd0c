"""PostgreSQL: tables stay as they are while a backup reads them, and are not read half changed.

A table that is written anew by a migration looks empty to whoever began to read before: without a
lock on all tables a backup could be whole, sealed, and without rows.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.support.databases import POSTGRES
from wellbeing.backup.manifest import Kind
from wellbeing.backup.postgres_rows import PostgresSource
from wellbeing.backup.troubles import BackupError
from wellbeing.database import WRITES

pytestmark = pytest.mark.parametrize("database", [POSTGRES], indirect=True)
WRITTEN_ANEW = "ALTER TABLE person ALTER COLUMN name TYPE varchar(999) USING name || ''"
WAITS = (
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database "
    "WHERE datname = current_database() AND NOT granted AND mode = 'AccessShareLock'"
)


def migrate(engine, *statements):
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.execute(text("SET LOCAL lock_timeout = '300ms'"))
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


def test_no_table_changes_between_the_moment_of_a_backup_and_the_reading_of_its_rows(operator):
    with ExitStack() as stack:
        found = PostgresSource(operator.settings, stack)
        for change in (WRITTEN_ANEW, "ALTER TABLE ledger.release_note ADD COLUMN more text"):
            with pytest.raises(DBAPIError, match="lock timeout"):
                migrate(operator.works.main, change)
        rows = dict(found.entries(Kind.KEYS))
        with pytest.raises(DBAPIError, match="lock timeout"):
            migrate(operator.works.keys, "ALTER TABLE data_key ADD COLUMN more text")
        assert b"\n" in b"".join(rows["data_key.rows"])

    migrate(operator.works.main, WRITTEN_ANEW)


@pytest.mark.parametrize("change", ["CREATE TABLE newer (id int)", "DROP TABLE seen_clock"])
def test_tables_that_come_or_go_in_that_moment_are_a_backup_that_did_not_end_well(operator, change):
    with ThreadPoolExecutor(1) as pool, ExitStack() as stack:
        with operator.works.main.connect().execution_options(**{WRITES: True}) as migration:
            migration.execute(text("LOCK TABLE person"))
            reading = pool.submit(PostgresSource, operator.settings, stack)
            while not reading.done() and not migration.scalar(text(WAITS)):
                pass
            migration.execute(text(change))
            migration.commit()
        with pytest.raises(BackupError, match="Try again"):
            reading.result(60)
