"""The key store: wrapped data keys under addresses that name nobody, and what was published last."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_key",
        sa.Column("slot", sa.LargeBinary(32), nullable=False),
        sa.Column("wrapped_by", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("slot", name="pk_data_key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publishing_witness",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_publishing_witness"),
    )


def downgrade() -> None:
    op.drop_table("publishing_witness")
    op.drop_table("data_key")
