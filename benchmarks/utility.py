"""Measures how useful published figures are, on people of the simulation whose truth is known.

    python benchmarks/utility.py [--organisations N]

Contributions, plans, noise (OpenDP) and reader are the product's own. Writes docs/utility.md and the
figures that pages quote.
"""

import argparse
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from everybody import ALL, Change, Everybody, live, mean_of
from utility_report import Point, write, write_page

from wellbeing.clock import SystemClock
from wellbeing.disclosure import (
    Book,
    Calendar,
    CyclePlan,
    ExactSums,
    Indicator,
    Level,
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
from wellbeing.disclosure.parameters import ADOPTED
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.week import Week

WORKERS = 2
FIRST = Week(2026, 2)
CALENDAR = Calendar(FIRST.monday)
CYCLES = 5
MONTHS, WEEKS = 3 * CYCLES, 13 * CYCLES
SERVICES, SIZES = 4, (8, 8, 8, 12, 12, 12, 25, 25, 80)
# One team in four falls for good by half a point, one in four rises.
STEP, EVERY = 0.5, 4
FIRST_STEP, LAST_STEP = 5, MONTHS - 3
SEEN = (Indicator.CONDITIONS, Indicator.SIGNS, Indicator.WORK_PRESSURE, Indicator.SUPPORT)


def main() -> None:
    """Measure, print, and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--organisations", type=int, default=24, help="how many (default: %(default)s)"
    )
    asked.add_argument("--page-only", action="store_true", help="write the page from kept figures")
    given = asked.parse_args()
    if given.page_only:
        write_page()
        return
    count = given.organisations
    began = time.perf_counter()
    points: list[Point] = []
    with ProcessPoolExecutor(WORKERS) as workers:
        for number, found in enumerate(workers.map(organisation, range(1, count + 1)), start=1):
            points += found
            print(f"{number} of {count}, {time.perf_counter() - began:.0f} s", flush=True)
    write(points, count, SERVICES * sum(SIZES), SystemClock().now().date())
    print(f"{time.perf_counter() - began:.0f} seconds")


def organisation(seed: int) -> tuple[Point, ...]:
    """Let one organisation live, publish and be read."""
    chance = np.random.default_rng(seed)
    teams = {
        f"{seed}.{service}.{place}": size
        for service in range(SERVICES)
        for place, size in enumerate(SIZES)
    }
    months = {team: int(chance.integers(FIRST_STEP, LAST_STEP)) for team in teams}
    steps = dict(zip(chance.permutation(list(teams)), _steps(len(teams)), strict=True))
    everybody = live(
        seed,
        teams,
        tuple(FIRST.plus(number) for number in range(WEEKS)),
        {
            team: Change(CALENDAR.window(months[team]).first.since(FIRST), step)
            for team, step in steps.items()
            if step
        },
    )
    book = published(teams, everybody)
    return tuple(
        _point(place, read, (everybody, truth), (months, steps, teams))
        for indicator in SEEN
        for truth in [everybody.truth(indicator)]
        for place, read in readings(book, teams, indicator).items()
    )


def published(teams: dict[str, int], everybody: Everybody) -> Book:
    """Publish every window of every cycle, each plan made from what was out before."""
    units = [Unit("organisation", Level.ORGANISATION, "organisation")]
    units += [
        Unit(f"service {name}", Level.SERVICE, f"service {name}", "organisation")
        for name in sorted({team.split(".")[1] for team in teams})
    ]
    units += [Unit(team, Level.TEAM, team, f"service {team.split('.')[1]}") for team in teams]
    book = Book((), ())
    for cycle in range(1, CYCLES + 1):
        stayed = {team: {team: size} for team, size in teams.items()} if book.plans else {}
        plan = plan_cycle(
            cycle,
            Roster(tuple(units), teams, stayed),
            centre_for(book, cycle, ADOPTED),
            centres=centres_for(book, cycle),
        )
        cells = tuple(_cells(plan, everybody))
        book = Book((*book.plans, plan), (*book.cells, *cells))
    return book


def _cells(plan: CyclePlan, everybody: Everybody) -> Iterator[ReleasedCell]:
    for rhythm, parts in plan.parts_by_rhythm.items():
        if rhythm is Rhythm.CYCLE:
            continue
        indicators = sorted({each for part in parts for each in part.indicators} & set(ALL))
        for window in CALENDAR.windows(plan.cycle, rhythm):
            sums = ExactSums(plan, window)
            sums.add(everybody.crowd(window, indicators))
            yield from sums.release(discrete_gaussian)


def _point(
    place: Place,
    read: Read,
    lived: tuple[Everybody, "np.ndarray[tuple[int, ...], np.dtype[np.float64]]"],
    drawn: tuple[dict[str, int], dict[str, float], dict[str, int]],
) -> Point:
    (everybody, truth), (months, steps, teams) = lived, drawn
    team = place.unit_key
    window = CALENDAR.window(place.window, place.rhythm)
    first = everybody.weeks.index(window.first)
    members = [number for number, home in enumerate(everybody.homes) if home == team]
    true = mean_of(truth[members, first : first + len(window.weeks)])
    return Point(
        team=team,
        week=window.last.since(FIRST),
        month=window.month,
        size=teams[team],
        indicator=place.indicator,
        rhythm=str(place.rhythm),
        error=read.level.estimate - true,
        held=read.level.low <= true <= read.level.high,
        read=read,
        since=window.month - months[team] if steps[team] else None,
        step=steps[team],
    )


def _steps(count: int) -> list[float]:
    moved = count // EVERY
    return [-STEP] * moved + [STEP] * moved + [0.0] * (count - 2 * moved)


if __name__ == "__main__":
    main()
