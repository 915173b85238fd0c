"""First schema."""

import importlib
import pkgutil

from alembic import op

import wellbeing
from wellbeing.database import KeyRow

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    for module in pkgutil.walk_packages(wellbeing.__path__, "wellbeing."):
        if module.name.endswith("rows"):
            importlib.import_module(module.name)
    KeyRow.metadata.create_all(op.get_bind())


def downgrade() -> None:
    KeyRow.metadata.drop_all(op.get_bind())
