"""States are written in one length, whatever policy made them."""

import pytest
from pydantic import ValidationError

from tests.support.histories import policy_with
from wellbeing.history.kept import Care, written_care
from wellbeing.stepped_care import Step
from wellbeing.stepped_care.state import START, Scored, State
from wellbeing.week import Week

CHECK_INS, WEEKS = 12, 52
WEEK = Week(2026, 20)


def fullest(check_ins=CHECK_INS, weeks=WEEKS):
    """Return a state that holds as much as a policy that looks back so far can make it hold."""
    policy = policy_with(
        reactive={"n_consecutive": check_ins},
        baseline={"weeks_max": weeks},
        event={"window_weeks": weeks, "cumulative_weeks": weeks},
    )
    past = tuple(WEEK.plus(-back) for back in range(weeks))
    return State(
        week=WEEK,
        step=Step.PREVENTION,
        stay_began=WEEK,
        entry_w=18,
        scored=(Scored(WEEK, 18, 17.5, None, False),) * policy.longest_look,
        fit_scores=(18,) * policy.baseline.weeks_max,
        direct_events=past[: policy.longest_event],
        second_hand=past[: policy.event.cumulative_weeks],
        watch_opened=WEEK,
        suggested_by="F" * 12,
        declined_in=WEEK,
        last_phq_2=6,
        last_gad_2=6,
        weeks_without_data=99_999,
        missed_check_ins=99_999,
    )


def test_the_fullest_state_of_any_policy_is_as_long_as_an_empty_one():
    longest = Care(fullest(), WEEK)

    assert len(written_care(longest)) == len(written_care(Care(START)))


@pytest.mark.parametrize("more", [{"check_ins": CHECK_INS + 1}, {"weeks": WEEKS + 1}])
def test_no_policy_looks_back_further_than_that(more):
    with pytest.raises(ValidationError):
        fullest(**more)


def test_a_state_that_is_longer_all_the_same_is_kept_whole():
    longer = State(scored=(Scored(WEEK, 18, 17.5),) * 60)

    assert len(written_care(Care(longer))) == 2 * len(written_care(Care(START)))
