"""How a team is read that begins with ordinary pulses, with no earlier figures of its people."""

import pytest

from tests.support import rolls
from tests.support.lived_books import numbers_of
from wellbeing.disclosure import Book, Kind, Place, Reader

NEW = "a-2"


@pytest.fixture(params=[8, 25], ids=lambda people: f"{people} people")
def read(request):
    """Return the figures of a new team in its two cycles, by how it began."""
    stay = dict.fromkeys((f"p{number}" for number in range(20)), "a-1")
    found = {}
    for mover in ("p0", "q0"):
        others = (f"q{number}" for number in range(1, request.param))
        grown = {**stay, **dict.fromkeys([mover, *others], NEW)}
        plans = rolls.plans_of([stay, grown, grown])
        reader = Reader(Book(plans, numbers_of(plans)))
        kind = plans[1].by_key[NEW].kind
        found[kind] = [reader.at(Place(NEW, month)) for month in range(3, 9)]
    return found


def width(read):
    return read.level.high - read.level.low


def test_it_has_figures_from_its_first_month_with_a_wider_range_than_first_pulses_give(read):
    first, ordinary = read[Kind.FIRST_PULSE], read[Kind.PULSE]

    assert None not in (*first, *ordinary)
    for one, other in zip(first, ordinary, strict=True):
        assert width(one) < width(other)


def test_it_has_no_arrow_in_its_first_thirteen_weeks(read):
    for figures in read.values():
        assert [one.change is None for one in figures] == [True] * 3 + [False] * 3
