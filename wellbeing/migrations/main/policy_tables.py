"""The tables of policies, made by the first revision."""

from typing import Any

import sqlalchemy as sa
from alembic import op

ID = sa.String(32)
HASH = sa.String(64)
ONE_AT_A_TIME = sa.text("decision IN ('open', 'founding')")
PROMISES = {
    "known_decision": "decision IN ('founding', 'open', 'approved', 'declined', 'withdrawn')",
    "says_why": "why <> ''",
    "proposed_by_a_person": "decision = 'founding' OR proposed_by IS NOT NULL",
    "open_is_undecided": "decision <> 'open' "
    "OR (decided_by IS NULL AND decided_on IS NULL AND from_week IS NULL)",
    "decided_on_a_day": "decision = 'open' OR decided_on IS NOT NULL",
    "a_second_person_decides": "decision NOT IN ('approved', 'declined') "
    "OR (proposed_by IS NOT NULL AND decided_by IS NOT NULL AND decided_by <> proposed_by)",
    "has_its_week": "(decision IN ('approved', 'founding')) = (from_week IS NOT NULL)",
    "declined_says_why": "decision <> 'declined' OR decided_why <> ''",
}


def make_policy_tables() -> None:
    op.create_table(
        "policy_change",
        _column("id", ID),
        _column("text", sa.String()),
        _column("text_sha256", HASH),
        _column("policy_sha256", HASH),
        _column("shipped_as", sa.String()),
        _column("why", sa.String()),
        _column("proposed_by", ID, empty=True),
        _column("proposed_on", sa.Date()),
        _column("decision", sa.String()),
        _column("decided_by", ID, empty=True),
        _column("decided_on", sa.Date(), empty=True),
        _column("decided_why", sa.String()),
        _column("from_week", sa.String(8), empty=True),
        *(
            sa.CheckConstraint(promise, name=f"ck_policy_change_{name}")
            for name, promise in PROMISES.items()
        ),
        *(
            sa.ForeignKeyConstraint([column], ["person.id"], name=f"fk_policy_change_{column}")
            for column in ("proposed_by", "decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_policy_change"),
        sa.UniqueConstraint("from_week", name="uq_policy_change_from_week"),
    )
    op.create_index(
        "uq_policy_change_one_at_a_time",
        "policy_change",
        ["decision"],
        unique=True,
        sqlite_where=ONE_AT_A_TIME,
        postgresql_where=ONE_AT_A_TIME,
    )
    op.create_table(
        "policy_trouble",
        _column("trouble", sa.String()),
        _column("told_on", sa.Date()),
        sa.PrimaryKeyConstraint("trouble", name="pk_policy_trouble"),
    )


def _column(name: str, kind: sa.types.TypeEngine[Any], *, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=empty)
