"""Whoever rebuilds units around somebody, in whatever way, gets the figures that were attacked."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from tests.attacks.mechanism import REBUILDING, REBUILT, Published
from tests.attacks.people import Shape
from tests.support import promise, rolls
from wellbeing.disclosure import CyclePlan, Kind, Level, UnitPlan

ME = "0.0"
TEAMS, PEOPLE, CYCLES = 4, 8, 8
# Person, team and cycle → the key of the team in that cycle.
Names = Callable[[int, int], str]


def lives(named: Names) -> list[Mapping[str, str]]:
    """Deal people anew in every cycle, so that no team holds half of the people of any before."""
    return [
        {
            f"{first}.{seat}": named((first + seat * cycle) % TEAMS, cycle)
            for first in range(TEAMS)
            for seat in range(PEOPLE)
        }
        for cycle in range(CYCLES)
    ]


def the_same_team(team: int, _cycle: int) -> str:
    return f"s-{team}"


def two_teams_in_turn(team: int, cycle: int) -> str:
    return f"s-{(team + cycle % 2) % TEAMS}"


def founded_for_each_cycle(team: int, cycle: int) -> str:
    return f"s-{team} of {cycle}"


WAYS = (the_same_team, two_teams_in_turn, founded_for_each_cycle)


def figures_about(plan: CyclePlan, home: str) -> tuple[UnitPlan, *tuple[object, ...]]:
    """Return all that is published about somebody's team, but for what it is called."""
    (cell,) = (one for one in plan.cells_of(home) if one.level is Level.TEAM)
    unnamed: UnitPlan = replace(cell, unit_key="", label="", above="")
    return (unnamed, plan.parts(cell), plan.parameters)


@pytest.mark.parametrize("named", WAYS, ids=lambda way: way.__name__)
def test_a_team_is_rebuilt_in_vain_in_whatever_way(named):
    """In the numbers these are one attack, so one of them is run: the plans are the same."""
    homes = lives(named)

    plans = rolls.plans_of(homes)

    assert [
        figures_about(plan, home[ME])[0].kind for plan, home in zip(plans, homes, strict=True)
    ] == [
        Kind.FIRST_PULSE,
        *[Kind.PULSE] * 3,
    ] * 2
    promise.require_first_pulses_apart(rolls.by_cycle(plans), rolls.by_person(homes))
    attacked = Published(Shape(1, 1, TEAMS, PEOPLE), REBUILT)
    for plan in attacked.plans:
        ours = figures_about(plans[plan.cycle - 1], homes[plan.cycle - 1][ME])
        assert ours == figures_about(plan, attacked.homes[0])


def test_a_rule_by_units_alone_would_not_see_who_is_founded_a_new_unit_each_cycle():
    """What each unit has been before says nothing where each is new: only its people tell."""
    homes = lives(founded_for_each_cycle)
    forgetful = rolls.plans_of(homes, forgets=True)

    assert {cell.follows for plan in forgetful for cell in plan.cells} == {""}
    with pytest.raises(AssertionError, match=f"{ME} began in cycles 1 and 2"):
        promise.require_first_pulses_apart(rolls.by_cycle(forgetful), rolls.by_person(homes))


def test_each_place_of_the_first_pulses_in_a_year_is_attacked():
    shape = Shape(1, 1, TEAMS, PEOPLE)

    places = [
        [
            number
            for number, plan in enumerate(Published(shape, year).plans)
            if any(cell.kind is Kind.FIRST_PULSE for cell in plan.cells)
        ]
        for year in REBUILDING
    ]

    assert places == [[0], [3], [2], [1]]
