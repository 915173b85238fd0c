"""What released figures say beside an action: the finest figure there is, and no more than it carries."""

from datetime import timedelta

from tests.support.cohorts import CALENDAR
from tests.support.told_books import book_telling
from wellbeing.disclosure import Reader
from wellbeing.heatmaps.since_then import compared

SERVICES = {"A": {"a1": 20, "a2": 5, "a3": 5}, "B": {"b1": 900}}
ACTED = CALENDAR.window(3).starts_on + timedelta(days=9)


def reader(after):
    return Reader(book_telling(SERVICES, lambda _u, _a, at: 2.0 if at < 4 else after, cycles=4))


def test_a_small_team_is_told_of_conditions_and_a_large_one_of_the_question_itself():
    small = compared(reader(3.6), CALENDAR, "a1", ACTED, ("org",))
    large = compared(reader(3.6), CALENDAR, "b1", ACTED, ("org",))

    assert small is not None
    assert large is not None
    assert small.about == "Conditions at work"
    assert large.about == "Pressure from how work is organised"
    assert "higher" in small.said
    assert "better" in large.said


def test_a_fall_is_called_worse_and_touching_ranges_are_called_nothing():
    worse = compared(reader(0.4), CALENDAR, "a1", ACTED, ("support_item",))
    same = compared(reader(2.0), CALENDAR, "a1", ACTED, ("support_item",))

    assert worse is not None
    assert same is not None
    assert "worse" in worse.said
    assert same.said == ""
    assert " to " in same.before


def test_pooled_teams_and_life_outside_work_of_a_small_team_have_nothing_to_compare():
    assert compared(reader(3.6), CALENDAR, "a2", ACTED, ("org",)) is None
    assert compared(reader(3.6), CALENDAR, "a1", ACTED, ("life",)) is None
