"""The pictures of a person's own weeks: everything inside, gaps stay gaps, nothing reminds of an event."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.histories import default_policy
from wellbeing.content.loader import content
from wellbeing.history.service import OwnWeek, OwnWeeks
from wellbeing.looking_back.picture import LEFT, RIGHT, TOP, draw
from wellbeing.looking_back.trends import trends
from wellbeing.looking_back.usual import usual_range
from wellbeing.looking_back.weeks_shown import ranges_of
from wellbeing.stepped_care import SIGNS, CheckIn, Event, InForce, Policy, Rulebook, Step
from wellbeing.week import Week

FIRST = Week(2025, 50)
NO_SIGNS = (None,) * len(SIGNS)
OURS = default_policy()
ARTICLE = Policy.model_validate({**OURS.model_dump(), "pressures": {"grouping": "article"}})
ANSWERS = st.one_of(st.none(), st.integers(0, 3))


def a_week(at, w=None, **answers):
    given = CheckIn(signs=NO_SIGNS, **answers)
    return OwnWeek(FIRST.plus(at), w, None, Step.PREVENTION, given)


def told(*weeks, usual=(), policies=None):
    own = OwnWeeks(tuple(weeks), tuple(usual))
    return trends(own, content(), policies or OURS, FIRST.plus(60))


def drawn(*weeks, at=0, usual=(), policies=None):
    """Draw one of the five trends: warning signs, three pressures, support."""
    last = weeks[-1].week if weeks else FIRST
    return draw(told(*weeks, usual=usual, policies=policies)[at], FIRST, last)


@given(st.lists(st.one_of(st.none(), st.integers(0, 18)), min_size=1, max_size=54))
def test_every_score_stands_once_and_inside_the_picture(scores):
    picture = drawn(*(a_week(at, w) for at, w in enumerate(scores)), usual=range(9))

    spots = [*picture.dots, *([picture.here] if picture.here else [])]
    assert len(spots) == sum(score is not None for score in scores)
    assert all(LEFT < spot.x < RIGHT and TOP <= spot.y <= picture.bottom for spot in spots)
    assert picture.band is not None
    assert picture.band.y >= TOP
    assert picture.band.y + picture.band.height <= picture.bottom


def test_a_week_that_is_not_there_or_has_no_score_is_a_gap():
    picture = drawn(*(a_week(at, w) for at, w in ((0, 1), (1, 2), (3, 3), (4, None), (5, 4))))

    assert [len(line.split()) for line in picture.lines] == [2]
    assert len(picture.dots) == 3


def test_more_stands_higher_and_the_latest_is_the_ring():
    picture = drawn(a_week(0, 0), a_week(1, 18))

    assert picture.here is not None
    assert (picture.dots[0].y, picture.here.y) == (picture.bottom, TOP)


@given(st.lists(st.integers(0, 18), max_size=60))
def test_at_least_half_of_the_values_lie_in_the_usual_range(values):
    found = usual_range(values)

    if len(values) < 4:
        assert found is None
        return
    assert found is not None
    assert {found.low, found.high} <= set(values)
    assert 2 * sum(found.low <= each <= found.high for each in values) >= len(values)


def test_a_single_strange_week_does_not_change_what_is_usual():
    assert usual_range([3, 3, 4, 3, 4, 3, 4, 18]) == usual_range([3, 3, 4, 3, 4, 3, 4, 4])


def test_what_is_usual_is_said_in_words_and_not_before_it_is_known():
    known = drawn(a_week(0, 5), usual=(3, 4, 4, 5, 6))
    unknown = drawn(a_week(0, 5), usual=(3, 4, 4))
    support = drawn(*(a_week(at, support=one) for at, one in enumerate((1, 1, 2, 2))), at=4)

    assert known.usual.startswith("The soft band is what is usual for you: 4 to 5. At least half")
    assert known.band is not None
    assert "not known yet. It needs 4 usual weeks" in unknown.usual
    assert unknown.band is None
    assert "usual for you: a little to mostly." in support.usual


def test_not_having_needed_support_is_said_and_drawn_nowhere():
    support = drawn(a_week(0, support=2), a_week(1, support_not_needed=True), at=4)

    assert [said for _, said in support.rows] == ["I did not need any", "Mostly"]
    assert len([*support.dots, support.here]) == 1


@given(st.lists(st.tuples(ANSWERS, ANSWERS), min_size=1, max_size=20))
def test_an_event_changes_nothing_in_any_picture(answers):
    quiet = [a_week(at, 4, op=op, support=given) for at, (op, given) in enumerate(answers)]
    hard = [replace(one, given=replace(one.given, event=Event.DIRECT)) for one in quiet]

    assert [drawn(*hard, at=at) for at in range(5)] == [drawn(*quiet, at=at) for at in range(5)]


def test_the_picture_is_told_in_words_without_counting_what_was_answered():
    heard = drawn(a_week(0, 2), a_week(3, 9), usual=(2, 2, 3, 3)).heard

    assert heard == (
        "A higher dot means more warning signs. The latest, in the week of 29 December 2025: 9 of 18. "
        "The lowest in these weeks: 2 of 18. The highest: 9 of 18. Usual for you: 2 to 3. "
        "The table says the same."
    )
    assert drawn(a_week(0, 2), at=1).heard == "There is nothing to show in these weeks."


@pytest.mark.parametrize(("at", "joined"), [(1, 0), (2, 0), (3, 1), (4, 1)])
def test_answers_to_two_different_questions_are_neither_joined_nor_called_usual(at, joined):
    """The article's grouping asks something else in the two questions about work."""
    policies = Rulebook((InForce(FIRST, OURS), InForce(FIRST.plus(4), ARTICLE)))
    weeks = [a_week(one, op=1, org=1, life=1, support=1) for one in (3, 4)]

    picture = drawn(*weeks, at=at, policies=policies)

    assert len(picture.lines) == joined
    changed = picture.trend.asked_otherwise_before
    assert changed == (None if joined else FIRST.plus(4))


def test_a_policy_of_this_week_is_told_before_anybody_answered_by_it():
    policies = Rulebook((InForce(FIRST, OURS), InForce(FIRST.plus(60), ARTICLE)))

    picture = drawn(*(a_week(at, op=1) for at in range(5)), at=1, policies=policies)

    assert picture.trend.asked_otherwise_before == FIRST.plus(60)
    assert picture.band is None


def test_a_question_that_was_asked_otherwise_for_some_weeks_is_told_from_the_week_it_came_back():
    policies = Rulebook(
        (InForce(FIRST, OURS), InForce(FIRST.plus(2), ARTICLE), InForce(FIRST.plus(4), OURS))
    )

    picture = drawn(*(a_week(at, op=1) for at in range(6)), at=1, policies=policies)

    assert picture.trend.asked_otherwise_before == FIRST.plus(4)
    assert [len(line.split()) for line in picture.lines] == [2, 2, 2]


def test_pressures_say_how_many_answers_they_need_and_signs_how_many_weeks():
    assert "It needs 4 usual weeks." in drawn(a_week(0, 5)).usual
    assert "It needs 4 answers." in drawn(a_week(0, op=1), at=1).usual


def test_all_that_is_kept_can_be_looked_at_however_long_that_is():
    assert ranges_of(53) == (13, 26, 53)
    assert ranges_of(105) == (13, 26, 105)
    assert ranges_of(26) == (13, 26)
    assert ranges_of(8) == (8,)
