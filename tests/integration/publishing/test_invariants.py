"""The promise as properties of the real publisher on real databases, under wild lives."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import lives, promise, proofs
from tests.support.lives import Life, Move, Parts
from tests.support.press import works as open_works
from wellbeing.disclosure import Kind, Rhythm

DAYS = 7 * len(lives.WEEKS)
# Somebody of a shown team, of one with more detail, of a pool, and of a team that is not shown.
TARGETS = st.sampled_from(["blue-0", "red-0", "dot-0", "lone-0"])
OTHERS = st.sampled_from(["red-1", "red-2", "blue-1", "green-0", "dash-0", "lone-1", "new-0"])
NEW = ("new-0", "new-1", "new-2")
records = st.dictionaries(
    st.integers(0, len(lives.WEEKS) - 1), st.integers(0, 3), max_size=len(lives.WEEKS)
)
moves = st.lists(
    st.builds(
        Move,
        person=st.one_of(TARGETS, OTHERS, st.sampled_from(NEW)),
        day=st.integers(0, DAYS - 1),
        team=st.sampled_from((*lives.TEAMS, "")),
    ),
    max_size=15,
    unique_by=lambda move: (move.person, move.day),
)
wild_lives = st.builds(Life, st.dictionaries(OTHERS, records, max_size=3), moves)
# Each example lives two whole lives; nothing of one lasts into the next.
FEW = settings(
    max_examples=proofs.size(5, 150),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# In all detail a life has a thousand figures, and three are lived in each example.
FEWER = settings(FEW, max_examples=proofs.size(1, 40))


@pytest.fixture
def works(database):
    with open_works(database) as opened:
        opened.found(lives.SERVICES)
        yield opened


@pytest.fixture
def large(works):
    """Enough people for the count by step."""
    works.hire(440, "green")
    return works


@FEW
@given(life=wild_lives, target=TARGETS, one=records, other=records)
def test_another_record_moves_bounded_numbers_and_nothing_else(works, life, target, one, other):
    here = lives.live(works, life.with_record(target, one))
    there = lives.live(works, life.with_record(target, other))

    assert here.homes == there.homes
    promise.require_the_same_but_for(here.book, there.book, here.homes_of(target))


@FEW
@given(life=wild_lives, target=TARGETS, record=records)
def test_an_erased_record_leaves_half_of_that_and_a_quarter_of_the_budget(
    works, life, target, record
):
    here = lives.live(works, life.with_record(target, record))
    there = lives.live(works, life)

    promise.require_no_trace_of(here.book, there.book, here.homes_of(target))
    promise.require_large_groups(here.book, here.people)
    promise.require_nobody_overcharged(here.book)
    promise.require_steady_cells(here.book)
    promise.require_first_pulses_apart(here.book.by_cycle, here.homes)


@FEWER
@given(life=wild_lives, target=TARGETS, one=records, other=records)
def test_in_all_detail_another_record_moves_bounded_numbers_and_nothing_else(
    large, life, target, one, other
):
    """Weeks, items and the count by step, which only thousands of people would bring."""
    parts = Parts(parameters=lives.IN_DETAIL)
    here, there, silent = (
        lives.live(large, each, parts, lives.WINDOWS[:3])
        for each in (life.with_record(target, one), life.with_record(target, other), life)
    )

    sorts = {(cell.rhythm, cell.kind) for cell in here.book.cells}
    assert sorts >= {(Rhythm.WEEK, Kind.LEVEL), (Rhythm.CYCLE, Kind.TALLY)}
    assert len({cell.indicator for cell in here.book.cells}) > 10
    promise.require_the_same_but_for(here.book, there.book, here.homes_of(target))
    promise.require_no_trace_of(here.book, silent.book, here.homes_of(target))
    promise.require_large_groups(here.book, here.people)
    promise.require_nobody_overcharged(here.book)
    promise.require_steady_cells(here.book)


@FEW
@given(life=wild_lives)
def test_a_reorganisation_in_the_middle_of_a_cycle_leaves_its_groups_alone(works, life):
    stays = lives.live(works, Life(life.records))
    moves_about = lives.live(works, life)

    first = [lived.book.by_cycle[1] for lived in (stays, moves_about)]
    assert first[0] == first[1]
    assert {place: home for place, home in stays.homes.items() if place[0] == 1} == {
        place: home for place, home in moves_about.homes.items() if place[0] == 1
    }


def test_the_worst_records_use_the_budget_and_no_more(works):
    weeks = range(len(lives.WEEKS))
    worst, best = (Life().with_record("red-0", dict.fromkeys(weeks, score)) for score in (3, 0))

    here, there = lives.live(works, worst), lives.live(works, best)

    promise.require_the_same_but_for(here.book, there.book, here.homes_of("red-0"))
    moved = [
        abs(one.released - other.released)
        for one, other in zip(here.book.cells, there.book.cells, strict=True)
        if one.cycle == 1
    ]
    assert max(moved) == 8
