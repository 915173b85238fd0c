"""The tables of formal support, made by the second revision; see `formal/rows.py` for what they refuse."""

import sqlalchemy as sa
from alembic import op

from wellbeing.migrations.main.columns import ADDRESS, column

FORMAL = ("formal_agreement", "formal_evidence", "intervention")
ID, SEALED, DAY = sa.String(32), sa.LargeBinary(), sa.Date()


def make_formal_tables() -> None:
    _make_agreements()
    _make_evidence()
    _make_interventions()


def _make_agreements() -> None:
    table = "formal_agreement"
    op.create_table(
        table,
        column("id", ID),
        column("person", ADDRESS),
        column("request", ID),
        column("standing", ADDRESS, empty=True),
        column("agreed_on", DAY),
        column("agreed_to", ADDRESS),
        column("sealed", SEALED),
        column("remove_on", DAY, empty=True),
        sa.CheckConstraint(
            "(standing IS NULL) = (remove_on IS NOT NULL)", name=f"ck_{table}_stands_or_ended"
        ),
        sa.CheckConstraint("length(agreed_to) = 32", name=f"ck_{table}_agreed_to_something"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("standing", name=f"uq_{table}_standing"),
        sa.UniqueConstraint("id", "standing", name=f"uq_{table}_that_stands"),
        sa.UniqueConstraint("id", "agreed_on", "agreed_to", name=f"uq_{table}_as_agreed"),
        sqlite_with_rowid=False,
    )
    _make_indexes(table, "person", "request", "remove_on")


def _make_evidence() -> None:
    table = "formal_evidence"
    op.create_table(
        table,
        column("agreement_id", ID),
        column("request_id", ID),
        column("sealed", SEALED),
        column("until", DAY),
        sa.PrimaryKeyConstraint("agreement_id", name=f"pk_{table}"),
        _goes_with(table, "agreement_id", "formal_agreement"),
        _goes_with(table, "request_id", "support_request"),
        sqlite_with_rowid=False,
    )
    _make_indexes(table, "request_id", "until")


def _make_interventions() -> None:
    table, agreed = "intervention", "formal_agreement"
    op.create_table(
        table,
        column("agreement_id", ID),
        column("open_place", ADDRESS, empty=True),
        column("agreed_on", DAY),
        column("agreed_to", ADDRESS),
        column("signer", ADDRESS),
        column("looked_after_by", ADDRESS),
        column("reason", SEALED),
        column("sealed", SEALED),
        column("signed_on", DAY),
        column("person_ends_on", DAY, empty=True),
        column("practitioner_ends_on", DAY, empty=True),
        column("ended_on", DAY, empty=True),
        sa.CheckConstraint("agreed_on <= signed_on", name=f"ck_{table}_agreed_first"),
        sa.CheckConstraint("length(signer) = 32", name=f"ck_{table}_signed_by_somebody"),
        sa.CheckConstraint("length(reason) >= 256", name=f"ck_{table}_with_a_reason"),
        sa.CheckConstraint(
            "(open_place IS NULL) = (ended_on IS NOT NULL)", name=f"ck_{table}_open_or_ended"
        ),
        sa.CheckConstraint(
            "ended_on IS NULL OR (person_ends_on IS NOT NULL AND practitioner_ends_on IS NOT NULL)",
            name=f"ck_{table}_ended_by_both",
        ),
        sa.PrimaryKeyConstraint("agreement_id", name=f"pk_{table}"),
        sa.UniqueConstraint("open_place", name=f"uq_{table}_open_place"),
        sa.ForeignKeyConstraint(
            ["agreement_id", "agreed_on", "agreed_to"],
            [f"{agreed}.id", f"{agreed}.agreed_on", f"{agreed}.agreed_to"],
            name=f"fk_{table}_as_agreed",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id", "open_place"],
            [f"{agreed}.id", f"{agreed}.standing"],
            name=f"fk_{table}_while_it_stands",
        ),
        sqlite_with_rowid=False,
    )
    _make_indexes(table, "looked_after_by")


def _goes_with(table: str, name: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [name], [f"{other}.id"], name=f"fk_{table}_{name}", ondelete="CASCADE"
    )


def _make_indexes(table: str, *columns: str) -> None:
    for name in columns:
        op.create_index(f"ix_{table}_{name}", table, [name])
