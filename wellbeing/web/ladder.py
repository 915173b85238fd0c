"""How many people a group needs for how much detail, by arithmetic from the published parameters."""

from dataclasses import dataclass
from functools import lru_cache

from wellbeing.disclosure import DETAIL, Kind, Level, Menu
from wellbeing.disclosure.menus import finest
from wellbeing.disclosure.parameters import Parameters

LARGEST = 5_000
MENUS = tuple(DETAIL)
NAMES = {
    Level.TEAM: "Team, or small teams together",
    Level.SERVICE: "Service",
    Level.DIRECTORATE: "Directorate",
    Level.ORGANISATION: "Whole organisation",
}


@dataclass(frozen=True)
class Rung:
    """One level: from how many people on it shows each menu, the coarsest first."""

    name: str
    from_people: tuple[str, ...]


@lru_cache(maxsize=4)
def ladder(parameters: Parameters) -> tuple[Rung, ...]:
    """Return the sizes where all four levels are shown; a level that is missing hands its share down."""
    return tuple(
        Rung(
            name,
            tuple(f"{_smallest(level, menu, parameters):,}" for menu in MENUS),
        )
        for level, name in NAMES.items()
    )


def _smallest(level: Level, menu: Menu, parameters: Parameters) -> int:
    """Search the smallest group: more people never show less."""
    rho = parameters.rho_cycle * parameters.shares.of(level)
    kind = Kind.PULSE if level is Level.TEAM else Kind.LEVEL
    low, high = parameters.smallest_group, LARGEST
    while low < high:
        middle = (low + high) // 2
        shown = finest(level, middle, kind, rho, parameters)
        if MENUS.index(shown) >= MENUS.index(menu):
            high = middle
        else:
            low = middle + 1
    return low
