"""A figure that is out stays as it is, whatever the next cycle's roster and numbers are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cohorts import CALENDAR, roster_of
from wellbeing.disclosure import Book, ExactSums, ReleasedCell, Rhythm, Roster, plan_cycle, readings

SERVICES = {"A": {"a1": 50, "a2": 9, "a3": 4, "a4": 5}, "B": {"b1": 12, "b2": 3}}
sizes = st.sampled_from([0, 2, 5, 8, 20, 90])
later = st.fixed_dictionaries(
    {
        "A": st.fixed_dictionaries(dict.fromkeys(("a1", "a2", "a3", "a4", "a5"), sizes)),
        "B": st.fixed_dictionaries(dict.fromkeys(("b1", "b2"), sizes)),
        "C": st.fixed_dictionaries({"c1": sizes}),
    }
)


def cells_of(plan, first):
    """Publish a cycle in which every number is another one."""
    cells: list[ReleasedCell] = []
    for rhythm in Rhythm:
        if rhythm in plan.parts_by_rhythm:
            for window in CALENDAR.windows(plan.cycle, rhythm):
                sums = ExactSums(plan, window)
                cells += sums.release(
                    lambda exact, _: [(first * 7 + n) % 40 for n in range(len(exact))]
                )
    return tuple(cells)


@settings(max_examples=25)
@given(later, st.integers(0, 100))
def test_a_new_cycle_changes_no_figure_of_the_one_before(services, first):
    plan = plan_cycle(1, roster_of(SERVICES), centre=2.0)
    before = Book((plan,), cells_of(plan, first))
    new = roster_of(services)
    came_from = {home: {home: people} for home, people in new.homes.items() if home in plan.by_key}
    following = plan_cycle(2, Roster(new.units, new.homes, came_from), centre=2.0)
    after = Book((plan, following), (*before.cells, *cells_of(following, first + 1)))
    keys = [unit.unit_key for unit in plan.units]

    for indicator in ("conditions", "signs"):
        was, now = readings(before, keys, indicator), readings(after, keys, indicator)
        assert was
        assert {place: now[place] for place in was} == was
