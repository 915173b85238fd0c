"""The main database: people and units, sign-in, sealed and keyed health rows, what publishing keeps."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from wellbeing.migrations.main.action_tables import ACTIONS, make_action_tables
from wellbeing.migrations.main.agreement_tables import AGREEMENTS, make_agreement_tables
from wellbeing.migrations.main.audit_tables import AUDIT, make_audit_tables
from wellbeing.migrations.main.by_link_tables import BY_LINK, make_by_link_tables
from wellbeing.migrations.main.cover_tables import COVER, make_cover_tables
from wellbeing.migrations.main.erasure_tables import ERASURE, make_erasure_tables
from wellbeing.migrations.main.event_tables import make_event_tables
from wellbeing.migrations.main.figure_tables import AGREED, make_agreed_tables
from wellbeing.migrations.main.job_tables import make_job_tables
from wellbeing.migrations.main.publishing_tables import make_publishing_tables
from wellbeing.migrations.main.rhythm_tables import RHYTHM, make_rhythm_tables
from wellbeing.migrations.main.running_tables import RUNNING, make_running_tables
from wellbeing.migrations.main.sharing_tables import SHARING, make_sharing_tables
from wellbeing.migrations.main.support_tables import make_support_tables
from wellbeing.migrations.main.unit_tables import UNITS, make_unit_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(32)
ADDRESS = sa.LargeBinary(32)
IN_ORDER = (
    *UNITS,
    "person",
    "membership",
    "supervision",
    "role",
    "password",
    "login_session",
    "one_time_link",
    "sign_in_pause",
    "limbo",
    "outbox",
    "lease",
    "job_run",
    "seen_clock",
    "check_in",
    "placement",
    "care_state",
    "consent",
    "check_in_draft",
    "first_aid_kit",
    "kit_kept_back",
    "screen_opt_in",
    "own_paper",
    "own_look",
    "own_preference",
    "cohort",
    "frozen_plan",
    "published_window",
    *AGREED,
    "support_request",
    "support_address",
    *SHARING,
    *ACTIONS,
    "organisation_event",
    *AGREEMENTS,
    *RHYTHM,
    *RUNNING,
    *BY_LINK,
    *COVER,
    *ERASURE,
    *AUDIT,
)


def upgrade() -> None:
    make_unit_tables()
    _make_people()
    _make_dated_facts_of_people()
    _make_sign_in()
    _make_what_waits()
    _make_health_rows()
    make_publishing_tables()
    make_agreed_tables()
    make_support_tables()
    make_sharing_tables()
    make_action_tables()
    make_event_tables()
    make_agreement_tables()
    make_rhythm_tables()
    make_running_tables()
    make_by_link_tables()
    make_cover_tables()
    make_erasure_tables()
    make_audit_tables()


def downgrade() -> None:
    for table in reversed(IN_ORDER):
        op.drop_table(table)


def _column(name: str, kind: sa.types.TypeEngine[Any], *, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=empty)


def _keyed(table: str, key: str, *columns: sa.Column[Any] | sa.ForeignKeyConstraint) -> None:
    """A table found by a keyed address: no row number, so no order of arrival."""
    op.create_table(
        table,
        _column(key, ADDRESS),
        *columns,
        sa.PrimaryKeyConstraint(key, name=f"pk_{table}"),
        sqlite_with_rowid=False,
    )


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}")


def _make_people() -> None:
    op.create_table(
        "person",
        _column("id", ID),
        _column("name", sa.String()),
        _column("work_email", sa.String()),
        _column("email_key", sa.String(), empty=True),
        _column("joined_on", sa.Date()),
        _column("left_on", sa.Date(), empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email_key", name="uq_person_email_key"),
    )


def _make_dated_facts_of_people() -> None:
    op.create_table(
        "membership",
        _column("person_id", ID),
        _column("from_on", sa.Date()),
        _column("unit_id", ID),
        _column("until_on", sa.Date(), empty=True),
        _refers("membership", "person_id", "person"),
        _refers("membership", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("person_id", "from_on", name="pk_membership"),
    )
    op.create_index("ix_membership_unit_id", "membership", ["unit_id"])
    op.create_table(
        "supervision",
        _column("person_id", ID),
        _column("unit_id", ID),
        _column("from_on", sa.Date()),
        _column("until_on", sa.Date(), empty=True),
        _refers("supervision", "person_id", "person"),
        _refers("supervision", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("person_id", "unit_id", "from_on", name="pk_supervision"),
    )
    op.create_index("ix_supervision_unit_id", "supervision", ["unit_id"])
    op.create_table(
        "role",
        _column("person_id", ID),
        _column("role", sa.String()),
        _column("from_on", sa.Date()),
        _column("until_on", sa.Date(), empty=True),
        _refers("role", "person_id", "person"),
        sa.PrimaryKeyConstraint("person_id", "role", "from_on", name="pk_role"),
    )


def _make_sign_in() -> None:
    op.create_table(
        "password",
        _column("person_id", ID),
        _column("hash", sa.String()),
        _column("set_on", sa.Date()),
        _refers("password", "person_id", "person"),
        sa.PrimaryKeyConstraint("person_id", name="pk_password"),
    )
    _keyed(
        "login_session",
        "token_hash",
        _column("owner", ADDRESS),
        _column("person", sa.LargeBinary()),
        _column("started_at", sa.DateTime()),
        _column("seen_at", sa.DateTime()),
        _column("shared_device", sa.Boolean()),
    )
    op.create_index("ix_login_session_owner", "login_session", ["owner"])
    _keyed(
        "one_time_link",
        "token_hash",
        _column("person_id", ID),
        _column("expires_at", sa.DateTime()),
        _refers("one_time_link", "person_id", "person"),
    )
    op.create_index("ix_one_time_link_person_id", "one_time_link", ["person_id"])
    _keyed(
        "sign_in_pause",
        "address",
        _column("failures", sa.Integer()),
        _column("last_at", sa.DateTime()),
        _column("free_at", sa.DateTime()),
    )


def _make_what_waits() -> None:
    _keyed("limbo", "id", _column("sealed", sa.LargeBinary()), _column("expires_at", sa.DateTime()))
    _keyed(
        "outbox",
        "id",
        _column("sealed", sa.LargeBinary()),
        _column("waits_since", sa.DateTime()),
        _column("posted_at", sa.DateTime()),
        _column("due_at", sa.DateTime()),
        _column("tries", sa.Integer()),
        _column("fence", sa.Integer()),
        _column("held_until", sa.DateTime(), empty=True),
        _column("given_up", sa.String()),
    )
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"])
    op.create_table(
        "lease",
        _column("name", sa.String()),
        _column("holder", sa.String()),
        _column("fence", sa.Integer()),
        _column("until", sa.DateTime()),
        _column("beat_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
    make_job_tables()


def _make_health_rows() -> None:
    for table in ("check_in", "placement"):
        _keyed(table, "id", _column("week", sa.String(8)), _column("sealed", sa.LargeBinary()))
        op.create_index(f"ix_{table}_week", table, ["week"])
    for table in ("check_in_draft", "own_paper"):
        _keyed(table, "id", _column("sealed", sa.LargeBinary()), _column("kept_until", sa.Date()))
        op.create_index(f"ix_{table}_kept_until", table, ["kept_until"])
    _keyed(
        "care_state",
        "id",
        _column("weeks", sa.LargeBinary()),
        _column("sealed", sa.LargeBinary()),
    )
    for table in ("consent", "first_aid_kit", "screen_opt_in", "own_look", "own_preference"):
        _keyed(table, "id", _column("sealed", sa.LargeBinary()))
    _keyed(
        "kit_kept_back",
        "id",
        _column("sealed", sa.LargeBinary()),
        _column("gone_on", sa.Date()),
    )
    op.create_index("ix_kit_kept_back_gone_on", "kit_kept_back", ["gone_on"])
