"""Cover in words: roles, the nation whose holidays count, and the days ahead as a table."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from wellbeing.accounts.people import Role
from wellbeing.cover.ahead import Ahead, DayAhead
from wellbeing.cover.kept import day_in_words
from wellbeing.cover.own import SUPPORTERS

ROLES = {Role.PEER_SUPPORTER: "Peer supporter", Role.PRACTITIONER: "Practitioner"}


@dataclass(frozen=True)
class ShownDay:
    """One day ahead: why it is closed, or for each role whether somebody is there."""

    day: str
    closed: str
    is_there: tuple[bool, ...]


def role_in_words(role: Role) -> str:
    return ROLES[role]


def supporting_role(held: Collection[str]) -> str:
    """Return as what somebody supports others: `Practitioner`, or both where they are both."""
    return ", ".join(ROLES[role] for role in SUPPORTERS if role.value in held)


def nation_in_words(nation: str) -> str:
    """Return `Northern Ireland` for the name a nation is kept under."""
    return nation.replace("_", " ").title()


def shown_days(found: Ahead) -> tuple[ShownDay, ...]:
    return tuple(_shown(one) for one in found.days)


def day_from(typed: str) -> date | None:
    """Return the day that a pressed button names; nothing where it names none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _shown(one: DayAhead) -> ShownDay:
    there = tuple(role not in one.nobody for role in SUPPORTERS)
    return ShownDay(day_in_words(one.day), one.closed, there)
