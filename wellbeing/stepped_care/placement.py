"""What the engine says about a week: the step, and the reasons in words with the numbers they saw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from pydantic import PlainSerializer, TypeAdapter

from wellbeing.stepped_care import canonical
from wellbeing.stepped_care.offers import Offer

# Not a rule of the policy: the reason given when no rule applied and the step stayed.
KEPT = "kept"

Seen = int | float | str | tuple[int, ...] | tuple[float, ...]


class Step(StrEnum):
    """A level of offer, never a judgement of the person."""

    PREVENTION = "prevention"
    REACTIVE = "reactive"
    FORMAL = "formal"

    @property
    def level(self) -> int:
        """Count from 0, so that steps can be compared."""
        return tuple(Step).index(self)


@dataclass(frozen=True)
class Reason:
    """Why: the rule, a sentence for the person, and the values the rule saw."""

    rule: str
    sentence: str
    values: Annotated[Mapping[str, Seen], PlainSerializer(dict)] = field(
        default_factory=dict, hash=False
    )

    __pydantic_config__ = canonical.EXACT

    def __post_init__(self) -> None:
        """Make the values unchangeable."""
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))


@dataclass(frozen=True)
class Placement:
    """The step of one week, at its end, and everything needed to explain it."""

    week: canonical.WrittenWeek
    step: Step | None  # None while there is no current information
    formal_suggested: bool
    w: int | None
    baseline: float | None
    rise: float | None
    reasons: tuple[Reason, ...]  # never empty: there is always a plain reason why
    offers: tuple[Offer, ...]
    review_week: canonical.WrittenWeek | None
    policy_hash: str

    __pydantic_config__ = canonical.EXACT

    @classmethod
    def from_bytes(cls, written: bytes) -> "Placement":
        return canonical.from_bytes(_PLACEMENT, written)

    @property
    def no_current_information(self) -> bool:
        return self.step is None

    @property
    def rules(self) -> tuple[str, ...]:
        """Name the rules of the policy that held or happened in this week."""
        return tuple(reason.rule for reason in self.reasons if reason.rule != KEPT)

    @property
    def formal_reasons(self) -> tuple[Reason, ...]:
        """Return what spoke for formal support in this week."""
        return tuple(reason for reason in self.reasons if reason.rule.startswith("F"))

    def to_bytes(self) -> bytes:
        return canonical.to_bytes(_PLACEMENT, self)


_PLACEMENT = TypeAdapter(Placement)
