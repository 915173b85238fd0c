"""Menus: how much detail a unit shows, chosen by how rough its figures would be for its size."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from wellbeing.disclosure.calendar import PER_CYCLE, Rhythm
from wellbeing.disclosure.indicators import DOMAINS, ITEMS, Indicator, Standing
from wellbeing.disclosure.parameters import (
    BOUND,
    Level,
    Parameters,
    cost_of,
    cost_of_tally,
    sigma_for,
    sigma_for_tally,
)


class Menu(StrEnum):
    """What is published about a unit in a cycle."""

    CONDITIONS = "conditions-monthly"
    DOMAINS = "domains-monthly"
    DOMAINS_WEEKLY = "domains-weekly"
    ITEMS_WEEKLY = "items-weekly"
    POOLED = "pooled"
    TOO_FEW = "too-few"
    ONLY_ONE = "only-one"


class Kind(StrEnum):
    """How a person's weeks become their whole number in a sum."""

    LEVEL = "level"
    PULSE = "pulse"
    FIRST_PULSE = "first-pulse"
    TALLY = "tally"


@dataclass(frozen=True)
class Detail:
    """What a menu says of each window, and how long its windows are."""

    indicators: tuple[Indicator, ...]
    rhythm: Rhythm


# From the coarsest to the finest.
DETAIL: Mapping[Menu, Detail] = MappingProxyType(
    {
        Menu.CONDITIONS: Detail((Indicator.CONDITIONS,), Rhythm.MONTH),
        Menu.DOMAINS: Detail(DOMAINS, Rhythm.MONTH),
        Menu.DOMAINS_WEEKLY: Detail(DOMAINS, Rhythm.WEEK),
        Menu.ITEMS_WEEKLY: Detail(ITEMS, Rhythm.WEEK),
    }
)


@dataclass(frozen=True)
class Part:
    """Figures of one unit in one cycle that share a budget, and so their noise."""

    indicators: tuple[str, ...]
    kind: Kind
    rhythm: Rhythm
    rho: float

    @property
    def figures(self) -> int:
        """Count the numbers of this part that come out in a cycle."""
        return len(self.indicators) * PER_CYCLE[self.rhythm]

    @property
    def sigma(self) -> float:
        if self.kind is Kind.TALLY:
            return sigma_for_tally(self.rho)
        return sigma_for(self.rho, self.figures)

    @property
    def cost(self) -> float:
        """Return what this part costs each person in it, worked out from its noise."""
        if self.kind is Kind.TALLY:
            return cost_of_tally(self.sigma)
        return cost_of(self.sigma, self.figures)


def parts_of(menu: Menu, kind: Kind, rho: float, parameters: Parameters) -> Iterator[Part]:
    """Give the parts of a menu; a team keeps its monthly pulse beside every finer menu."""
    if menu not in DETAIL:
        return
    detail = DETAIL[menu]
    if kind is Kind.LEVEL:
        yield Part(detail.indicators, kind, detail.rhythm, rho)
        return
    conditions = DETAIL[Menu.CONDITIONS]
    beside = rho * (1 - parameters.pulse_share) if menu is not Menu.CONDITIONS else 0.0
    yield Part(conditions.indicators, kind, conditions.rhythm, rho - beside)
    if beside:
        yield Part(detail.indicators, Kind.LEVEL, detail.rhythm, beside)


def spent_on(menu: Menu, kind: Kind, rho: float, parameters: Parameters) -> float:
    """Return what a unit with this menu spends of the budget it may spend.

    Levels tell more of how somebody fares than pulses do: a team that has both spends its own share
    at most, and nothing of what units above left to it.
    """
    if kind is Kind.LEVEL or menu is Menu.CONDITIONS:
        return rho
    return min(rho, parameters.shares.team * parameters.rho_cycle)


def tally_of(rho: float) -> Part:
    return Part(tuple(Standing), Kind.TALLY, Rhythm.CYCLE, rho)


def finest(level: Level, people: int, kind: Kind, rho: float, parameters: Parameters) -> Menu:
    """Return the finest menu whose noise stays within the level's limit, or conditions monthly."""
    limit = parameters.limits.of(level)
    for menu in reversed(tuple(DETAIL)):
        spent = spent_on(menu, kind, rho, parameters)
        (*_, detail) = parts_of(menu, kind, spent, parameters)
        if detail.kind is Kind.LEVEL and noise_in_points(detail, people, parameters) <= limit:
            return menu
    return Menu.CONDITIONS


def noise_in_points(detail: Part, people: int, parameters: Parameters) -> float:
    """Return the noise of a level row as points on the scale from 0 to 4."""
    return detail.sigma * parameters.level_clip / BOUND / people
