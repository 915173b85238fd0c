"""Where the people of each unit were in earlier cycles: whose past goes on, and who began lately.

Counted by person, from rosters and the calendar alone. A first pulse tells somebody's level and an
ordinary one mostly its change, so nobody enters first pulses in two of any four cycles in a row,
whatever units are founded, emptied, renamed or pooled around them.
"""

from collections.abc import Iterable

from wellbeing.disclosure.menus import Kind
from wellbeing.disclosure.parameters import Level
from wellbeing.disclosure.plan import CyclePlan, UnitPlan
from wellbeing.disclosure.year import CYCLES_A_YEAR

# Home unit now, home unit in an earlier cycle, people.
Movements = Iterable[tuple[str, str, int]]
# So many cycles have to pass without a first pulse before somebody enters another.
CYCLES_APART = CYCLES_A_YEAR - 1


def cycles_apart(cycle: int) -> range:
    """Return the earlier cycles in which a first pulse forbids one now."""
    return range(max(1, cycle - CYCLES_APART), cycle)


def came_from(movements: Movements, before: CyclePlan) -> dict[str, dict[str, int]]:
    """Count for each home from which teams and pools of the cycle before its people come."""
    found: dict[str, dict[str, int]] = {}
    for home, earlier, people in movements:
        for cell in _teams_of(before, earlier):
            counted = found.setdefault(home, {})
            counted[cell.unit_key] = counted.get(cell.unit_key, 0) + people
    return found


def lately_first(movements: Movements, earlier: CyclePlan) -> frozenset[str]:
    """Return the homes with anybody who was to enter a first pulse in that earlier cycle."""
    began = homes_that_began(earlier)
    return frozenset(home for home, then, people in movements if people and then in began)


def homes_that_began(plan: CyclePlan) -> frozenset[str]:
    """Return the homes whose people enter first pulses in a cycle."""
    first = [cell for cell in plan.cells if cell.kind is Kind.FIRST_PULSE]
    return frozenset(home for cell in first for home in plan.homes_in(cell.unit_key))


def _teams_of(plan: CyclePlan, home: str) -> list[UnitPlan]:
    return [cell for cell in plan.cells_of(home) if cell.level is Level.TEAM]
