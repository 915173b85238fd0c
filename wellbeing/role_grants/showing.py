"""Roles in words: who holds which, what waits, what was decided, and what is one's own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from wellbeing.accounts import granting
from wellbeing.accounts import service as accounts
from wellbeing.accounts.granting import APPROVED, OPEN, SOMEBODY, WITHDRAWN, HeldSince, RoleGrant
from wellbeing.accounts.people import Role
from wellbeing.accounts.roles_apart import Together, held_together, why_apart
from wellbeing.two_people import Board
from wellbeing.web.access_matrix import role_name

# What a role lets its holder do, in one sentence each.
DOES = {
    Role.PEER_SUPPORTER: "Colleagues can ask them to talk. They read what is sent to them.",
    Role.PRACTITIONER: "Staff can ask them for support. They read what is sent to them or shared with them, "
    "and sign formal support off.",
    Role.WELLBEING_LEAD: "Proposes the rules, and looks after hours, help and going live. Reads nobody’s answers.",
    Role.STAFF_REPRESENTATIVE: "Agrees to the rules for the staff side, or not. Reads nobody’s answers.",
    Role.ROSTER_ADMIN: "Keeps the file of people and teams.",
    Role.OPERATOR: "Runs the service. Sees how it runs, and nothing that anybody wrote.",
    Role.AUDITOR: "Reads which kinds of acts were done on which day, without names.",
}


@dataclass(frozen=True)
class ShownRole:
    """One role with what it is for, and who holds it."""

    name: str
    does: str
    held: tuple[HeldSince, ...]


@dataclass(frozen=True)
class ShownGrant:
    """A role that was asked for, with the names it is read by."""

    grant: RoleGrant
    role: str
    does: str
    person: str
    asker: str
    decider: str
    # Who can agree, where it waits.
    able: tuple[str, ...]
    is_mine: bool
    can_decide: bool
    # Why this person should not hold it beside what they hold; empty where nothing speaks against it.
    better_apart: str


@dataclass(frozen=True)
class Page:
    """What one person reads on the page of roles."""

    roles: tuple[ShownRole, ...]
    together: tuple[Together, ...]
    to_decide: tuple[ShownGrant, ...]
    # Of those who decide: what waits for somebody else.
    elsewhere: tuple[ShownGrant, ...]
    # Name of the role, and since when.
    own: tuple[tuple[str, date], ...]
    own_grants: tuple[ShownGrant, ...]
    given: tuple[ShownGrant, ...]
    declined: tuple[ShownGrant, ...]


def page(board: Board, person_id: str, *, decides: bool) -> Page:
    every = [_shown(board, one, person_id) for one in granting.every(board.session)]
    open_ones = [one for one in every if one.grant.decision == OPEN]
    decided = [one for one in every if one.grant.decision not in (OPEN, WITHDRAWN)]
    held = granting.held_by_name(board.session, board.today)
    return Page(
        roles=tuple(_roles(held)),
        together=tuple(_named(one) for one in held_together(held)),
        to_decide=tuple(one for one in open_ones if one.can_decide),
        elsewhere=tuple(one for one in open_ones if decides and not one.can_decide),
        own=tuple((role_name(one.role), one.since) for one in held if one.person_id == person_id),
        own_grants=tuple(one for one in every if one.is_mine and one.grant.decision != WITHDRAWN),
        given=tuple(_given(decided, {(one.person_id, one.role) for one in held})),
        declined=tuple(one for one in decided if decides and one.grant.decision != APPROVED),
    )


def shown(board: Board, grant_id: str, person_id: str) -> ShownGrant | None:
    found = granting.one(board.session, grant_id)
    return None if found is None else _shown(board, found, person_id)


def _shown(board: Board, grant: RoleGrant, person_id: str) -> ShownGrant:
    names = _names(board, (grant.person_id, grant.proposed_by, grant.decided_by or ""))
    is_open = grant.decision == OPEN
    able = granting.who_may_agree(board.session, grant, board.today) if is_open else ()
    return ShownGrant(
        grant,
        role_name(grant.role),
        DOES.get(Role(grant.role), ""),
        names.get(grant.person_id, SOMEBODY),
        names.get(grant.proposed_by, SOMEBODY),
        names.get(grant.decided_by or "", SOMEBODY),
        tuple(one.name for one in able),
        is_mine=grant.person_id == person_id,
        can_decide=any(one.id == person_id for one in able),
        better_apart=_better_apart(board, grant) if is_open else "",
    )


def _better_apart(board: Board, grant: RoleGrant) -> str:
    found = accounts.person(board.session, grant.person_id, board.today)
    return "" if found is None else why_apart(found.roles | {grant.role})


def _named(one: Together) -> Together:
    return replace(one, roles=tuple(role_name(role) for role in one.roles))


def _given(decided: Iterable[ShownGrant], held: set[tuple[str, str]]) -> Iterator[ShownGrant]:
    """Give who agreed to each role held now: who has ended one is not told to everybody."""
    told: set[tuple[str, str]] = set()
    for one in decided:
        pair = one.grant.pair
        if one.grant.decision == APPROVED and pair in held - told:
            told.add(pair)
            yield one


def _names(board: Board, ids: Iterable[str]) -> dict[str, str]:
    found = accounts.people(board.session, [one for one in ids if one], board.today)
    return {one.id: one.name for one in found if _is_here(one.left_on, board.today)}


def _is_here(left_on: date | None, today: date) -> bool:
    return left_on is None or today < left_on


def _roles(held: Iterable[HeldSince]) -> Iterable[ShownRole]:
    by_role = {role: tuple(some) for role, some in groupby(held, key=lambda one: one.role)}
    for role, does in DOES.items():
        yield ShownRole(role_name(role.value), does, by_role.get(role.value, ()))
