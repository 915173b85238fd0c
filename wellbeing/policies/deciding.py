"""A second person decides about a proposal; what is agreed begins with the next week."""

from dataclasses import replace as with_changes

from wellbeing.accounts.people import Role
from wellbeing.audit.service import Kind
from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.policies import store
from wellbeing.policies.changes import Change, Decision
from wellbeing.policies.checking import problems_of
from wellbeing.policies.reading import read
from wellbeing.stepped_care import Policy
from wellbeing.two_people import Board, NoLongerGoodError, Way, require_role
from wellbeing.week import Week

ABOUT = "policies"
WAY = Way(
    ABOUT,
    {
        Decision.APPROVED: Kind.POLICY_APPROVED,
        Decision.DECLINED: Kind.POLICY_DECLINED,
        Decision.WITHDRAWN: Kind.POLICY_WITHDRAWN,
    },
    messages.Kind.POLICY,
    store.change,
    store.decide,
)
decline, withdraw = WAY.decline, WAY.withdraw


def approve(board: Board, person_id: str, change_id: str, note: str = "") -> Week:
    """Put a proposal in force from the next week on, or from its own Monday when that is later."""
    require_role(board, person_id, Role.STAFF_REPRESENTATIVE)
    with writing(board.session, ABOUT):
        change: Change = WAY.open_one(board, change_id)
        policy = _still_good(change)
        from_week = max(board.this_week.plus(1), Week.of(policy.in_force_from))
        agreed = with_changes(change, decided_why=note.strip(), from_week=from_week)
        WAY.decide(board, person_id, Decision.APPROVED, agreed)
    return from_week


def _still_good(change: Change) -> Policy:
    found = read(change).policy
    if found is None or problems_of(change.text):
        raise NoLongerGoodError
    return found
