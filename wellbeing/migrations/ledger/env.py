"""Alembic's entry: runs this database's revisions on the connection the runner hands over."""

from alembic import context
from sqlalchemy import inspect

from wellbeing.database import LEDGER

store = context.config.attributes["store"]
connection = context.config.attributes["connection"]
# Before the first revision: the table of the ledger's version lies in the schema too.
if connection.dialect.name == "postgresql" and not inspect(connection).has_schema(LEDGER):
    connection.exec_driver_sql(f"CREATE SCHEMA {LEDGER}")
context.configure(
    connection=connection,
    target_metadata=store.metadata,
    render_as_batch=True,
    version_table=store.version_table,
    transaction_per_migration=False,
)
context.run_migrations()
