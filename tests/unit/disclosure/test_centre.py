"""The level around which answers are bounded in the next cycle."""

from dataclasses import replace

import pytest

from tests.support.books import plans_of
from wellbeing.disclosure import ADOPTED, Book, Kind, ReleasedCell, centre_for

LARGE = {f"s{number}": {f"s{number}.1": 60, f"s{number}.2": 40} for number in range(4)}
SMALL = {"s0": {"s0.1": 12, "s0.2": 9}, "s1": {"s1.1": 10}}


def book_with(services, mean, months=2):
    """A first cycle whose organisation rows say exactly this mean."""
    plans = plans_of(services, 1)
    whole = plans[0].by_key["organisation"]
    row = ReleasedCell(
        cycle=1,
        window=0,
        unit_key="organisation",
        kind=Kind.LEVEL,
        people=whole.people,
        centre=2.0,
        clip=1.0,
        sigma=89.44,
        released=round(0.79 * (mean - 2.0) * whole.people / 0.25),
    )
    return Book(plans, tuple(replace(row, window=month) for month in range(months)))


def test_the_first_cycle_is_centred_on_the_middle_of_the_scale():
    assert centre_for(Book((), ()), 1, ADOPTED) == 2.0


@pytest.mark.parametrize(
    ("mean", "centre"), [(2.0, 2.0), (2.4, 2.5), (2.3, 2.25), (1.6, 1.5), (3.9, 3.0), (0.1, 1.0)]
)
def test_the_centre_follows_the_published_mean_in_quarter_points(mean, centre):
    assert centre_for(book_with(LARGE, mean), 2, ADOPTED) == centre


def test_a_mean_rougher_than_a_quarter_point_moves_nothing():
    assert centre_for(book_with(SMALL, 3.0), 2, ADOPTED) == 2.0


def test_without_published_means_the_centre_stays():
    book = book_with(LARGE, 3.0, months=0)
    moved = Book((replace(book.plans[0], centre=2.25),), ())

    assert centre_for(moved, 2, ADOPTED) == 2.25
