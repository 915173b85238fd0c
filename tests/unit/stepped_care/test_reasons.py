"""The sentences a person reads: their own numbers, in plain words."""

import re

import pytest
from hypothesis import given

from tests.support.histories import default_policy, history
from tests.unit.stepped_care.strategies import histories
from wellbeing.stepped_care import Placement, State, Step, WeekInput, advance, place
from wellbeing.week import Week

POLICY = default_policy()
NOT_OUR_WORDS = re.compile(
    r"\b(risk|diagnos\w*|patient|symptom|score card|user|survey|sorry|well done|failed|should|must)\b",
    re.IGNORECASE,
)


def last_of(written: str) -> Placement:
    return place(history(written), POLICY)[-1]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            "10 9",
            "Your warning signs were 10 and 9 out of 18 in your last two check-ins. "
            "The line for this offer is 9.",
        ),
        (
            "3+second-hand 9",
            "Your warning signs were 9 out of 18 in this check-in. The line for this offer is 9. "
            "In the weeks after a distressing event, this offer does not wait longer.",
        ),
        (
            "14",
            "Your warning signs were 14 out of 18 in this check-in. "
            "From 13 on, one check-in is enough for this offer.",
        ),
        (
            "2 3 2 3 10",
            "Your warning signs were 10 out of 18 in this check-in, 7.5 above your usual level "
            "of 2.5. From 9 on, and 7 or more above your usual level, one check-in is enough "
            "for this offer.",
        ),
        (
            "2+talk",
            "You asked for someone to talk with. That is enough for this offer at any score.",
        ),
        (
            "14 5 4 3",
            "Your warning signs were 5, 4 and 3 out of 18 in your last three check-ins. For you, "
            "6 or less counts as settled. Reactive support began 3 weeks ago and ends here. "
            "You can ask for it again at any time.",
        ),
        (
            "14 –+close",
            "You closed reactive support. You can ask for someone to talk with in any check-in.",
        ),
        (
            "4",
            "Your warning signs were 4 out of 18 in this check-in. Reactive support is offered "
            "from 9 on in two check-ins in a row, from 13 on in one, and whenever you ask for "
            "someone to talk with.",
        ),
        (
            "14+direct+talk 5",
            "Your warning signs were 5 out of 18 in this check-in. Reactive support ends after "
            "three check-ins in a row of 6 or less, 3 weeks of support, the weeks after the event "
            "you reported and the talk you asked for. You can close it yourself at any time.",
        ),
    ],
)
def test_the_reason_is_told_with_the_numbers_it_saw(written: str, sentence: str) -> None:
    assert last_of(written).reasons[0].sentence == sentence


@pytest.mark.parametrize(
    ("written", "beginning"),
    [
        ("3 –", "There is no check-in for this week, so your step stays as it was."),
        ("14 ?", "Fewer than four answers about warning signs could be counted"),
        ("3 – – – – – – – –", "There has been no check-in for 8 weeks, so there is no current"),
    ],
)
def test_a_week_that_says_little_has_a_reason_too(written: str, beginning: str) -> None:
    assert last_of(written).reasons[0].sentence.startswith(beginning)


def test_a_reason_carries_the_values_it_saw() -> None:
    assert dict(last_of("10 9").reasons[0].values) == {
        "scores": (10, 9),
        "line": 9,
        "after_event": 0,
    }


def test_formal_support_is_not_moved_by_scores_and_says_so() -> None:
    formal = State(week=Week(2026, 1), step=Step.FORMAL)

    _, high = advance(formal, history("14")[0], POLICY)
    _, low = advance(formal, history("2")[0], POLICY)

    assert (high.step, high.rules) == (Step.FORMAL, ("U3",))
    assert low.step is Step.FORMAL
    assert "you and the professional you see decide so together" in low.reasons[0].sentence


def test_formal_support_stays_formal_through_silence() -> None:
    state = State(week=Week(2026, 1), step=Step.FORMAL, weeks_without_data=20)

    _, placement = advance(state, WeekInput(Week(2026, 2)), POLICY)

    assert placement.step is Step.FORMAL


def test_the_review_is_due_eight_weeks_after_reactive_support_began() -> None:
    begun, later = place(history("14 9"), POLICY)

    assert begun.review_week == later.review_week == Week(2026, 10)
    assert last_of("14 5 5 5").review_week is None


@given(histories())
def test_every_week_has_a_reason_in_words_we_use(weeks: tuple[WeekInput, ...]) -> None:
    for placement in place(weeks, POLICY):
        assert placement.reasons
        for reason in placement.reasons:
            assert reason.sentence.endswith(".")
            assert not NOT_OUR_WORDS.search(reason.sentence)
