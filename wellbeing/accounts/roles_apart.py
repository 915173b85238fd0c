"""Roles that one person should not hold together: said plainly, and not forbidden.

A small organisation may have nobody else. Then all staff read it, and whoever agrees to such a role reads it
before (docs/adr/0056).
"""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from wellbeing.accounts.people import Role
from wellbeing.accounts.role_store import HeldSince

LOOKS_AT_THEMSELVES = (
    "The audit log is where others see what somebody in a role has done. An auditor should hold no other "
    "role, or they look after themselves."
)
BOTH_SIDES = (
    "A staff representative agrees for the staff side to what a wellbeing lead proposes. One person should "
    "not be both."
)


@dataclass(frozen=True)
class Together:
    """Roles that one person holds, and why they should lie apart."""

    name: str
    roles: tuple[str, ...]
    why: str


def why_apart(roles: AbstractSet[str]) -> str:
    """Say why one person should not hold these together; empty where nothing speaks against it."""
    if Role.AUDITOR in roles and len(roles) > 1:
        return LOOKS_AT_THEMSELVES
    if {Role.WELLBEING_LEAD, Role.STAFF_REPRESENTATIVE} <= roles:
        return BOTH_SIDES
    return ""


def held_together(held: Iterable[HeldSince]) -> tuple[Together, ...]:
    """Return who holds roles that should lie apart."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in held:
        found[one.name, one.person_id].append(one.role)
    told = ((name, tuple(roles), why_apart(set(roles))) for (name, _), roles in found.items())
    return tuple(Together(*one) for one in told if one[2])
