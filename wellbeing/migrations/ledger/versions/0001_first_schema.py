"""The ledger: cycles, plans and published figures, which the database itself refuses to change."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = ("release_cycle", "release_plan", "release_cell", "release_note")
# Every key of a table: a row that shares any of them with a new one would be replaced by it.
HASHES = (("prev_sha256",), ("row_sha256",))
KEYS = {
    "release_cycle": (("id",), ("entry",), ("starts_on",), *HASHES),
    "release_plan": (("cycle_id", "unit_key"),),
    "release_cell": (
        ("id",),
        ("cycle_id", "rhythm", "window_index", "unit_key", "kind", "indicator"),
        *HASHES,
    ),
    "release_note": (("id",), *HASHES),
}
SCHEMA = "ledger"
READER = "wellbeing_ledger_reader"
REFUSAL = "the ledger only grows: a published figure is never changed or removed"


def upgrade() -> None:
    _make_cycles()
    _make_plans()
    _make_cells()
    _make_notes()
    if op.get_bind().dialect.name == "postgresql":
        _refuse_changes_on_postgresql()
        _let_the_reader_read()
    else:
        _refuse_changes_on_sqlite()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_ledger_change()")
        _shut_the_reader_out()


def _make_cycles() -> None:
    op.create_table(
        "release_cycle",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("config_json", sa.String(), nullable=False),
        sa.Column("config_sha256", sa.String(64), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("prev_sha256", sa.String(64), nullable=False),
        sa.Column("row_sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_release_cycle"),
        sa.UniqueConstraint("entry", name="uq_release_cycle_entry"),
        sa.UniqueConstraint("starts_on", name="uq_release_cycle_starts_on"),
        sa.UniqueConstraint("prev_sha256", name="uq_release_cycle_prev_sha256"),
        sa.UniqueConstraint("row_sha256", name="uq_release_cycle_row_sha256"),
    )


def _make_plans() -> None:
    op.create_table(
        "release_plan",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("unit_key", sa.String(64), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("above", sa.String(64), nullable=False),
        sa.Column("cohort_n", sa.Integer(), nullable=False),
        sa.Column("menu", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rho", sa.Double(), nullable=False),
        sa.Column("tally_rho", sa.Double(), nullable=False),
        sa.Column("shown_with", sa.String(64), nullable=False),
        sa.Column("follows", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("cycle_id", "unit_key", name="pk_release_plan"),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["release_cycle.id"], name="fk_release_plan_cycle_id"
        ),
    )
    op.create_index("ix_release_plan_above", "release_plan", ["above", "cycle_id", "level"])
    op.create_index("ix_release_plan_follows", "release_plan", ["follows"])
    op.create_index("ix_release_plan_unit", "release_plan", ["unit_key"])
    op.create_index("ix_release_plan_level", "release_plan", ["level"])


def _make_cells() -> None:
    op.create_table(
        "release_cell",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("window_index", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("unit_key", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("cohort_n", sa.Integer(), nullable=False),
        sa.Column("centre", sa.Double(), nullable=False),
        sa.Column("clip", sa.Double(), nullable=False),
        sa.Column("sigma", sa.Double(), nullable=False),
        sa.Column("released_int", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("prev_sha256", sa.String(64), nullable=False),
        sa.Column("row_sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_release_cell"),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["release_cycle.id"], name="fk_release_cell_cycle_id"
        ),
        sa.UniqueConstraint(
            "cycle_id",
            "rhythm",
            "window_index",
            "unit_key",
            "kind",
            "indicator",
            name="uq_release_cell_once",
        ),
        sa.UniqueConstraint("prev_sha256", name="uq_release_cell_prev_sha256"),
        sa.UniqueConstraint("row_sha256", name="uq_release_cell_row_sha256"),
    )
    op.create_index("ix_release_cell_unit", "release_cell", ["unit_key"])


def _make_notes() -> None:
    op.create_table(
        "release_note",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("prev_sha256", sa.String(64), nullable=False),
        sa.Column("row_sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_release_note"),
        sa.UniqueConstraint("prev_sha256", name="uq_release_note_prev_sha256"),
        sa.UniqueConstraint("row_sha256", name="uq_release_note_row_sha256"),
    )


def _refuse_changes_on_sqlite() -> None:
    for table in TABLES:
        for change in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{change} BEFORE {change.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )

    # INSERT OR REPLACE removes rows without asking the triggers above. An index answers for each key.
    for table, keys in KEYS.items():
        found = (" AND ".join(f"{name} = NEW.{name}" for name in key) for key in keys)
        same = " OR ".join(f"({one})" for one in found)
        op.execute(
            f"CREATE TRIGGER {table}_refuses_replace "  # noqa: S608 - only the constants above
            f"BEFORE INSERT ON {table} WHEN EXISTS "
            f"(SELECT 1 FROM {table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _refuse_changes_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for table in TABLES:
        for change in ("update", "delete", "truncate"):
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{change} BEFORE {change.upper()} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()"
            )


def _let_the_reader_read() -> None:
    # A role belongs to the whole server: another installation may have made it, even just now.
    # An account that may not make it goes on without; `wellbeing doctor` says what to run.
    op.execute(f"""DO $$
    DECLARE
        taking_it text := CASE WHEN current_setting('server_version_num')::int >= 160000
            THEN 'SET' ELSE 'MEMBER' END;
    BEGIN
        BEGIN
            CREATE ROLE {READER} NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
        END;
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{READER}') THEN
            RETURN;
        END IF;
        GRANT USAGE ON SCHEMA {SCHEMA} TO {READER};
        GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {READER};
        IF NOT pg_has_role('{READER}', taking_it) THEN
            BEGIN
                GRANT {READER} TO CURRENT_USER;
            EXCEPTION WHEN insufficient_privilege OR unique_violation THEN NULL;
            END;
        END IF;
    END $$""")


def _shut_the_reader_out() -> None:
    op.execute(f"""DO $$ BEGIN
        REVOKE ALL ON SCHEMA {SCHEMA} FROM {READER};
    EXCEPTION WHEN undefined_object THEN NULL;
    END $$""")
