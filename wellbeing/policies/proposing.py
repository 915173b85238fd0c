"""A wellbeing lead proposes a policy; it decides nothing until somebody else agrees."""

import secrets
from dataclasses import dataclass

from wellbeing.accounts.people import Role
from wellbeing.audit.service import Kind
from wellbeing.database import writing
from wellbeing.policies import store
from wellbeing.policies.changes import Change, Decision, text_hash
from wellbeing.policies.checking import problems_of
from wellbeing.policies.deciding import ABOUT
from wellbeing.policies.differing import difference
from wellbeing.policies.reading import deciding, read
from wellbeing.policies.shipped import good, parsed
from wellbeing.stepped_care import Policy, Problem
from wellbeing.two_people import (
    BlockedError,
    Board,
    NothingNewError,
    note,
    post,
    require_reason,
    require_role,
    who_may_agree,
)
from wellbeing.week import Week

# While a policy waits for its Monday nobody can propose another.
LONGEST_WAIT = 26


@dataclass(frozen=True)
class Obstacle:
    """Why nothing can be proposed now: a proposal is open, or an agreed policy has not begun."""

    change: Change

    @property
    def is_open(self) -> bool:
        return self.change.decision is Decision.OPEN


class NotAPolicyError(ValueError):
    """A text that cannot become a policy; names everything that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, each with its place and what to write instead."""
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))


def obstacle(board: Board) -> Obstacle | None:
    """Return what has to end before somebody can propose."""
    found = store.open_one(board.session) or waiting(board)
    return None if found is None else Obstacle(found)


def waiting(board: Board) -> Change | None:
    """Return the policy that is agreed and begins on a coming Monday."""
    coming = [
        change
        for change in store.deciding(board.session)
        if change.from_week and change.from_week > board.this_week
    ]
    return next(iter(coming), None)


def propose(board: Board, person_id: str, text: str, why: str) -> str:
    """Keep a proposal and tell the staff representatives; return its id."""
    require_role(board, person_id, Role.WELLBEING_LEAD)
    why = require_reason(why)
    text = f"{text.strip()}\n"
    policy = _good(board, text)
    change = Change(
        id=secrets.token_hex(16),
        text=text,
        text_sha256=text_hash(text),
        policy_sha256=policy.sha256,
        shipped_as=next((one.name for one in good(board.folder) if one.text == text), ""),
        why=why,
        proposed_by=person_id,
        proposed_on=board.today,
    )
    # Of two at the same moment the second waits here and then finds the first.
    with writing(board.session, ABOUT):
        if obstacle(board) is not None:
            raise BlockedError
        _require_news(board, policy, text)
        store.add(board.session, change)
        post(board, who_may_agree(board, person_id), change.id)
        note(board, person_id, Role.WELLBEING_LEAD, Kind.POLICY_PROPOSED)
    return change.id


def problems_with(board: Board, text: str) -> tuple[Problem, ...]:
    """Return everything that stands against proposing a text today."""
    found = parsed(text, "policy")
    latest = board.this_week.plus(LONGEST_WAIT)
    problems = problems_of(text)
    if isinstance(found, Policy) and Week.of(found.in_force_from) > latest:
        return (*problems, _too_far(found))
    return problems


def _good(board: Board, text: str) -> Policy:
    """Return the policy, or raise NotAPolicyError naming all that stands against it."""
    problems = problems_with(board, text)
    found = parsed(text, "policy")
    if problems or not isinstance(found, Policy):
        raise NotAPolicyError(problems)
    return found


def _too_far(policy: Policy) -> Problem:
    return Problem(
        "in_force_from",
        f"is {policy.in_force_from}, more than {LONGEST_WAIT} weeks ahead; write a nearer Monday",
    )


def _require_news(board: Board, policy: Policy, text: str) -> None:
    kept = store.deciding(board.session)
    now = deciding(tuple(read(change) for change in kept), board.this_week)
    if now is None or now.policy is None:
        return  # Where no kept policy can be used, the same numbers again are news.
    if not difference(now.policy, policy, now.change.text, text).is_more_than_a_date:
        raise NothingNewError


def find(board: Board, change_id: str) -> Change | None:
    return store.change(board.session, change_id)
