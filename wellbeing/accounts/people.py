"""The values the rest of the house gets instead of rows: people, units, memberships."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """The four fixed levels of an organisation, from the top."""

    ORGANISATION = "organisation"
    DIRECTORATE = "directorate"
    SERVICE = "service"
    TEAM = "team"

    @property
    def depth(self) -> int:
        return list(Level).index(self)


class Role(StrEnum):
    """What a member of staff may be besides being a member of staff."""

    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    PEER_SUPPORTER = "peer_supporter"
    PRACTITIONER = "practitioner"
    WELLBEING_LEAD = "wellbeing_lead"
    STAFF_REPRESENTATIVE = "staff_representative"
    ROSTER_ADMIN = "roster_admin"
    OPERATOR = "operator"
    AUDITOR = "auditor"


@dataclass(frozen=True)
class Organisation:
    """The organisation of this installation."""

    name: str
    zone: str
    nation: str
    first_cycle_monday: date


@dataclass(frozen=True)
class Unit:
    """A team, service, directorate or the organisation itself."""

    id: str
    level: Level
    name: str
    parent_id: str | None
    opened_on: date
    closed_on: date | None = None

    def is_open(self, on: date) -> bool:
        return self.opened_on <= on and (self.closed_on is None or on < self.closed_on)


@dataclass(frozen=True)
class Earlier:
    """What a unit was called and which unit it stood in, from one day until another."""

    name: str
    parent_id: str | None
    from_on: date
    until_on: date


@dataclass(frozen=True)
class Person:
    """A member of staff as others in the house know them."""

    id: str
    name: str
    work_email: str
    roles: frozenset[str]
    joined_on: date
    left_on: date | None = None


@dataclass(frozen=True)
class Membership:
    """A person's home team from one day until (not including) another."""

    person_id: str
    unit_id: str
    from_on: date
    until_on: date | None = None

    def holds(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on < self.until_on)
