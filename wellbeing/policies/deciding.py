"""A second person decides about a proposal; what is agreed begins with the next week."""

from dataclasses import dataclass
from dataclasses import replace as with_changes
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.policies import store
from wellbeing.policies.changes import Change, Decision
from wellbeing.policies.checking import problems_of
from wellbeing.policies.reading import read
from wellbeing.sealed import Vault
from wellbeing.stepped_care import Policy
from wellbeing.week import Week

ABOUT = "policies"


class NotTheirsError(Exception):
    """This person does not hold the role that may do this."""


class OwnProposalError(Exception):
    """Whoever proposed a policy cannot decide about it too."""


class AlreadyDecidedError(Exception):
    """The proposal was decided or withdrawn meanwhile, perhaps in another window."""


class NoReasonError(Exception):
    """Proposing and declining need a reason that the others can read."""


class NoLongerGoodError(Exception):
    """This version of the program cannot use the proposed text; it can only be declined."""


@dataclass(frozen=True)
class Board:
    """What changing a policy needs: the tables, the moment, and whether mail can leave."""

    session: Session
    vault: Vault
    now: datetime
    today: date
    sends_mail: bool = False
    folder: Path | None = None

    @property
    def this_week(self) -> Week:
        return Week.of(self.today)


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
    if not why.strip():
        raise NoReasonError
    with writing(board.session, ABOUT):
        change = _open(board, change_id)
        _decide(board, with_changes(change, decided_why=why.strip()), Decision.DECLINED, person_id)


def withdraw(board: Board, person_id: str, change_id: str) -> None:
    """Take a proposal back; any wellbeing lead may, since the one who made it may have left."""
    require_role(board, person_id, Role.WELLBEING_LEAD)
    with writing(board.session, ABOUT):
        _decide(board, _open(board, change_id), Decision.WITHDRAWN, person_id)


def require_role(board: Board, person_id: str, role: Role) -> None:
    person = accounts.person(board.session, person_id, board.today)
    if person is None or role.value not in person.roles:
        raise NotTheirsError


def post(board: Board, people: tuple[str, ...], occasion: str) -> None:
    """Tell these people that a page needs them, and nothing more."""
    if board.sends_mail:
        for person_id in people:
            messages.post(
                board.session,
                board.vault,
                messages.Kind.POLICY,
                person_id,
                board.now,
                occasion=occasion,
            )


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
    if decision is not Decision.WITHDRAWN and change.proposed_by == person_id:
        raise OwnProposalError
    decided = with_changes(change, decision=decision, decided_by=person_id, decided_on=board.today)
    store.decide(board.session, decided)
    if change.proposed_by is not None and change.proposed_by != person_id:
        post(board, (change.proposed_by,), f"{change.id} {decision}")
