"""The number of people beside a row of figures is the number the figures are about."""

from dataclasses import replace

from tests.integration.heatmaps.books import LARGE, a_book
from tests.support.world import NOW, unit_id
from wellbeing.disclosure import Book, Calendar, Reader
from wellbeing.heatmaps.sources import Sources

RED = unit_id("red")


def test_a_plan_made_since_does_not_stand_beside_figures_it_is_not_about():
    book = a_book(LARGE)
    (plan,) = book.plans
    shrunk = tuple(replace(unit, people=7) if unit.unit_key == RED else unit for unit in plan.units)
    later = replace(plan, cycle=2, units=shrunk)
    both = Book((*book.plans, later), book.cells)

    sources = Sources.of(Reader(both), Calendar(monday()), [RED])

    assert sources.people_in(RED) == LARGE["red"]


def test_before_the_first_figures_the_roster_of_the_first_plan_counts():
    book = replace(a_book(LARGE), cells=())

    sources = Sources.of(Reader(book), Calendar(monday()), [RED])

    assert sources.people_in(RED) == LARGE["red"]


def monday():
    day = NOW.date()
    return day.fromordinal(day.toordinal() - day.weekday())
