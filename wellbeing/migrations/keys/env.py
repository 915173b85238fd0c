"""Alembic's entry: runs this database's revisions on the connection the runner hands over."""

from alembic import context

store = context.config.attributes["store"]
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=store.metadata,
    render_as_batch=True,
    version_table=store.version_table,
    transaction_per_migration=False,
)
context.run_migrations()
