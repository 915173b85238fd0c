"""Support from a raised hand to its end: cases, contact, formal support, complaints, going live.

Of version 0.2.0, which is in the making: until it is kept, it is edited in place (docs/adr/0059).
"""

from alembic import op

from wellbeing.migrations.main.by_link_tables import make_said_ahead
from wellbeing.migrations.main.complaint_tables import COMPLAINTS, make_complaint_tables
from wellbeing.migrations.main.contact_tables import CONTACT, make_contact_tables
from wellbeing.migrations.main.formal_tables import FORMAL, make_formal_tables
from wellbeing.migrations.main.going_live_tables import GOING_LIVE, make_going_live_tables
from wellbeing.migrations.main.grant_tables import GRANTS, make_grant_tables
from wellbeing.migrations.main.opening_tables import OPENING, make_opening_tables
from wellbeing.migrations.main.promise_tables import PROMISES, make_promise_tables
from wellbeing.migrations.main.responder_tables import RESPONDERS, make_responder_tables
from wellbeing.migrations.main.support_tables import CASES, make_case_tables
from wellbeing.migrations.main.work_tables import WORK, make_work_tables

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

IN_ORDER = (
    *CASES,
    *CONTACT,
    *WORK,
    *FORMAL,
    "said_ahead",
    *PROMISES,
    *COMPLAINTS,
    *RESPONDERS,
    *OPENING,
    *GOING_LIVE,
    *GRANTS,
)


def upgrade() -> None:
    make_case_tables()
    make_contact_tables()
    make_work_tables()
    make_formal_tables()
    make_said_ahead()
    make_promise_tables()
    make_complaint_tables()
    make_responder_tables()
    make_opening_tables()
    make_going_live_tables()
    make_grant_tables()


def downgrade() -> None:
    for table in reversed(IN_ORDER):
        op.drop_table(table)
