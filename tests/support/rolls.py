"""Rosters told person by person, and the plans that the product makes from them, cycle by cycle."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tests.support.cohorts import organisation_of
from wellbeing.disclosure import CyclePlan, Roster, plan_cycle
from wellbeing.disclosure.beginnings import came_from, cycles_apart, lately_first

# Person → home unit, written as its service and its own name: `north-red`.
Homes = Mapping[str, str]


def plans_of(
    cycles: Sequence[Homes], *, forgets: bool = False, centre: float = 2.0
) -> tuple[CyclePlan, ...]:
    """Plan cycle after cycle as the publisher does; a planner that forgets must be caught."""
    plans: list[CyclePlan] = []
    for cycle, homes in enumerate(cycles, start=1):
        came = came_from(moved(cycles, cycle, cycle - 1), plans[-1]) if plans else {}
        lately = [
            lately_first(moved(cycles, cycle, earlier), plans[earlier - 1])
            for earlier in cycles_apart(cycle)
        ]
        known = frozenset[str]() if forgets else frozenset[str]().union(*lately)
        people = Counter(homes.values())
        units = organisation_of(_services(people))
        plans.append(plan_cycle(cycle, Roster(units, people, came, known), centre))
    return tuple(plans)


def moved(cycles: Sequence[Homes], cycle: int, earlier: int) -> list[tuple[str, str, int]]:
    """Count who was where in an earlier cycle: home now, home then, people."""
    now, then = cycles[cycle - 1], cycles[earlier - 1]
    pairs = Counter((now[person], then[person]) for person in now.keys() & then.keys())
    return [(home, before, people) for (home, before), people in pairs.items()]


def by_cycle(plans: Sequence[CyclePlan]) -> dict[int, CyclePlan]:
    return {plan.cycle: plan for plan in plans}


def by_person(cycles: Sequence[Homes]) -> dict[tuple[int, str], str]:
    """Return the same rosters as (cycle, person) → home."""
    return {
        (cycle, person): home
        for cycle, homes in enumerate(cycles, start=1)
        for person, home in homes.items()
    }


def _services(people: Mapping[str, int]) -> dict[str, dict[str, int]]:
    services: dict[str, dict[str, int]] = {}
    for home, count in people.items():
        services.setdefault(home.split("-")[0], {})[home] = count
    return services
