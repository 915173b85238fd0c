"""Lets a made-up organisation live, publish and be read, and sets each figure beside the truth.

Contributions, plans and reader are the product's own, and so is the noise it is handed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from wellbeing.disclosure import (
    Book,
    Calendar,
    CyclePlan,
    ExactSums,
    Indicator,
    Kind,
    Level,
    Noise,
    Place,
    Read,
    ReleasedCell,
    Rhythm,
    Roster,
    Unit,
    centre_for,
    centres_for,
    plan_cycle,
    readings,
)
from wellbeing.disclosure.parameters import ADOPTED, Parameters
from wellbeing.simulation.everybody import ALL, Change, Everybody, live, mean_of
from wellbeing.week import Week

FIRST = Week(2026, 2)
CALENDAR = Calendar(FIRST.monday)
MONTHS_A_CYCLE, WEEKS_A_CYCLE = 3, 13
# Of each size one team in four falls for good by half a point, and one in four rises.
STEP, EVERY = 0.5, 4
# The month of the step: arrows have begun before, and 13 weeks follow.
FIRST_STEP, WEEKS_AFTER = 5, 3
SEEN = (Indicator.CONDITIONS, Indicator.WORK_PRESSURE, Indicator.SUPPORT, Indicator.SIGNS)


@dataclass(frozen=True)
class Shape:
    """An organisation: how many services, the sizes of the teams in each, and for how long."""

    services: int = 4
    sizes: tuple[int, ...] = (8, 8, 8, 12, 12, 12, 25, 25, 80, 100)
    cycles: int = 5

    @property
    def people(self) -> int:
        return self.services * sum(self.sizes)

    @property
    def weeks(self) -> tuple[Week, ...]:
        return tuple(FIRST.plus(number) for number in range(WEEKS_A_CYCLE * self.cycles))


@dataclass(frozen=True)
class Group:
    """Whom figures are about: a team, or the teams under a unit; in which month it steps, and how far."""

    teams: frozenset[str]
    size: int
    kind: Kind = Kind.PULSE
    month: int = 0
    step: float = 0.0


@dataclass(frozen=True)
class Point:
    """One published figure beside the truth it is about; a team without a step has a step of 0."""

    # A team, with a monthly pulse, or a unit above teams, with levels only.
    kind: Kind
    team: str
    size: int
    indicator: str
    rhythm: str
    # The last week and the month it covers.
    week: int
    month: int
    error: float
    held: bool
    read: Read
    # Months since the step, and the step.
    since: int | None
    step: float


def points_of(seed: int, shape: Shape, noise: Noise) -> tuple[Point, ...]:
    """Return every figure about the teams of one organisation; its people come from the seed."""
    groups, everybody = lived(seed, shape)
    book = published(roster_of(groups), everybody, shape.cycles, noise)
    return read_beside(book, groups, everybody)


def lived(seed: int, shape: Shape) -> tuple[dict[str, Group], Everybody]:
    """Return the teams of one organisation, and its people with everything they would have said."""
    groups = _groups(seed, shape)
    homes = {team: group.size for team, group in groups.items()}
    changes = {
        team: Change(CALENDAR.window(group.month).first.since(FIRST), group.step)
        for team, group in groups.items()
        if group.step
    }
    return groups, live(seed, homes, shape.weeks, changes)


def roster_of(groups: Mapping[str, Group]) -> Roster:
    return Roster(_units(groups), {team: group.size for team, group in groups.items()})


def read_beside(book: Book, groups: Mapping[str, Group], everybody: Everybody) -> tuple[Point, ...]:
    """Set every figure about these groups beside the truth."""
    return tuple(
        _point(place, read, everybody, groups[place.unit_key])
        for indicator in SEEN
        for place, read in readings(book, groups, indicator).items()
    )


def published(
    roster: Roster,
    everybody: Everybody,
    cycles: int,
    noise: Noise,
    parameters: Parameters = ADOPTED,
) -> Book:
    """Publish every window of every cycle, each plan made from what was out before; everybody stays."""
    homes = roster.homes
    book = Book((), ())
    for cycle in range(1, cycles + 1):
        stayed = {team: {team: size} for team, size in homes.items()} if book.plans else {}
        plan = plan_cycle(
            cycle,
            Roster(roster.units, homes, stayed),
            centre_for(book, cycle, parameters),
            parameters,
            centres=centres_for(book, cycle),
        )
        cells = tuple(_cells(plan, everybody, noise))
        book = Book((*book.plans, plan), (*book.cells, *cells))
    return book


def _units(teams: Iterable[str]) -> tuple[Unit, ...]:
    services = {team: f"service {team.split('.')[1]}" for team in teams}
    return (
        Unit("organisation", Level.ORGANISATION, "organisation"),
        *(
            Unit(name, Level.SERVICE, name, "organisation")
            for name in sorted(set(services.values()))
        ),
        *(Unit(team, Level.TEAM, team, service) for team, service in services.items()),
    )


def _groups(seed: int, shape: Shape) -> dict[str, Group]:
    chance = np.random.default_rng(seed)
    sizes = {
        f"{seed}.{service}.{place}": size
        for service in range(shape.services)
        for place, size in enumerate(shape.sizes)
    }
    last = MONTHS_A_CYCLE * shape.cycles - WEEKS_AFTER
    months = {team: int(chance.integers(FIRST_STEP, last)) for team in sizes}
    steps: dict[str, float] = {}
    for size in sorted(set(shape.sizes)):
        alike = [team for team, people in sizes.items() if people == size]
        steps |= dict(zip(chance.permutation(alike).tolist(), _steps(len(alike)), strict=True))
    return {
        team: Group(frozenset({team}), size, month=months[team], step=steps[team])
        for team, size in sizes.items()
    }


def _steps(count: int) -> list[float]:
    moved = count // EVERY
    return [-STEP] * moved + [STEP] * moved + [0.0] * (count - 2 * moved)


def _cells(plan: CyclePlan, everybody: Everybody, noise: Noise) -> Iterator[ReleasedCell]:
    for rhythm, parts in plan.parts_by_rhythm.items():
        # Nobody here is on a step of support, so there is nothing to tally.
        indicators = sorted({each for part in parts for each in part.indicators} & set(ALL))
        for window in CALENDAR.windows(plan.cycle, rhythm) if rhythm is not Rhythm.CYCLE else ():
            sums = ExactSums(plan, window)
            sums.add(everybody.crowd(window, indicators))
            yield from sums.release(noise)


def _point(place: Place, read: Read, everybody: Everybody, group: Group) -> Point:
    window = CALENDAR.window(place.window, place.rhythm)
    first = everybody.weeks.index(window.first)
    values = everybody.truth_of(group.teams, place.indicator)
    true = mean_of(values[:, first : first + len(window.weeks)])
    return Point(
        kind=group.kind,
        team=place.unit_key,
        week=window.last.since(FIRST),
        month=window.month,
        size=group.size,
        indicator=place.indicator,
        rhythm=str(place.rhythm),
        error=read.level.estimate - true,
        held=read.level.low <= true <= read.level.high,
        read=read,
        since=window.month - group.month if group.step else None,
        step=group.step,
    )
