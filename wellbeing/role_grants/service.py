"""A role that was asked for begins once somebody else agrees; see `accounts.granting` for who that can be."""

from dataclasses import replace as with_changes

from sqlalchemy.orm import Session

from wellbeing.accounts import granting
from wellbeing.accounts.granting import RoleGrant
from wellbeing.accounts.people import Person, Role
from wellbeing.audit import service as audit
from wellbeing.audit.service import Kind
from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.two_people import (
    AlreadyDecidedError,
    Board,
    Decision,
    NotTheirsError,
    post,
    require_reason,
    require_second_person,
)

__all__ = [
    "RoleGrant",
    "agree",
    "decline",
    "of_person",
    "tell",
    "waiting",
]
ABOUT = "role-grants"
NOTED = {Decision.APPROVED: Kind.ROLE_GIVEN, Decision.DECLINED: Kind.ROLE_DECLINED}


def waiting(board: Board) -> tuple[RoleGrant, ...]:
    """Return what waits for a second person, the earliest first."""
    return granting.waiting(board.session)


def agree(board: Board, person_id: str, grant_id: str, said: str = "") -> None:
    """Let a role begin at once; whoever gets it is signed out, and told."""
    with writing(board.session, ABOUT):
        grant, actor = _open(board, person_id, grant_id)
        require_second_person(board, Decision.APPROVED, grant.proposed_by, person_id)
        granting.begin(board.session, board.vault, grant, board.today)
        _decide(board, with_changes(grant, decided_why=said.strip()), Decision.APPROVED, actor)


def decline(board: Board, person_id: str, grant_id: str, why: str) -> None:
    why = require_reason(why)
    with writing(board.session, ABOUT):
        grant, actor = _open(board, person_id, grant_id)
        _decide(board, with_changes(grant, decided_why=why), Decision.DECLINED, actor)


def tell(board: Board) -> None:
    """Tell those who can agree that something waits; each is told once of each role."""
    with writing(board.session, ABOUT):
        for grant in waiting(board):
            people = tuple(one.id for one in _able(board, grant))
            post(board, people, grant.id, messages.Kind.ROLES)


def of_person(session: Session, person_id: str) -> tuple[RoleGrant, ...]:
    """Return the roles asked for a person, and what they asked for or decided about others."""
    return granting.of_person(session, person_id)


def _able(board: Board, grant: RoleGrant) -> tuple[Person, ...]:
    return granting.who_may_agree(board.session, grant, board.today)


def _open(board: Board, person_id: str, grant_id: str) -> tuple[RoleGrant, audit.Actor]:
    """Return what waits, and this person in the role in which they decide about it."""
    found = granting.one(board.session, grant_id)
    if found is None or found.decision != Decision.OPEN:
        raise AlreadyDecidedError
    able = {one.id: one for one in _able(board, found)}
    if person_id not in able:
        raise NotTheirsError
    is_rep = Role.STAFF_REPRESENTATIVE.value in able[person_id].roles
    role = Role.STAFF_REPRESENTATIVE if is_rep else Role.WELLBEING_LEAD
    return found, audit.Actor(person_id, role.value)


def _decide(board: Board, grant: RoleGrant, decision: Decision, actor: audit.Actor) -> None:
    decided = with_changes(
        grant, decision=decision.value, decided_by=actor.id, decided_on=board.today
    )
    if not granting.decide(board.session, decided):
        raise AlreadyDecidedError
    told = tuple({grant.proposed_by, grant.person_id})
    post(board, told, f"{grant.id} {decision}", messages.Kind.ROLES)
    scribe = audit.Scribe(board.vault, actor, board.today)
    scribe.note(board.session, audit.Act(NOTED[decision], grant.person_id, grant.role))
