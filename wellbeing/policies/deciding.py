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
from wellbeing.two_people import (
    AlreadyDecidedError,
    Board,
    NoLongerGoodError,
    Way,
    decide,
    require_reason,
    require_role,
)
from wellbeing.week import Week

ABOUT = "policies"
WAY = Way(
    {
        Decision.APPROVED: Kind.POLICY_APPROVED,
        Decision.DECLINED: Kind.POLICY_DECLINED,
        Decision.WITHDRAWN: Kind.POLICY_WITHDRAWN,
    },
    messages.Kind.POLICY,
    store.decide,
)


def approve(board: Board, person_id: str, change_id: str, note: str = "") -> Week:
    """Put a proposal in force from the next week on, or from its own Monday when that is later."""
    require_role(board, person_id, Role.STAFF_REPRESENTATIVE)
    with writing(board.session, ABOUT):
        change = _open(board, change_id)
        policy = _still_good(change)
        from_week = max(board.this_week.plus(1), Week.of(policy.in_force_from))
        decided = with_changes(change, decided_why=note.strip(), from_week=from_week)
        _decide(board, decided, Decision.APPROVED, person_id)
    return from_week


def decline(board: Board, person_id: str, change_id: str, why: str) -> None:
    require_role(board, person_id, Role.STAFF_REPRESENTATIVE)
    why = require_reason(why)
    with writing(board.session, ABOUT):
        change = _open(board, change_id)
        _decide(board, with_changes(change, decided_why=why), Decision.DECLINED, person_id)


def withdraw(board: Board, person_id: str, change_id: str) -> None:
    """Take a proposal back; any wellbeing lead may, since the one who made it may have left."""
    require_role(board, person_id, Role.WELLBEING_LEAD)
    with writing(board.session, ABOUT):
        _decide(board, _open(board, change_id), Decision.WITHDRAWN, person_id)


def _open(board: Board, change_id: str) -> Change:
    found = store.change(board.session, change_id)
    if found is None or found.decision is not Decision.OPEN:
        raise AlreadyDecidedError
    return found


def _still_good(change: Change) -> Policy:
    found = read(change).policy
    if found is None or problems_of(change.text):
        raise NoLongerGoodError
    return found


def _decide(board: Board, change: Change, decision: Decision, person_id: str) -> None:
    decided = with_changes(change, decision=decision, decided_by=person_id, decided_on=board.today)
    decide(board, WAY, decided)
