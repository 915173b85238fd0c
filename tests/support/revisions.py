"""Versions of the program that know fewer revisions than this one, or one more; and the way back."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from alembic import command

from wellbeing.migrations import runner, stores
from wellbeing.settings import Settings

NAMES = ("keys", "main", "ledger")
NEXT = "9000"
HEADER = '''"""What a later version might bring; only for tests."""

import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{before}"
branch_labels = None
depends_on = None

'''
# A new table with rows of old ones, a new column that is filled from another, and a table to which
# others refer: on SQLite it is written anew.
MAIN = """
KEPT = {
    "table_args": (
        sa.CheckConstraint(
            "(open_place IS NULL) = (remove_on IS NOT NULL)",
            name="ck_support_request_open_or_ended",
        ),
    ),
    "table_kwargs": {"sqlite_with_rowid": False},
}


def upgrade():
    op.create_table(
        "next_fact",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_next_fact_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_next_fact"),
    )
    op.execute("INSERT INTO next_fact (person_id, said) SELECT id, name FROM person")
    op.create_index("ix_next_fact_said", "next_fact", ["said"])
    op.add_column("person", sa.Column("called", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE person SET called = upper(name)")
    with op.batch_alter_table("support_request", **KEPT) as table:
        table.alter_column("asker", existing_type=sa.LargeBinary(32), nullable=True)


def downgrade():
    with op.batch_alter_table("support_request", **KEPT) as table:
        table.alter_column("asker", existing_type=sa.LargeBinary(32), nullable=False)
    op.drop_column("person", "called")
    op.drop_table("next_fact")
"""
KEYS = """
def upgrade():
    with op.batch_alter_table("data_key", table_kwargs={"sqlite_with_rowid": False}) as table:
        table.add_column(sa.Column("made_by", sa.String(), nullable=False, server_default="us"))
        table.alter_column("wrapped_by", existing_type=sa.String(), nullable=True)


def downgrade():
    with op.batch_alter_table("data_key", table_kwargs={"sqlite_with_rowid": False}) as table:
        table.alter_column("wrapped_by", existing_type=sa.String(), nullable=False)
        table.drop_column("made_by")
"""
LEDGER = """
def upgrade():
    op.create_table(
        "release_word",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_release_word"),
    )
    op.execute("INSERT INTO release_word (id, word) SELECT id, kind FROM release_note")
    op.add_column("release_note", sa.Column("more", sa.String(), server_default=""))


def downgrade():
    op.drop_column("release_note", "more")
    op.drop_table("release_word")
"""
BODIES = {"keys": KEYS, "main": MAIN, "ledger": LEDGER}


def next_version(folder: Path, bodies: Mapping[str, str] = BODIES) -> Path:
    """Lay out the revisions of a version after this one, and return where."""
    heads = {name: max(_versions(stores.HERE / name)) for name in NAMES}
    made = _copied(folder)
    for name in NAMES:
        written = HEADER.format(before=heads[name]) + bodies[name]
        (made / name / "versions" / f"{NEXT}_next.py").write_text(written, "utf-8")
    return made


def version_before(folder: Path, revisions: Mapping[str, str]) -> Path:
    """Lay out those of an earlier version, which knows nothing after these."""
    made = _copied(folder)
    for name in NAMES:
        for revision, path in _versions(made / name).items():
            if revision > revisions[name]:
                path.unlink()
    return made


def use(monkeypatch: pytest.MonkeyPatch, revisions: Path) -> None:
    """Be the version that knows these."""
    monkeypatch.setattr(stores, "HERE", revisions)


def heads_of(settings: Settings) -> dict[str, str]:
    return {store.name: stores.head_of(store) for store in stores.stores(settings)}


def found_in(settings: Settings) -> dict[str, str]:
    """Return the revision of each database, which is nothing where there is none."""
    return {store.name: stores.revision_of(store) or "" for store in stores.stores(settings)}


def go_back(settings: Settings, to: Mapping[str, str]) -> None:
    """Take the databases back; no command does, for an operator puts a backup back."""
    for store in stores.stores(settings):
        with runner._changing(store) as connection:
            config = stores.config_of(store)
            config.attributes |= {"connection": connection, "store": store}
            command.downgrade(config, to[store.name])
            connection.commit()


def _copied(folder: Path) -> Path:
    made = folder / "migrations"
    for name in NAMES:
        left_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(stores.HERE / name, made / name, ignore=left_out)
    return made


def _versions(folder: Path) -> dict[str, Path]:
    return {path.name.partition("_")[0]: path for path in (folder / "versions").glob("*.py")}
