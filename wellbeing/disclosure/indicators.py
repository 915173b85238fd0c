"""What figures are about: ten items, three domains made of them, and conditions at work.

All are 0 to 4, higher is better. A domain is the mean of its answered items, conditions at work
the mean of work pressure and support. Pressure from life outside work belongs to no domain.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType


class Indicator(StrEnum):
    """One thing a figure can be about."""

    CONDITIONS = "conditions"
    SIGNS = "signs"
    WORK_PRESSURE = "work_pressure"
    SUPPORT = "support"
    SLEEP = "sleep"
    ALERT = "alert"
    WORRY = "worry"
    IRRITABLE = "irritable"
    LOW = "low"
    AVOID = "avoid"
    OP = "op"
    ORG = "org"
    LIFE = "life"
    # The one item of the domain of that name.
    SUPPORT_ITEM = "support_item"


# In the order in which a week's answers are kept.
ITEMS = tuple(Indicator)[4:]
DOMAINS = (Indicator.SIGNS, Indicator.WORK_PRESSURE, Indicator.SUPPORT)
MADE_OF: Mapping[Indicator, tuple[Indicator, ...]] = MappingProxyType(
    {
        Indicator.CONDITIONS: (Indicator.WORK_PRESSURE, Indicator.SUPPORT),
        Indicator.SIGNS: ITEMS[:6],
        Indicator.WORK_PRESSURE: (Indicator.OP, Indicator.ORG),
        Indicator.SUPPORT: (Indicator.SUPPORT_ITEM,),
    }
)


def can_tell(own: Collection[str], indicator: str) -> bool:
    """Say whether numbers about some indicators tell of another one, itself or by all its parts."""
    parts = MADE_OF.get(Indicator(indicator), ())
    return indicator in own or (bool(parts) and all(can_tell(own, part) for part in parts))


class Standing(StrEnum):
    """What a tally counts: where somebody stood when a cycle ended; everybody is in one."""

    NO_PART = "no-part"
    PREVENTION = "prevention"
    REACTIVE = "reactive"
    FORMAL = "formal"
