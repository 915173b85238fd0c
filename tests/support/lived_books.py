"""Ledgers that organisations could have lived to, and every shorter ledger on their way there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.support.cohorts import CALENDAR, organisation_of
from wellbeing.disclosure import (
    Book,
    CyclePlan,
    ExactSums,
    ReleasedCell,
    Rhythm,
    Roster,
    Window,
    plan_cycle,
)

TEAMS = tuple(f"t{number}" for number in range(7))
SERVICES = ("A", "B", "C", "D")
# Team → the service it is under, its people, and which cell of the cycle before they came from.
Teams = Mapping[str, tuple[str, int, int]]


@dataclass(frozen=True)
class Life:
    """So many cycles, in which teams move, split, merge, shrink and go together."""

    cycles: tuple[Teams, ...]
    centres: tuple[float, ...]
    # Windows that never came out, among all in the order in which they do.
    gaps: frozenset[int]
    # What the numbers begin with.
    first: int


team = st.tuples(
    st.sampled_from(SERVICES),
    st.sampled_from([0, 3, 5, 9, 12, 20, 90, 240]),
    st.integers(0, 20),
)
lives = st.builds(
    Life,
    st.lists(st.fixed_dictionaries(dict.fromkeys(TEAMS, team)), min_size=1, max_size=3).map(tuple),
    st.tuples(*[st.sampled_from([1.5, 2.0, 2.75])] * 3),
    st.frozensets(st.integers(0, 50), max_size=6),
    st.integers(0, 100),
)


def lived(life: Life) -> Book:
    """Return the ledger of a life as it stands after its last window."""
    plans: list[CyclePlan] = []
    for number, (teams, centre) in enumerate(zip(life.cycles, life.centres, strict=False), start=1):
        services = {
            service: {key: size for key, (roof, size, _) in teams.items() if roof == service}
            for service in SERVICES
        }
        people = {key: size for key, (_, size, _) in teams.items()}
        before = [one.unit_key for one in plans[-1].cells] if plans else []
        came_from = {
            key: {before[came % len(before)]: size}
            for key, (_, size, came) in teams.items()
            if before
        }
        roster = Roster(organisation_of(services), people, came_from)
        plans.append(plan_cycle(number, roster, centre, centres={"signs": centre - 0.25}))
    return Book(tuple(plans), numbers_of(plans, life.gaps, life.first))


def numbers_of(
    plans: Iterable[CyclePlan], gaps: Iterable[int] = (), first: int = 0
) -> tuple[ReleasedCell, ...]:
    """Publish these cycles: numbers that all differ, lower than the centre for the most part."""
    missing = frozenset(gaps)
    out = (one for plan in plans for one in _coming(plan))
    return tuple(
        cell
        for place, (plan, window) in enumerate(out)
        if place not in missing
        for cell in _released(plan, window, first + 31 * place)
    )


def prefixes(book: Book) -> Iterator[tuple[Window, Book]]:
    """Give each window as it comes out, with the ledger as it stands then.

    The next cycle's plan is there before the last windows of the one before it.
    """
    by_window: dict[tuple[Rhythm, int], list[ReleasedCell]] = {}
    for cell in book.cells:
        by_window.setdefault((cell.rhythm, cell.window), []).append(cell)
    known: tuple[ReleasedCell, ...] = ()
    for plan in book.plans:
        for _, window in _coming(plan):
            if new := by_window.get((window.rhythm, window.index)):
                known = (*known, *new)
                opens_next = window.last == CALENDAR.windows(plan.cycle)[-1].last
                plans = [one for one in book.plans if one.cycle <= plan.cycle + opens_next]
                yield window, Book(tuple(plans), known)


def _coming(plan: CyclePlan) -> list[tuple[CyclePlan, Window]]:
    """Return a cycle's windows in the order in which they come out, the shorter ones first."""
    windows = [one for rhythm in Rhythm for one in CALENDAR.windows(plan.cycle, rhythm)]
    return [(plan, window) for window in sorted(windows, key=lambda one: one.published_on)]


def _released(plan: CyclePlan, window: Window, first: int) -> tuple[ReleasedCell, ...]:
    if window.rhythm not in plan.parts_by_rhythm:
        return ()

    def noise(exact: Iterable[int], sigma: float) -> list[int]:
        return [round(((first + 17 * n) % 41 - 28) * sigma / 20) for n, _ in enumerate(exact)]

    return ExactSums(plan, window).release(noise)
