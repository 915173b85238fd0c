"""Ledgers for the tests of the reader: simulated organisations whose true levels are known."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tests.support.cohorts import CALENDAR, PersonWeeks, crowd_of, roster_of
from wellbeing.disclosure import (
    Book,
    CyclePlan,
    ExactSums,
    ReleasedCell,
    Roster,
    plan_cycle,
)

MONTHS_BEFORE = 9
ANSWERS = 0.7


@dataclass(frozen=True)
class Truth:
    """A ledger, and the true mean of every published unit and month."""

    book: Book
    levels: Mapping[tuple[str, int], float]


def plans_of(services: Mapping[str, Mapping[str, int]], cycles: int) -> tuple[CyclePlan, ...]:
    """Plan several cycles in which nobody moves."""
    roster = roster_of(services)
    plans = [plan_cycle(1, roster, centre=2.0)]
    for cycle in range(2, cycles + 1):
        before = plans[-1].by_key
        came_from = {
            home: {before[home].shown_with or home: people} for home, people in roster.homes.items()
        }
        again = Roster(roster.units, roster.homes, came_from)
        plans.append(plan_cycle(cycle, again, centre=2.0))
    return tuple(plans)


def simulate(seed: int, services: Mapping[str, Mapping[str, int]], cycles: int = 3) -> Truth:
    """Draw levels as the reader's model says they vary, answers around them, and noise."""
    chance = np.random.default_rng(seed)
    plans = plans_of(services, cycles)
    people = _people(chance, services, cycles * 3)
    cells: list[ReleasedCell] = []
    levels: dict[tuple[str, int], float] = {}
    for plan in plans:
        for window in CALENDAR.windows(plan.cycle):
            sums = ExactSums(plan, window)
            said_by = []
            for home, line in people:
                weeks = [*window.weeks_before(26), *window.weeks]
                months = [
                    window.index + min(0, week.since(window.first)) * 6 // 26 for week in weeks
                ]
                said = line[[month + MONTHS_BEFORE for month in months]]
                said = np.clip(said + chance.normal(0, 0.45, len(weeks)), 0, 4)
                answered = chance.random(len(weeks)) < ANSWERS
                values = {
                    week: float(value)
                    for week, value, given in zip(weeks, said, answered, strict=True)
                    if given
                }
                said_by.append(PersonWeeks(home, values, dict.fromkeys(window.weeks, home)))
            sums.add(crowd_of(said_by, window))
            cells += sums.release(
                lambda exact, sigma: [n + round(chance.normal(0, sigma)) for n in exact]
            )
            levels |= _levels(plan, people, window.index)
    return Truth(Book(plans, tuple(cells)), levels)


def _people(chance, services, months):
    span = np.arange(months + MONTHS_BEFORE)
    fading = 0.09 * np.exp(-np.abs(span[:, None] - span[None, :]) / 6)
    factor = np.linalg.cholesky(fading + 1e-9 * np.eye(len(span)))
    mean = 2.0 + chance.normal(0, 0.3)
    people = []
    for teams in services.values():
        service = mean + chance.normal(0, 0.2)
        for team, size in teams.items():
            line = service + chance.normal(0, 0.3) + factor @ chance.normal(size=len(span))
            people += [(team, line + chance.normal(0, 0.7)) for _ in range(size)]
    return people


def _levels(plan, people, month):
    return {
        (cell.unit_key, month): float(
            np.mean(
                [
                    np.clip(line[month + MONTHS_BEFORE], 0, 4)
                    for home, line in people
                    if cell in plan.cells_of(home)
                ]
            )
        )
        for cell in plan.cells
    }
