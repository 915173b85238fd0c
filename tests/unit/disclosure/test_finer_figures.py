"""Finer menus: domains and questions, by the month or by the week, read by the same kind of model."""

from dataclasses import replace

import pytest

from tests.support.cohorts import CALENDAR
from tests.support.told_books import book_telling
from wellbeing.disclosure import (
    Book,
    Change,
    Indicator,
    Place,
    Reader,
    Released,
    Rhythm,
    Why,
    Withheld,
    figure,
    readings,
    windows_in,
)

TEAMS = {"A": {"few": 20, "domains": 55, "weekly": 110}, "B": {"items": 2000}}
WEEKLY = ("weekly", "items", "A", "B", "organisation")


def level(home, indicator, month):
    """In the sixth month support falls everywhere; work pressure stays."""
    fallen = -1.0 if month >= 5 else 0.0
    supports = {Indicator.SUPPORT, Indicator.SUPPORT_ITEM}
    if indicator == Indicator.CONDITIONS:
        return 2.2 + fallen / 2
    return 2.2 + (fallen if indicator in supports else 0.0)


@pytest.fixture(scope="module")
def book():
    return book_telling(TEAMS, level)


def at_the_end(book, unit, indicator):
    found = readings(book, [unit], indicator)
    last = max(found, key=lambda place: place.window / (13 if place.rhythm is Rhythm.WEEK else 3))
    return found[last]


@pytest.mark.parametrize("unit", ["domains", *WEEKLY])
def test_levels_of_every_domain_are_read_back(book, unit):
    read = {
        indicator: at_the_end(book, unit, indicator).level.estimate
        for indicator in (Indicator.SUPPORT, Indicator.WORK_PRESSURE, Indicator.CONDITIONS)
    }

    assert read[Indicator.SUPPORT] == pytest.approx(1.2, abs=0.25)
    assert read[Indicator.WORK_PRESSURE] == pytest.approx(2.2, abs=0.15)
    assert read[Indicator.CONDITIONS] == pytest.approx(1.7, abs=0.2)


@pytest.mark.parametrize("unit", ["domains", "weekly", "items"])
def test_an_arrow_stands_where_something_changed_and_nowhere_else(book, unit):
    def said(indicator):
        found = readings(book, [unit], indicator)
        return {one.change for place, one in found.items() if _month(book, place) in {5, 6, 7}}

    assert Change.FALLING in said(Indicator.SUPPORT)
    assert said(Indicator.WORK_PRESSURE) == {Change.NOT_CLEAR}


def test_a_weekly_reading_never_changes_when_later_numbers_come_out(book):
    whole = readings(book, WEEKLY, Indicator.SUPPORT)
    for week in (3, 14, 30):
        cells = tuple(
            cell
            for cell in book.cells
            if (cell.rhythm is Rhythm.WEEK and cell.window <= week)
            or (cell.rhythm is Rhythm.MONTH and CALENDAR.window(cell.window).last <= _last(week))
        )
        known = readings(Book(book.plans, cells), WEEKLY, Indicator.SUPPORT)

        for place, one in known.items():
            assert one.level.estimate == pytest.approx(whole[place].level.estimate, abs=1e-9)
            assert one.change is whole[place].change


@pytest.mark.parametrize("unit", ["weekly", "items", "B", "organisation"])
def test_a_new_centre_that_moves_all_values_a_little_is_no_change(unit):
    """Bounds cut more on one side than on the other: around another centre a value leans otherwise."""
    still = book_telling(TEAMS, lambda *_: 2.6)
    moved = tuple(
        replace(cell, centre=cell.centre + 0.2) if cell.cycle > 1 else cell for cell in still.cells
    )

    for indicator in (Indicator.SIGNS, Indicator.SUPPORT):
        found = readings(Book(still.plans, moved), [unit], indicator)

        assert {one.change for one in found.values()} == {None, Change.NOT_CLEAR}


def test_a_month_is_shown_as_its_weeks_only_where_the_plan_says_so(book):
    month = CALENDAR.window(1)

    assert windows_in(book, CALENDAR, "few", month) == (month,)
    assert windows_in(book, CALENDAR, "domains", month) == (month,)
    assert len(windows_in(book, CALENDAR, "weekly", month)) == 4
    assert windows_in(book, CALENDAR, "unknown", month) == (month,)


def test_what_a_small_group_does_not_show_says_so(book):
    reader, month = Reader(book), CALENDAR.window(0)

    found = figure(reader, CALENDAR, "few", month, Indicator.SIGNS)

    assert isinstance(found, Withheld)
    assert found.why is Why.LESS_DETAIL
    assert isinstance(figure(reader, CALENDAR, "domains", month, Indicator.SIGNS), Released)


def test_a_question_of_a_large_group_has_a_figure_for_each_week(book):
    reader = Reader(book)
    weeks = CALENDAR.windows(2, Rhythm.WEEK)

    found = [figure(reader, CALENDAR, "items", week, Indicator.SLEEP) for week in weeks]

    assert all(isinstance(one, Released) and one.indicator == "sleep" for one in found)


def test_the_support_question_and_its_domain_are_one_figure(book):
    place = Place("items", 20, Indicator.SUPPORT, Rhythm.WEEK)
    reader = Reader(book)

    domain, item = reader.at(place), reader.at(place._replace(indicator=Indicator.SUPPORT_ITEM))

    assert domain is not None
    assert item is not None
    assert domain.level.estimate == pytest.approx(item.level.estimate)


def _last(week):
    return CALENDAR.window(week, Rhythm.WEEK).last


def _month(book, place):
    return CALENDAR.window(place.window, place.rhythm).month
