"""The key store: one wrapped data key for each person, under an address that names nobody."""

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


def downgrade() -> None:
    op.drop_table("data_key")
