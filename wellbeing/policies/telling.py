"""Says troubles of the policy loudly: a line in the log each hour, a mail to the leads each day."""

from datetime import timedelta

import structlog

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.database import writing
from wellbeing.policies import store
from wellbeing.policies.deciding import ABOUT
from wellbeing.policies.reading import standing_of
from wellbeing.policies.troubles import Trouble
from wellbeing.two_people import Board, post

FORGOTTEN_AFTER = timedelta(days=30)
log = structlog.get_logger()


def look_after(board: Board) -> tuple[Trouble, ...]:
    """Log every trouble, and tell each wellbeing lead of it at most once a day."""
    found = standing_of(store.deciding(board.session), board.folder, board.this_week).troubles
    for trouble in found:
        log.error("policy_trouble", kind=trouble.key)
    untold = [one for one in found if store.told_on(board.session, one.key) != board.today]
    if untold and board.sends_mail:
        with writing(board.session, ABOUT):
            leads = accounts.people_with_role(board.session, Role.WELLBEING_LEAD, board.today)
            for trouble in untold:
                store.keep_told(board.session, trouble.key, board.today)
                post(board, tuple(lead.id for lead in leads), f"{board.today} {trouble.key}")
            store.forget_told_before(board.session, board.today - FORGOTTEN_AFTER)
    return found
