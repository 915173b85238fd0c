"""A person's own roles in words: since when, who asked, who agreed, and what has not begun."""

from collections.abc import Iterator
from datetime import date

from wellbeing.accounts import granting, service
from wellbeing.accounts.granting import APPROVED, DECLINED, OPEN, SOMEBODY, RoleGrant
from wellbeing.accounts.sign_in import Door
from wellbeing.web.access_matrix import role_name


def told(door: Door, person_id: str) -> tuple[str, ...]:
    """Return a sentence for each role they hold, that waits, or that was not agreed to."""
    grants = [one for one in granting.of_person(door.session, person_id) if _is_for(one, person_id)]
    return (*_held(door, person_id, grants), *_not_held(door, grants))


def _held(door: Door, person_id: str, grants: list[RoleGrant]) -> Iterator[str]:
    agreed = {one.role: one for one in grants if one.decision == APPROVED}
    for held in granting.held_by_name(door.session, door.today):
        if held.person_id == person_id:
            grant = agreed.get(held.role)
            by = "" if grant is None else f" {_asked(door, grant)} {_decided(door, grant)}"
            yield f"{role_name(held.role)}, since {_day(held.since)}.{by}"


def _not_held(door: Door, grants: list[RoleGrant]) -> Iterator[str]:
    for one in grants:
        if one.decision == OPEN:
            yield f"{role_name(one.role)}: not begun. {_asked(door, one)} Somebody else has to agree first."
        if one.decision == DECLINED:
            said = f"{_decided(door, one)} {one.decided_why}"
            yield f"{role_name(one.role)}: not agreed. {_asked(door, one)} {said}"


def _is_for(one: RoleGrant, person_id: str) -> bool:
    return one.person_id == person_id


def _asked(door: Door, grant: RoleGrant) -> str:
    by = _name(door, grant.proposed_by)
    return f"Asked for by {by} on {_day(grant.proposed_on)}: {grant.why.rstrip('.')}."


def _decided(door: Door, grant: RoleGrant) -> str:
    did = "Agreed" if grant.decision == APPROVED else "Decided"
    day = "" if grant.decided_on is None else f" on {_day(grant.decided_on)}"
    return f"{did} by {_name(door, grant.decided_by or '')}{day}."


def _name(door: Door, person_id: str) -> str:
    found = service.person(door.session, person_id, door.today)
    return SOMEBODY if found is None else found.name


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
