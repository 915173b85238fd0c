"""What every change has in common that one person proposes and another one agrees to."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import replace as with_changes
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.audit import service as audit
from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.sealed import Vault
from wellbeing.week import Week


class Decision(StrEnum):
    """What became of a proposal; the founding policy was there when the organisation was set up."""

    FOUNDING = "founding"
    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class NotTheirsError(Exception):
    """This person does not hold the role that may do this."""


class OwnProposalError(Exception):
    """Whoever proposed a change cannot decide about it too."""


class AlreadyDecidedError(Exception):
    """The proposal was decided or withdrawn meanwhile, perhaps in another window."""


class ProposerLeftError(Exception):
    """Whoever proposed it has left, and may be back as somebody else: it must be proposed anew."""


class NoReasonError(Exception):
    """Proposing and declining need a reason that the others can read."""


class NoLongerGoodError(Exception):
    """This version of the program cannot use what was proposed; it can only be declined."""


class BlockedError(Exception):
    """Nothing can be proposed now."""


class NothingNewError(Exception):
    """What is proposed differs from what is in force in nothing that counts."""


@dataclass(frozen=True)
class Board:
    """What a change by two people needs: the tables, the moment, and whether mail can leave."""

    session: Session
    vault: Vault
    now: datetime
    today: date
    sends_mail: bool = False
    folder: Path | None = None

    @property
    def tell_them(self) -> str:
        """Return what to say where a mail would have told somebody, and none leaves."""
        return (
            ""
            if self.sends_mail
            else " This service sends no mail at present, so please tell them."
        )

    @property
    def this_week(self) -> Week:
        return Week.of(self.today)


@dataclass(frozen=True)
class Way:
    """How one kind of change is decided: what waits meanwhile, where it is kept, who is told."""

    about: str
    # The act that each decision is.
    acts: Mapping[Decision, audit.Kind]
    notice: messages.Kind
    find: Callable[[Session, str], Any]
    # Says whether it was still open.
    keep: Callable[[Session, Any], bool]

    def open_one(self, board: Board, proposal_id: str) -> Any:
        """Return a proposal about which nobody has decided."""
        found = self.find(board.session, proposal_id)
        if found is None or found.decision is not Decision.OPEN:
            raise AlreadyDecidedError
        return found

    def decline(self, board: Board, person_id: str, proposal_id: str, why: str) -> None:
        require_role(board, person_id, Role.STAFF_REPRESENTATIVE)
        why = require_reason(why)
        with writing(board.session, self.about):
            declined = with_changes(self.open_one(board, proposal_id), decided_why=why)
            self.decide(board, person_id, Decision.DECLINED, declined)

    def withdraw(self, board: Board, person_id: str, proposal_id: str) -> None:
        """Take a proposal back; any wellbeing lead may, since the one who made it may have left."""
        require_role(board, person_id, Role.WELLBEING_LEAD)
        with writing(board.session, self.about):
            found = self.open_one(board, proposal_id)
            self.decide(board, person_id, Decision.WITHDRAWN, found)

    def decide(self, board: Board, person_id: str, decision: Decision, proposal: Any) -> None:
        """Keep what a person decided, tell whoever proposed it, and write it down."""
        require_second_person(board, decision, proposal.proposed_by, person_id)
        decided = with_changes(
            proposal, decision=decision, decided_by=person_id, decided_on=board.today
        )
        if not self.keep(board.session, decided):
            raise AlreadyDecidedError
        if decided.proposed_by not in (None, person_id):
            post(board, (decided.proposed_by,), f"{decided.id} {decision}", self.notice)
        note(board, person_id, role_that(decision), self.acts[decision])


def promises(begins: str) -> dict[str, str]:
    """Return what no code may get wrong, as the database says it; `begins` names when it begins."""
    return {
        "known_decision": "decision IN ('founding', 'open', 'approved', 'declined', 'withdrawn')",
        "says_why": "why <> ''",
        "proposed_by_a_person": "decision = 'founding' OR proposed_by IS NOT NULL",
        "open_is_undecided": "decision <> 'open' "
        f"OR (decided_by IS NULL AND decided_on IS NULL AND {begins} IS NULL)",
        "decided_on_a_day": "decision = 'open' OR decided_on IS NOT NULL",
        "a_second_person_decides": "decision NOT IN ('approved', 'declined') "
        "OR (proposed_by IS NOT NULL AND decided_by IS NOT NULL AND decided_by <> proposed_by)",
        f"has_its_{begins.removeprefix('from_')}": "(decision IN ('approved', 'founding')) = "
        f"({begins} IS NOT NULL)",
        "declined_says_why": "decision <> 'declined' OR decided_why <> ''",
    }


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def require_role(board: Board, person_id: str, role: Role) -> None:
    person = accounts.person(board.session, person_id, board.today)
    if person is None or role.value not in person.roles:
        raise NotTheirsError


def require_reason(why: str) -> str:
    """Return the reason without the room around it."""
    if not why.strip():
        raise NoReasonError
    return why.strip()


def require_second_person(
    board: Board, decision: Decision, proposed_by: str | None, person_id: str
) -> None:
    """Let nobody decide about what they proposed; who proposed may take it back.

    Whoever leaves and joins again is a new person here, so nothing begins that was proposed by
    somebody who is gone.
    """
    if decision is not Decision.WITHDRAWN and proposed_by == person_id:
        raise OwnProposalError
    if decision is Decision.APPROVED and not _is_here(board, proposed_by):
        raise ProposerLeftError


def note(board: Board, person_id: str, role: Role, kind: audit.Kind) -> None:
    """Write the act down in the audit log, inside the transaction that does it."""
    scribe = audit.Scribe(board.vault, audit.Actor(person_id, role.value), board.today)
    scribe.note(board.session, audit.Act(kind))


def role_that(decision: Decision) -> Role:
    """Return the role in which somebody decides about a proposal."""
    taken_back = decision is Decision.WITHDRAWN
    return Role.WELLBEING_LEAD if taken_back else Role.STAFF_REPRESENTATIVE


def _is_here(board: Board, person_id: str | None) -> bool:
    if person_id is None:
        return False
    return accounts.person(board.session, person_id, board.today) is not None


def who_may_agree(board: Board, proposed_by: str) -> tuple[str, ...]:
    """Return the staff representatives who did not propose it themselves."""
    found = accounts.people_with_role(board.session, Role.STAFF_REPRESENTATIVE, board.today)
    return tuple(person.id for person in found if person.id != proposed_by)


def post(
    board: Board,
    people: tuple[str, ...],
    occasion: str,
    kind: messages.Kind = messages.Kind.POLICY,
) -> None:
    """Tell these people that a page needs them, and nothing more."""
    if board.sends_mail:
        for person_id in people:
            messages.post(board.session, board.vault, kind, person_id, board.now, occasion=occasion)
