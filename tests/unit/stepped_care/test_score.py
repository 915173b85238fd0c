"""The warning-sign score: skipped and usual signs, and rounding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.histories import default_policy
from wellbeing.stepped_care import SIGNS, CheckIn, warning_sign_score

POLICY = default_policy()


@pytest.mark.parametrize(
    ("signs", "score"),
    [
        ((0, 0, 0, 0, 0, 0), 0),
        ((3, 3, 3, 3, 3, 3), 18),
        ((1, 2, 3, 0, 1, 2), 9),
        ((1, 1, 1, 1, 1, None), 6),
        ((1, 1, 1, 0, None, None), 5),  # 4.5: a half is rounded up
        ((1, 0, 0, 0, None, None), 2),  # 1.5
        ((1, 0, 0, 0, 0, None), 1),  # 1.2
        ((1, 1, 1, 1, 0, None), 5),  # 4.8
        ((3, 3, 3, None, None, None), None),
        ((None,) * 6, None),
    ],
)
def test_the_score_is_the_mean_of_the_answers_times_six(signs, score) -> None:
    assert warning_sign_score(CheckIn(signs), POLICY) == score


def test_a_sign_that_is_usual_for_the_person_is_not_counted() -> None:
    answers = (3, 1, 1, 1, 1, 1)

    assert warning_sign_score(CheckIn(answers), POLICY) == 8
    assert warning_sign_score(CheckIn(answers, usual=frozenset({"sleep"})), POLICY) == 6


def test_usual_and_skipped_signs_together_leave_at_least_four() -> None:
    usual = frozenset({"sleep", "alert"})

    assert warning_sign_score(CheckIn((3, 3, 2, 2, 2, 2), usual), POLICY) == 12
    assert warning_sign_score(CheckIn((3, 3, 2, 2, 2, None), usual), POLICY) is None


@given(st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=6, max_size=6))
def test_the_score_stays_in_its_bounds_and_rises_with_any_answer(signs) -> None:
    score = warning_sign_score(CheckIn(tuple(signs)), POLICY)
    if score is None:
        return

    assert 0 <= score <= 18
    for place, answer in enumerate(signs):
        if answer in (0, 1, 2):
            worse = CheckIn((*signs[:place], answer + 1, *signs[place + 1 :]))
            assert (warning_sign_score(worse, POLICY) or 0) > score


@pytest.mark.parametrize(
    "answers",
    [
        {"signs": (4, 0, 0, 0, 0, 0)},
        {"signs": (-1, 0, 0, 0, 0, 0)},
        {"signs": (0, 0, 0)},
        {"signs": (0,) * 6, "usual": frozenset(SIGNS[:3])},
        {"signs": (0,) * 6, "usual": frozenset({"hunger"})},
        {"signs": (0,) * 6, "op": 4},
        {"signs": (0,) * 6, "support": 1, "support_not_needed": True},
    ],
)
def test_answers_that_were_not_offered_are_refused(answers) -> None:
    with pytest.raises(ValueError, match=r"answer|signs|usual|support"):
        CheckIn(**answers)
