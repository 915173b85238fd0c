"""The main database: people and units, sign-in, sealed and keyed health rows, what publishing keeps.

Of version 0.1.0, and kept as it was: docs/adr/0059. What came later stands in the next revision.
"""

import sqlalchemy as sa
from alembic import op

from wellbeing.migrations.main.action_tables import ACTIONS, make_action_tables
from wellbeing.migrations.main.agreement_tables import AGREEMENTS, make_agreement_tables
from wellbeing.migrations.main.audit_tables import AUDIT, make_audit_tables
from wellbeing.migrations.main.by_link_tables import BY_LINK, make_by_link_tables
from wellbeing.migrations.main.columns import ADDRESS, column, keyed, refers
from wellbeing.migrations.main.cover_tables import COVER, make_cover_tables
from wellbeing.migrations.main.erasure_tables import ERASURE, make_erasure_tables
from wellbeing.migrations.main.event_tables import make_event_tables
from wellbeing.migrations.main.figure_tables import AGREED, make_agreed_tables
from wellbeing.migrations.main.job_tables import make_job_tables
from wellbeing.migrations.main.people_tables import make_dated_facts_of_people, make_people
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
    make_people()
    make_dated_facts_of_people()
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


def _make_sign_in() -> None:
    op.create_table(
        "password",
        column("person_id", ID),
        column("hash", sa.String()),
        column("set_on", sa.Date()),
        refers("password", "person_id", "person"),
        sa.PrimaryKeyConstraint("person_id", name="pk_password"),
    )
    keyed(
        "login_session",
        "token_hash",
        column("owner", ADDRESS),
        column("person", sa.LargeBinary()),
        column("started_at", sa.DateTime()),
        column("seen_at", sa.DateTime()),
        column("shared_device", sa.Boolean()),
    )
    op.create_index("ix_login_session_owner", "login_session", ["owner"])
    keyed(
        "one_time_link",
        "token_hash",
        column("person_id", ID),
        column("expires_at", sa.DateTime()),
        refers("one_time_link", "person_id", "person"),
    )
    op.create_index("ix_one_time_link_person_id", "one_time_link", ["person_id"])
    keyed(
        "sign_in_pause",
        "address",
        column("failures", sa.Integer()),
        column("last_at", sa.DateTime()),
        column("free_at", sa.DateTime()),
    )


def _make_what_waits() -> None:
    keyed("limbo", "id", column("sealed", sa.LargeBinary()), column("expires_at", sa.DateTime()))
    keyed(
        "outbox",
        "id",
        column("sealed", sa.LargeBinary()),
        column("waits_since", sa.DateTime()),
        column("posted_at", sa.DateTime()),
        column("due_at", sa.DateTime()),
        column("tries", sa.Integer()),
        column("fence", sa.Integer()),
        column("held_until", sa.DateTime(), empty=True),
        column("given_up", sa.String()),
    )
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"])
    op.create_table(
        "lease",
        column("name", sa.String()),
        column("holder", sa.String()),
        column("fence", sa.Integer()),
        column("until", sa.DateTime()),
        column("beat_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
    make_job_tables()


def _make_health_rows() -> None:
    for table in ("check_in", "placement"):
        keyed(table, "id", column("week", sa.String(8)), column("sealed", sa.LargeBinary()))
        op.create_index(f"ix_{table}_week", table, ["week"])
    for table in ("check_in_draft", "own_paper"):
        keyed(table, "id", column("sealed", sa.LargeBinary()), column("kept_until", sa.Date()))
        op.create_index(f"ix_{table}_kept_until", table, ["kept_until"])
    keyed(
        "care_state",
        "id",
        column("weeks", sa.LargeBinary()),
        column("sealed", sa.LargeBinary()),
    )
    for table in ("consent", "first_aid_kit", "screen_opt_in", "own_look", "own_preference"):
        keyed(table, "id", column("sealed", sa.LargeBinary()))
    keyed(
        "kit_kept_back",
        "id",
        column("sealed", sa.LargeBinary()),
        column("gone_on", sa.Date()),
    )
    op.create_index("ix_kit_kept_back_gone_on", "kit_kept_back", ["gone_on"])
