"""When an action is looked back on, what is due, and when a manager's answer is awaited."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.support.acting import written
from tests.support.cohorts import CALENDAR
from wellbeing.actions.log import (
    TIME_TO_WORK,
    Action,
    Answer,
    Decision,
    Passed,
    State,
    review_day,
)

days = st.integers(0, 2_000).map(lambda n: CALENDAR.first_monday + timedelta(days=n))


def an_action(state=State.DOING, due_on=date(2026, 5, 1), review_on=None):
    return Action(
        id="a" * 32,
        unit_id="red",
        written=written(due_on=due_on),
        state=state,
        did="",
        began_on=date(2026, 4, 1),
        changed_on=date(2026, 4, 1),
        ended_on=None,
        review_on=review_on,
        version=1,
    )


@given(days)
def test_an_action_is_looked_back_on_at_the_end_of_a_cycle_after_four_weeks_at_least(on):
    day = review_day(CALENDAR, on)

    assert CALENDAR.cycle_at(day + timedelta(days=1)) == CALENDAR.cycle_at(day) + 1
    assert TIME_TO_WORK <= day - on < TIME_TO_WORK + timedelta(weeks=13)


def test_before_the_first_cycle_it_is_the_end_of_the_first():
    day = review_day(CALENDAR, CALENDAR.first_monday - timedelta(weeks=20))

    assert day == CALENDAR.starts_on(2) - timedelta(days=1)


@given(days, days)
def test_only_what_is_open_is_due_and_late(on, due_on):
    for state in State:
        action = an_action(state, due_on)

        assert action.is_late(on) == (action.is_open and due_on < on)
        assert not action.is_late(on) or action.is_due(on)
        assert not action.is_due(on) or action.is_open


def test_an_answer_is_awaited_until_it_comes_and_again_on_a_promised_day():
    on = date(2026, 4, 20)

    def passed(*answers):
        return Passed("help", date(2026, 4, 1), answers)

    def answer(decision, by_on=None):
        return Answer(1, decision, by_on, "Because.", "tom", date(2026, 4, 2))

    assert passed().waits(on)
    assert not passed(answer(Decision.YES)).waits(on)
    assert not passed(answer(Decision.NO)).waits(on)
    assert passed(answer(Decision.BY, on)).waits(on)
    assert not passed(answer(Decision.BY, on + timedelta(days=1))).waits(on)
    assert not passed(answer(Decision.BY, on), answer(Decision.YES)).waits(on)
