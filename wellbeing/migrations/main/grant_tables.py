"""The table of roles that were asked for, made by the second revision."""

import sqlalchemy as sa
from alembic import op

from wellbeing.migrations.main.columns import column, refers

ID = sa.String(32)
WAITS = sa.text("decision = 'open'")
GRANTS = ("role_grant",)
PROMISES = {
    "known_decision": "decision IN ('open', 'approved', 'declined', 'withdrawn')",
    "says_why": "why <> ''",
    "open_is_undecided": "decision <> 'open' OR (decided_by IS NULL AND decided_on IS NULL)",
    "decided_on_a_day": "decision = 'open' OR decided_on IS NOT NULL",
    "a_second_person_decides": "decision NOT IN ('approved', 'declined') OR (decided_by IS NOT NULL "
    "AND decided_by <> proposed_by AND decided_by <> person_id)",
    "declined_says_why": "decision <> 'declined' OR decided_why <> ''",
}


def make_grant_tables() -> None:
    op.create_table(
        "role_grant",
        column("id", ID),
        column("person_id", ID),
        column("role", sa.String()),
        column("why", sa.String()),
        column("proposed_by", ID),
        column("proposed_on", sa.Date()),
        column("decision", sa.String()),
        column("decided_by", ID, empty=True),
        column("decided_on", sa.Date(), empty=True),
        column("decided_why", sa.String()),
        *(
            sa.CheckConstraint(promise, name=f"ck_role_grant_{name}")
            for name, promise in PROMISES.items()
        ),
        *(
            refers("role_grant", name, "person")
            for name in ("person_id", "proposed_by", "decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_role_grant"),
    )
    op.create_index(
        "uq_role_grant_waits_once",
        "role_grant",
        ["person_id", "role"],
        unique=True,
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )
