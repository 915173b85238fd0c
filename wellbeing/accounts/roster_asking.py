"""Roles of a roster: asked for by somebody who answers for it, held once somebody else agrees."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from wellbeing.accounts import grant_store, granting, service, store
from wellbeing.accounts import sign_in_store as kept
from wellbeing.accounts.grants import APPROVED, DECLINED, RoleGrant
from wellbeing.accounts.people import Role
from wellbeing.accounts.roster_plan import Held, Plan
from wellbeing.accounts.sign_in import Door
from wellbeing.audit.service import Act, Kind

# For places that were made to be tried, where nobody has to be asked.
AT_ONCE: Final = None
USUAL_WHY = "It stands in the roster file."


class NoLeadError(Exception):
    """Nobody would be wellbeing lead any more."""


class UnknownAskerError(Exception):
    """Roles are asked for, and nobody on the roster is named who answers for that."""


class NobodyAgreesError(Exception):
    """Nobody would be wellbeing lead, and nobody is left who could agree to a new one."""


@dataclass(frozen=True)
class Ask:
    """Who answers for an import, by their work address, and why its roles shall be given."""

    by: str
    why: str = USUAL_WHY
    # Begins the wellbeing lead without a second person, where nobody is left who could agree.
    lead_anew: bool = False

    @property
    def reason(self) -> str:
        return self.why.strip() or USUAL_WHY


def declined_for(session: Session, ask: Ask) -> frozenset[tuple[str, str]]:
    """Return whom and which role somebody did not agree to for this reason, and nobody has since."""
    decided = (one for one in granting.every(session) if one.decision in (APPROVED, DECLINED))
    # Of one day, an agreement counts.
    in_turn = sorted(decided, key=lambda one: (str(one.decided_on), one.decision == APPROVED))
    last = {one.pair: one for one in in_turn}
    return frozenset(
        pair for pair, one in last.items() if one.decision == DECLINED and one.why == ask.reason
    )


def stuck_for(
    session: Session, today: date, waiting: Iterable[RoleGrant], ask: Ask | None
) -> frozenset[str]:
    """Return which of what waits nobody can agree to, where this import can do something about it.

    What stays as stuck as it was is left waiting: a file that is imported every night would ask every night.
    """
    able = granting.who_may_agree
    stuck = [one for one in waiting if not able(session, one, today)]
    if ask is not None and not ask.lead_anew:
        asker = service.person_at(session, ask.by, today) if stuck and ask.by else None
        by = "" if asker is None else asker.id
        stuck = [one for one in stuck if by and able(session, replace(one, proposed_by=by), today)]
    return frozenset(one.id for one in stuck)


def begin_or_ask(door: Door, plan: Plan, ask: Ask | None) -> tuple[Act, ...]:
    """Ask for the roles that a roster gives; return what is to be written down about it."""
    let_go = [one.id for one in plan.grants_let_go]
    grant_store.withdraw(door.session, let_go, door.today)
    taken_back = (Act(Kind.ROLE_WITHDRAWN, *one.pair) for one in plan.grants_let_go)
    if ask is None:
        return (*taken_back, *_begin(door, plan.roles_wanted))
    return (*taken_back, *_asked(door, plan, ask))


def _begin(door: Door, wanted: tuple[Held, ...]) -> tuple[Act, ...]:
    store.begin_roles(door.session, [held.ids for held in wanted], door.today)
    return tuple(Act(Kind.ROLE_GIVEN, *held.ids) for held in wanted)


def _asked(door: Door, plan: Plan, ask: Ask) -> Iterator[Act]:
    grants = tuple(_grants(door, plan.roles_wanted, ask))
    if not plan.lead_stays and not _can_be_agreed(door, grants):
        if not ask.lead_anew:
            raise NobodyAgreesError
        leads = tuple(one for one in plan.roles_wanted if one.role == Role.WELLBEING_LEAD)
        yield from _begin(door, leads)
        for one in leads:
            kept.end_sessions(door.session, door.owner(one.person.id))
        grants = tuple(one for one in grants if one.role != Role.WELLBEING_LEAD)
    grant_store.add(door.session, grants)
    yield from (Act(Kind.ROLE_ASKED, *grant.pair) for grant in grants)


def _grants(door: Door, wanted: tuple[Held, ...], ask: Ask) -> Iterator[RoleGrant]:
    asker = service.person_at(door.session, ask.by, door.today) if wanted and ask.by else None
    if wanted and asker is None:
        raise UnknownAskerError(ask.by)
    for held in wanted:
        yield RoleGrant(
            id=service.new_id(),
            person_id=held.person.id,
            role=held.role,
            why=ask.reason,
            proposed_by=asker.id if asker else "",
            proposed_on=door.today,
        )


def _can_be_agreed(door: Door, grants: tuple[RoleGrant, ...]) -> bool:
    """Say whether somebody can agree to a new wellbeing lead, asked for now or before."""
    waiting = (*grants, *grant_store.waiting(door.session))
    leads = (one for one in waiting if one.role == Role.WELLBEING_LEAD)
    return any(granting.who_may_agree(door.session, one, door.today) for one in leads)
