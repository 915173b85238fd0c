"""What a page may show, decided by roster and calendar alone."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.support.books import simulate
from tests.support.cohorts import CALENDAR, FOUR_SERVICES, crowd_of, person_weeks, plan_of
from wellbeing.disclosure import Book, ExactSums, Kind, Reader, Released, Why, Withheld, figure

TRUTH = simulate(3, FOUR_SERVICES, cycles=1)
BOOK = TRUTH.book
EVERY_UNIT = [unit.unit_key for unit in BOOK.plans[0].units]
READER = Reader(BOOK)
FIRST, SECOND, THIRD = CALENDAR.windows(1)


def shown(unit_key, window, book=BOOK):
    return figure(Reader(book), CALENDAR, unit_key, window)


def test_a_team_of_eight_has_a_figure_with_a_range():
    found = shown("a1", FIRST)

    assert isinstance(found, Released)
    assert (found.label, found.people) == ("a1", 8)
    assert 0 <= found.low <= found.estimate <= found.high <= 4
    assert found.estimate == round(found.estimate, 1)


def test_a_figure_says_whether_it_is_about_a_team_with_its_pulse_or_about_levels_only():
    pool = shown("a3", FIRST).see

    kinds = {unit: shown(unit, FIRST).kind for unit in ("a1", "b1", pool, "A")}

    assert kinds == {
        "a1": Kind.PULSE,
        "b1": Kind.PULSE,
        pool: Kind.PULSE,
        "A": Kind.LEVEL,
    }


def test_a_pooled_team_names_whom_it_is_shown_with():
    found = shown("a3", FIRST)

    assert isinstance(found, Withheld)
    assert (found.why, found.see_label) == (Why.POOLED, "a3, a4 and a5")
    assert isinstance(shown(found.see, FIRST), Released)


def test_a_team_without_siblings_points_to_its_service():
    found = shown("b2", FIRST)

    assert (found.why, found.see_label, found.smallest_group) == (Why.TOO_FEW, "B", 8)


def test_an_unclosed_window_gives_the_day_of_its_figures():
    cells = tuple(cell for cell in BOOK.cells if cell.window == 0)

    found = shown("a1", SECOND, Book(BOOK.plans, cells))

    assert (found.why, found.on) == (Why.NOT_YET, date(2026, 3, 4))


def test_before_the_first_cycle_there_is_a_day_to_look_forward_to():
    found = shown("a1", FIRST, Book((), ()))

    assert (found.why, found.on) == (Why.NOT_YET, date(2026, 2, 4))


def test_a_team_opened_since_counts_from_the_next_cycle():
    found = shown("a team opened since", SECOND)

    assert found.why is Why.NEXT_CYCLE
    assert found.on == CALENDAR.windows(2)[0].published_on


def test_a_window_that_was_passed_over_stays_closed():
    cells = tuple(cell for cell in BOOK.cells if cell.window != 1)

    assert shown("a1", SECOND, Book(BOOK.plans, cells)).why is Why.NOT_RELEASED


PLAN = plan_of(FOUR_SERVICES)


@given(st.lists(person_weeks(PLAN), max_size=8))
def test_whether_there_is_a_figure_never_depends_on_who_answered(people):
    sums = ExactSums(PLAN, FIRST)
    sums.add(crowd_of(people, FIRST))
    book = Book((PLAN,), sums.release(lambda exact, _: exact))

    for unit_key in EVERY_UNIT:
        here = shown(unit_key, FIRST, book)
        there = figure(READER, CALENDAR, unit_key, FIRST)
        assert type(here) is type(there)
        assert isinstance(here, Released) or here == there
