"""Which policy decides which week: a change never reaches back."""

from dataclasses import dataclass
from typing import Protocol

from wellbeing.stepped_care.policy import Policy
from wellbeing.week import Week


class Policies(Protocol):
    """Whatever can say which policy decides a week; a single policy decides them all."""

    def at(self, week: Week, /) -> Policy: ...

    def by_hash(self, sha256: str, /) -> Policy | None: ...


@dataclass(frozen=True)
class InForce:
    """A policy, and the first week it decides."""

    from_week: Week
    policy: Policy


@dataclass(frozen=True)
class Rulebook:
    """Every policy that is or was in force; each decides its weeks until the next one begins.

    A week is judged by its own policy, however late its check-in arrives. What a state keeps is
    what the policy of its week could ask for: a new rule that looks further back than any before
    sees only that, and waits for later check-ins rather than guess.
    """

    entries: tuple[InForce, ...]

    def __post_init__(self) -> None:
        """Put the entries in order of time; raise ValueError when there are none."""
        if not self.entries:
            raise ValueError("a rulebook holds at least one policy")
        in_order = tuple(sorted(self.entries, key=lambda entry: entry.from_week))
        object.__setattr__(self, "entries", in_order)

    def at(self, week: Week, /) -> Policy:
        """Return the policy that began last; weeks before the first policy get the first.

        Only a simulated past has such weeks.
        """
        begun = [entry.policy for entry in self.entries if entry.from_week <= week]
        return begun[-1] if begun else self.entries[0].policy

    def by_hash(self, sha256: str, /) -> Policy | None:
        """Return the policy that a placement names, whichever weeks it decides now."""
        found = (entry.policy for entry in self.entries if entry.policy.sha256 == sha256)
        return next(found, None)
