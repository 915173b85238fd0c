"""The values of the privacy report: nothing in them is about what any person answered or did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from wellbeing.accounts.service import RoleDay
from wellbeing.figure_settings.service import Recorded
from wellbeing.web.measured import AttackFigures, UtilityFigures


@dataclass(frozen=True)
class Guarantee:
    """What all figures of some weeks cost a person at most, against another record of theirs."""

    weeks: int
    # Against the record of somebody who took no part; else against any other record.
    against_no_part: bool
    rho: float
    epsilon: float
    # What follows from rho alone, whatever the noise; OpenDP's accounting gives the same.
    epsilon_from_rho: float
    # Weeks that begin inside a cycle: a group may go over from months to weeks meanwhile.
    from_any_day: bool = False


@dataclass(frozen=True)
class Cycle:
    """A cycle of 13 weeks as the ledger holds it: its parameters and what was spent of its budget."""

    cycle: int
    starts_on: date
    parameters_sha256: str
    # Which parameters differ from those of the cycle before, with both values.
    changed: tuple[str, ...]
    most_spent: float
    budget: float


@dataclass(frozen=True)
class Chain:
    """Whether every entry of the ledger is as it was written, and within everybody's budget."""

    trouble: str
    entries: int = 0
    windows: int = 0
    head: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.trouble


@dataclass(frozen=True)
class Gap:
    """A window that is closed for good without figures."""

    window: str
    starts_on: date
    ends_on: date
    noted_on: date
    # Its weeks were not kept whole any more when it could have come out.
    too_late: bool = False


@dataclass(frozen=True)
class PolicyChange:
    """A policy that was put in force, or a proposal that was not: by which roles, never by whom."""

    decision: str
    decided_on: date
    from_on: date | None
    by_roles: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Looks:
    """How often somebody opened what one person shared with them, in a cycle that is over."""

    cycle: int
    starts_on: date
    ends_on: date
    # In tens: 20 stands for 20 to 29. None where fewer people were on the roster than may be counted.
    tens: int | None


class AttackRun(AttackFigures):
    """The last whole run of the attack suite, with whether every mark was kept."""

    passes: bool | None = None
    ceiling_13_weeks: float | None = None
    ceiling_52_weeks: float | None = None


@dataclass(frozen=True)
class PrivacyReport:
    """Everything the report says, as it stood at one moment."""

    organisation: str
    made_at: datetime
    made_on: date
    # The cycle whose parameters these are; 0 before the first.
    cycle: int
    parameters: Mapping[str, float]
    parameters_sha256: str
    delta: float
    guarantees: tuple[Guarantee, ...]
    chain: Chain
    cycles: tuple[Cycle, ...]
    gaps: tuple[Gap, ...]
    # Days on which an operator let another place publish.
    moved_on: tuple[date, ...]
    policies: tuple[PolicyChange, ...]
    settings: tuple[Recorded, ...]
    holders: Mapping[str, int]
    role_days: tuple[RoleDay, ...]
    # From the audit log: how many in a cycle, and nothing else about them.
    looks_at_shared: tuple[Looks, ...]
    # So many people have to be on the whole roster for that.
    fewest_for_looks: int
    attacks: AttackRun | None
    utility: UtilityFigures | None
