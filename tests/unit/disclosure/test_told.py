"""What published numbers tell of an indicator: straight, or put together from its parts."""

from dataclasses import replace

import pytest

from tests.support.told_books import book_telling
from wellbeing.disclosure import Calendar, Indicator, Kind, Menu, Rhythm
from wellbeing.disclosure.told import moment_of, tell, told_by
from wellbeing.week import Week

# A team of each menu; the organisation shows every question each week.
TEAMS = {"A": {"few": 20, "domains": 55, "weekly": 110}, "B": {"items": 2000}}
LEVELS = {Indicator.WORK_PRESSURE: 1.6, Indicator.SUPPORT: 2.6, Indicator.SIGNS: 2.2}
MENUS = {
    "few": Menu.CONDITIONS,
    "domains": Menu.DOMAINS,
    "weekly": Menu.DOMAINS_WEEKLY,
    "items": Menu.ITEMS_WEEKLY,
}


def level(_home, indicator, _month):
    """Support is good and work pressure bad, in every question about them."""
    of_items = {Indicator.OP: 1.4, Indicator.ORG: 1.8, Indicator.SUPPORT_ITEM: 2.6}
    return {**LEVELS, **of_items, Indicator.CONDITIONS: 2.1}.get(indicator, 2.2)


@pytest.fixture(scope="module")
def book():
    return book_telling(TEAMS, level, cycles=1)


def test_each_size_of_team_has_its_menu(book):
    assert {key: book.plans[0].by_key[key].menu for key in MENUS} == MENUS


@pytest.mark.parametrize("unit", ["domains", "weekly", "items"])
@pytest.mark.parametrize("indicator", [*LEVELS, Indicator.CONDITIONS])
def test_a_domain_and_conditions_are_told_from_the_same_numbers(book, unit, indicator):
    told = [one for one in tell(book.cells, indicator) if one.unit_key == unit]

    expected = LEVELS.get(indicator, 2.1)
    levels = [one for one in told if not one.past]
    assert levels
    assert all(one.value == pytest.approx(expected, abs=0.1) for one in levels)


def test_a_team_with_domains_has_its_pulse_and_their_mean_beside_it(book):
    told = [one for one in tell(book.cells, Indicator.CONDITIONS) if one.unit_key == "domains"]

    assert [one.window for one in told] == [0, 0, 1, 1, 2, 2]


def test_a_unit_above_has_conditions_from_nothing_but_its_parts(book):
    cells = [cell for cell in book.cells if cell.unit_key == "organisation"]
    without = [cell for cell in cells if cell.indicator != Indicator.ORG]

    assert {cell.indicator for cell in cells}.isdisjoint({Indicator.CONDITIONS, *LEVELS})
    assert len(tell(cells, Indicator.CONDITIONS)) == 13
    assert tell(without, Indicator.CONDITIONS) == ()
    assert len(tell(without, Indicator.SIGNS)) == 13


def test_the_noise_of_a_mean_is_that_of_its_parts_together(book):
    pressure, support = (
        told_by(cell)
        for cell in book.cells
        if cell.unit_key == "domains"
        and cell.window == 0
        and cell.indicator in {Indicator.WORK_PRESSURE, Indicator.SUPPORT}
    )

    (_, mean, *_) = (one for one in tell(book.cells, "conditions") if one.unit_key == "domains")

    assert mean.noise == pytest.approx((pressure.noise + support.noise) / 4)
    assert mean.scatter == pytest.approx((pressure.scatter + support.scatter) / 2)
    assert mean.value == pytest.approx((pressure.value + support.value) / 2)


def test_a_tally_tells_nothing_of_any_level(book):
    tally = replace(book.cells[0], kind=Kind.TALLY, indicator="prevention", rhythm=Rhythm.CYCLE)

    assert tell([tally], Indicator.CONDITIONS) == ()


def test_weeks_stand_evenly_around_the_number_of_their_month():
    weeks = [moment_of(Rhythm.WEEK, week) for week in range(26)]

    assert [at.week for at in weeks] == list(range(26))
    assert [at.month for at in weeks] == [0] * 4 + [1] * 4 + [2] * 5 + [3] * 4 + [4] * 4 + [5] * 5
    assert [at.time for at in weeks] == sorted({at.time for at in weeks})
    assert all(abs(at.time - at.month) < 0.5 for at in weeks)


def test_a_month_comes_out_with_the_last_of_its_weeks():
    calendar = Calendar(Week(2026, 2).monday)
    for month in range(9):
        at = moment_of(Rhythm.MONTH, month)
        ends = calendar.window(at.week, Rhythm.WEEK).last

        assert ends == calendar.window(month).last
        assert at.month == at.time == month
