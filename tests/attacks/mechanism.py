"""The product's own numbers of made-up people: its plan, its sums and its noise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tests.attacks.people import NO_ANSWER, Answers, Numbers, Shape, Staff, Whole
from wellbeing.disclosure import (
    ADOPTED,
    Calendar,
    Crowd,
    CyclePlan,
    ExactSums,
    Kind,
    Level,
    ReleasedCell,
    Rhythm,
    Roster,
    Standing,
    Unit,
    Window,
    plan_cycle,
    values_of,
)
from wellbeing.disclosure.beginnings import came_from, cycles_apart, lately_first
from wellbeing.disclosure.contributions import Row, contributions
from wellbeing.disclosure.parameters import SENSITIVITY

Chosen = NDArray[np.bool_]
CALENDAR = Calendar(date(2026, 1, 5))
ORGANISATION = "organisation"
CYCLES_IN_A_YEAR = 4
# The mean of the made-up staff to the nearest quarter point, which the product finds by itself.
CENTRE = 2.5
# Who fares no better than this at the end of a cycle is taken to be offered more support.
REACTIVE_BELOW, FORMAL_BELOW = 1.3, 0.8


def without_noise(sums: Sequence[int], _sigma: float) -> Sequence[int]:
    return sums


@dataclass(frozen=True)
class Year:
    """Which 52 weeks are attacked: the first ever, a later one, or one of constant rebuilding."""

    name: str
    first_cycle: int
    # Whether teams go on from cycle to cycle, as they do unless somebody rebuilds them: always the
    # same few stay, and everybody else in the team is changed.
    goes_on: bool = True

    @property
    def cycles(self) -> range:
        return range(self.first_cycle, self.first_cycle + CYCLES_IN_A_YEAR)

    @property
    def weeks_before(self) -> int:
        """How many weeks of answers there are before these 52."""
        return 0 if self.first_cycle == 1 else ADOPTED.past_weeks


FIRST = Year("first", 1)
ALONE = Year("first, no other team", 1)
LATER = Year("later", 5)
# Rebuilt ever since the first cycle, a team has first pulses in every fourth. Attacked are years of
# four cycles that begin with them, and those that begin one, two and three cycles after them.
REBUILT = Year("later, team rebuilt every cycle", 5, goes_on=False)
REBUILDING = (
    REBUILT,
    *(
        Year(f"{REBUILT.name}, new {before} before", 5 + number, goes_on=False)
        for number, before in enumerate(("a cycle", "two cycles", "three cycles"), start=1)
    ),
)


@dataclass(frozen=True)
class Published:
    """What a year publishes about an organisation of some shape."""

    shape: Shape
    year: Year

    @cached_property
    def plans(self) -> tuple[CyclePlan, ...]:
        """The year's plans, made from those before as the product makes them."""
        plans: list[CyclePlan] = []
        units, homes = self._roster()
        # Whoever is attacked was in the same team in every cycle before.
        moved = [(home, home, people) for home, people in homes.items()]
        for cycle in range(1, self.year.cycles.stop):
            came = came_from(moved, plans[-1]) if plans and self.year.goes_on else {}
            earlier = [plans[number - 1] for number in cycles_apart(cycle)]
            lately = frozenset[str]().union(*(lately_first(moved, plan) for plan in earlier))
            centre = CENTRE if cycle > 1 else ADOPTED.first_centre
            plans.append(plan_cycle(cycle, Roster(units, homes, came, lately), centre))
        return tuple(plans[self.year.first_cycle - 1 :])

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Every window in which something comes out, whichever its rhythm."""
        return tuple(
            window
            for plan in self.plans
            for rhythm in sorted(plan.parts_by_rhythm)
            for window in CALENDAR.windows(plan.cycle, rhythm)
        )

    @cached_property
    def numbers(self) -> tuple[ReleasedCell, ...]:
        """Every number of the year, as it is when nobody is there and no noise is added."""
        return tuple(cell for window in self.windows for cell in self.cells_of(window))

    @cached_property
    def sigma(self) -> Numbers:
        return np.array([cell.sigma for cell in self.numbers])

    @cached_property
    def sensitivity(self) -> Numbers:
        """How far one person's record can move each number; 1 where people are counted."""
        return np.array([1 if one.kind is Kind.TALLY else SENSITIVITY for one in self.numbers])

    @cached_property
    def month(self) -> Whole:
        """The month of each number, 0 to 11."""
        first = min(cell.month for cell in self.numbers)
        return np.array([cell.month - first for cell in self.numbers])

    @cached_property
    def week(self) -> Whole:
        """The week of each number that is about one week alone, 0 to 51; -1 for the others."""
        windows: dict[tuple[Rhythm, int], int] = {
            (window.rhythm, window.index): window.first.since(self.windows[0].first)
            for window in self.windows
            if window.rhythm is Rhythm.WEEK
        }
        return np.array([windows.get((one.rhythm, one.window), -1) for one in self.numbers])

    def inside(self, cycle: int, unit_key: str) -> Chosen:
        """Say which people enter the figures of a unit."""
        if (cycle, unit_key) not in self._inside:
            homes = set(self.plans[cycle - self.year.first_cycle].homes_in(unit_key))
            self._inside[cycle, unit_key] = np.array([home in homes for home in self.homes])
        return self._inside[cycle, unit_key]

    @cached_property
    def _inside(self) -> dict[tuple[int, str], Chosen]:
        return {}

    @cached_property
    def homes(self) -> list[str]:
        return [team_key(self.shape, person) for person in range(self.shape.whole)]

    def above(self, person: int) -> Whole:
        """Return the places of the numbers that a person enters, in one order for everybody."""
        return self._above[person // self.shape.people]

    def integers(self, staff: Staff) -> Whole:
        """Return what each person adds to each number, by the product's own arithmetic."""
        parts = [self._of_window(window, self.crowd(staff, window)) for window in self.windows]
        return np.concatenate(parts, axis=1)

    def cells_of(self, window: Window) -> tuple[ReleasedCell, ...]:
        """Return what comes out of a window when nobody is there, in the order of the ledger."""
        if window not in self._cells:
            self._cells[window] = self.sums(window).release(without_noise)
        return self._cells[window]

    @cached_property
    def _cells(self) -> dict[Window, tuple[ReleasedCell, ...]]:
        return {}

    def sums(self, window: Window) -> ExactSums:
        return ExactSums(self.plan_at(window), window)

    def plan_at(self, window: Window) -> CyclePlan:
        return self.plans[window.cycle - self.year.first_cycle]

    def crowd(self, staff: Staff, window: Window) -> Crowd:
        """Return everybody's weeks around a window, as the product's publisher reads them."""
        plan = self.plan_at(window)
        weeks = (*window.weeks_before(plan.parameters.past_weeks), *window.weeks)
        items = self._items(staff, weeks[0].since(self.windows[0].first), len(weeks))
        parts = plan.parts_by_rhythm[window.rhythm]
        indicators = {
            each for part in parts for each in part.indicators if part.kind is not Kind.TALLY
        }
        return Crowd(
            homes=self.homes,
            weeks=weeks,
            values={each: values_of(items, each) for each in sorted(indicators)},
            standing=self._standing(staff, window),
        )

    def _of_window(self, window: Window, crowd: Crowd) -> Whole:
        by_row: dict[Row, Whole] = {}
        found = []
        for cell in self.cells_of(window):
            row = Row(cell.indicator, cell.kind)
            if row not in by_row:
                by_row[row] = self._of_row(window, crowd, row)
            found.append(by_row[row] * self.inside(window.cycle, cell.unit_key))
        return np.array(found).T

    def _of_row(self, window: Window, crowd: Crowd, row: Row) -> Whole:
        if row.kind is Kind.TALLY:
            place = tuple(Standing).index(Standing(row.indicator))
            return np.asarray(crowd.standing == place, dtype=np.int64)
        return contributions(self.plan_at(window), window, crowd, row)

    def _items(self, staff: Staff, first: int, count: int) -> Answers:
        """Cut weeks out, counted from the first of the 52; nothing was answered before the start."""
        begin = first + self.year.weeks_before
        items = staff.items[:, max(0, begin) : max(0, begin + count)]
        missing = ((0, 0), (count - items.shape[1], 0), (0, 0))
        return np.asarray(np.pad(items, missing, constant_values=NO_ANSWER))

    def _standing(self, staff: Staff, window: Window) -> Whole:
        """Say where everybody stands when a window ends; the rules that decide it do not matter."""
        end = window.last.since(self.windows[0].first) + self.year.weeks_before + 1
        level = staff.levels[:, end - len(window.weeks) : end].mean(axis=1)
        step = 1 + (level < REACTIVE_BELOW) + (level < FORMAL_BELOW)
        sent = staff.items[:, end - len(window.weeks) : end, 0] != NO_ANSWER
        return np.where(sent.any(axis=1), step, 0)

    @cached_property
    def _above(self) -> tuple[Whole, ...]:
        teams = range(0, self.shape.whole, self.shape.people)
        return tuple(self._places(team_key(self.shape, person)) for person in teams)

    def _places(self, home: str) -> Whole:
        keys = {cell.unit_key for cell in self.plans[0].cells_of(home)}
        return np.array([n for n, cell in enumerate(self.numbers) if cell.unit_key in keys])

    def _roster(self) -> tuple[tuple[Unit, ...], Mapping[str, int]]:
        units: dict[str, Unit] = {}
        homes: dict[str, int] = {}
        for person in range(self.shape.whole):
            units |= {unit.key: unit for unit in units_above(self.shape, person)}
            home = team_key(self.shape, person)
            homes[home] = homes.get(home, 0) + 1
        return tuple(units.values()), homes


def units_above(shape: Shape, person: int) -> Iterator[Unit]:
    directorate, service, team = shape.home_of(person)
    yield Unit(ORGANISATION, Level.ORGANISATION, ORGANISATION)
    yield Unit(f"d{directorate}", Level.DIRECTORATE, f"d{directorate}", ORGANISATION)
    key = f"d{directorate}s{service}"
    yield Unit(key, Level.SERVICE, key, f"d{directorate}")
    yield Unit(f"{key}t{team}", Level.TEAM, f"{key}t{team}", key)


def team_key(shape: Shape, person: int) -> str:
    directorate, service, team = shape.home_of(person)
    return f"d{directorate}s{service}t{team}"
