"""The tally: shares of a large unit's people, in steps of five and never at an end of the scale."""

import pytest

from tests.support.cohorts import plan_of
from wellbeing.disclosure import Book, Kind, ReleasedCell, Rhythm, Standing, tally

PLAN = plan_of({"A": {"a1": 400}, "B": {"b1": 400}})
PEOPLE = 800


def book_counting(**counts):
    cells = tuple(
        ReleasedCell(
            cycle=1,
            window=0,
            unit_key="organisation",
            kind=Kind.TALLY,
            people=PEOPLE,
            centre=0.0,
            clip=1.0,
            sigma=14.1,
            released=count,
            indicator=Standing[name],
            rhythm=Rhythm.CYCLE,
        )
        for name, count in counts.items()
    )
    return Book((PLAN,), cells)


def test_shares_are_shown_in_steps_of_five():
    found = tally(book_counting(NO_PART=230, PREVENTION=480, REACTIVE=70), "organisation", 1)

    assert found is not None
    assert (found.people, [share.percent for share in found.shares]) == (800, [30, 60, 10])


@pytest.mark.parametrize(("count", "percent"), [(-20, 5), (0, 5), (3, 5), (800, 95), (830, 95)])
def test_nobody_and_everybody_are_never_claimed(count, percent):
    found = tally(book_counting(FORMAL=count), "organisation", 1)

    assert found is not None
    assert [share.percent for share in found.shares] == [percent]


def test_where_nothing_was_counted_there_is_no_tally():
    assert tally(book_counting(), "organisation", 1) is None
    assert tally(book_counting(FORMAL=40), "a1", 1) is None
    assert tally(book_counting(FORMAL=40), "organisation", 2) is None
