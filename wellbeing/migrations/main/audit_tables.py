"""The tables of the audit log, made by the first revision."""

import sqlalchemy as sa
from alembic import op

AUDIT = ("audit_event", "audit_head")
MAC = sa.LargeBinary(32)


def make_audit_tables() -> None:
    op.create_table(
        "audit_event",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("mac", MAC, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_event"),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mac", MAC, nullable=False),
        sa.Column("cut_number", sa.Integer(), nullable=False),
        sa.Column("cut_mac", MAC, nullable=False),
        sa.Column("seal", MAC, nullable=False),
        sa.CheckConstraint("id = 1", name="ck_audit_head_one"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
