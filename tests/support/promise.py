"""The promise as checks of two ledgers: what one person's record may change in them, and how much."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from wellbeing.disclosure import SENSITIVITY, Book, CyclePlan, Kind, Noise, ReleasedCell
from wellbeing.disclosure.parameters import BOUND

SLACK = 1 + 1e-9
# Chance goes further from the spread that is stated less than once in a million, either way.
MOST_DEVIATIONS = 6
# Four cycles are 52 weeks.
YEAR_OF_CYCLES = 4


@dataclass
class Noted:
    """Noise, with a note of what was asked for and what came out; a broken sum is told from it."""

    noise: Noise
    asked: Counter[float] = field(default_factory=Counter)
    released: Counter[tuple[float, int]] = field(default_factory=Counter)

    def __call__(self, sums: Sequence[int], sigma: float) -> Sequence[int]:
        drawn = self.noise(sums, sigma)
        self.asked[sigma] += len(sums)
        self.released.update((sigma, number) for number in drawn)
        return drawn


def require_noise_as_stated(noted: Noted, cells: Sequence[ReleasedCell]) -> None:
    """Each figure's noise was asked for with the sigma that the ledger states, and not changed."""
    assert noted.asked == Counter(cell.sigma for cell in cells)
    assert noted.released == Counter((cell.sigma, cell.released) for cell in cells)


def require_drawn_as_stated(cells: Sequence[ReleasedCell], exact: Sequence[int]) -> None:
    """Measured in what the ledger states, the noise has a spread of one: a chi-square of them all."""
    squares = [
        ((cell.released - number) / cell.sigma) ** 2
        for cell, number in zip(cells, exact, strict=True)
    ]
    off = (sum(squares) - len(squares)) / sqrt(2 * len(squares))
    assert abs(off) < MOST_DEVIATIONS, f"the spread is {off:.1f} deviations off"


def require_the_same_but_for(here: Book, there: Book, homes: Mapping[int, str]) -> None:
    """Two worlds that differ in one record: the same plans, keys and noise; bounded differences.

    `homes` says in which home unit the person was when each cycle began.
    """
    _require(here, there, homes, most=SENSITIVITY, share=1.0)


def require_no_trace_of(here: Book, there: Book, homes: Mapping[int, str]) -> None:
    """Two worlds, one of them without the record: half the distance, a quarter of the budget."""
    _require(here, there, homes, most=BOUND, share=0.25)


def require_large_groups(book: Book, people: Mapping[tuple[int, str], int]) -> None:
    """No figure is about fewer people than are promised, counted from the cohort itself."""
    for cell in book.cells:
        plan = book.by_cycle[cell.cycle]
        counted = sum(people.get((cell.cycle, home), 0) for home in plan.homes_in(cell.unit_key))
        assert cell.people == counted, cell.unit_key
        assert counted >= plan.parameters.smallest_group >= 8, cell.unit_key


def require_nobody_overcharged(book: Book) -> None:
    """Add up from the ledger's own noise what each home unit's people spend in a cycle."""
    for cycle, plan in book.by_cycle.items():
        spent = {cell.unit_key: 0.0 for cell in plan.cells}
        for cell in book.cells:
            if cell.cycle == cycle:
                spent[cell.unit_key] += most_spent(cell)
        for unit in plan.units:
            total = sum(spent[cell.unit_key] for cell in plan.cells_of(unit.unit_key))
            assert total <= plan.parameters.rho_cycle * SLACK, unit.unit_key


def require_steady_cells(book: Book) -> None:
    """Each window of a rhythm brings the same figures of as many people, all through a cycle."""
    by_window: dict[tuple[int, str], dict[int, Counter[tuple[str, str, int, float]]]] = {}
    for cell in book.cells:
        windows = by_window.setdefault((cell.cycle, cell.rhythm), {})
        figures = windows.setdefault(cell.window, Counter())
        figures[cell.unit_key, cell.indicator, cell.people, cell.sigma] += 1
    for place, windows in by_window.items():
        first, *others = windows.values()
        assert all(other == first for other in others), place


def require_first_pulses_apart(
    plans: Mapping[int, CyclePlan], homes: Mapping[tuple[int, str], str]
) -> None:
    """Nobody enters first pulses in two of four cycles in a row; `homes` is of (cycle, person)."""
    last: dict[str, int] = {}
    for cycle, person in sorted(homes):
        cells = plans[cycle].cells_of(homes[cycle, person])
        if any(cell.kind is Kind.FIRST_PULSE for cell in cells):
            before = last.get(person, cycle - YEAR_OF_CYCLES)
            assert cycle - before >= YEAR_OF_CYCLES, (
                f"{person} began in cycles {before} and {cycle}"
            )
            last[person] = cycle


def most_spent(cell: ReleasedCell) -> float:
    """Return what one number costs a person in it, whatever their record is."""
    if cell.kind is Kind.TALLY:
        # Another record moves one person from one count to another: two of all that there are.
        return 1 / (4 * cell.sigma**2)
    return SENSITIVITY**2 / (2 * cell.sigma**2)


def _require(here: Book, there: Book, homes: Mapping[int, str], most: int, share: float) -> None:
    assert here.plans == there.plans
    assert [_public(cell) for cell in here.cells] == [_public(cell) for cell in there.cells]
    spent: Counter[int] = Counter()
    costs: dict[int, float] = {}
    for one, other in zip(here.cells, there.cells, strict=True):
        moved = abs(one.released - other.released)
        if not moved:
            continue
        plan = here.by_cycle[one.cycle]
        own = {cell.unit_key for cell in plan.cells_of(homes.get(one.cycle, ""))}
        assert one.unit_key in own, f"{one.unit_key} is not a group of theirs"
        assert moved <= (1 if one.kind is Kind.TALLY else most), one
        spent[one.cycle] += 1
        costs[one.cycle] = costs.get(one.cycle, 0.0) + moved**2 / (2 * one.sigma**2)
    for cycle, cost in costs.items():
        budget = here.by_cycle[cycle].parameters.rho_cycle
        assert cost <= budget * share * SLACK, f"cycle {cycle}: {spent[cycle]} numbers, {cost}"


def _public(cell: ReleasedCell) -> tuple[object, ...]:
    """Return all of a number but its value."""
    return (
        cell.cycle,
        cell.rhythm,
        cell.window,
        cell.unit_key,
        cell.kind,
        cell.indicator,
        cell.people,
        cell.centre,
        cell.clip,
        cell.sigma,
    )
