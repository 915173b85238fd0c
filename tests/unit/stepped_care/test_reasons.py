"""The sentences a person reads: their own numbers, in plain words."""

import re

import pytest
from hypothesis import given

from tests.support.histories import default_policy, history
from tests.unit.stepped_care.strategies import histories
from wellbeing.stepped_care import CheckIn, Placement, State, Step, WeekInput, advance, place
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
            "2 2 2 2 2+second-hand 7",
            "Your warning signs were 7 out of 18 in this check-in, 5 above what was usual for you. "
            "The line for this offer is 4 above, from a score of 6 on. In the weeks after a "
            "distressing event, this offer does not wait longer.",
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
            "2 2 2 3 7 7",
            "Your warning signs were 7 and 7 out of 18 in your last two check-ins, 5 and 5 above "
            "what was usual for you. The line for this offer is 4 above, from a score of 6 on.",
        ),
        (
            "3+direct",
            "You reported a distressing event that happened to you or where you were. That is "
            "enough for this offer at any score. It stays for 4 weeks unless you close it.",
        ),
        (
            "3+op=3+support=0 3+org=3+support=0 3+life=3+support=0",
            "You had more pressure than you could manage and no support from people at work in "
            "your last three check-ins. The work itself has to be looked at, not only how you are.",
        ),
        (
            "3+second-hand",
            "You reported something distressing that you heard, read or saw. Your step does not "
            "change because of it. For 4 weeks, one check-in is enough where two are needed "
            "otherwise.",
        ),
        (
            "3+second-hand 3+second-hand 3+second-hand",
            "You reported distressing things that you heard, read or saw in three of the last "
            "4 weeks. Supervision with time to think about them is offered to you.",
        ),
        (
            "14 5 –+sign-off",
            "You and a professional agreed on formal support. No rule had to ask.",
        ),
        (
            "3+sign-off –+end",
            "You and the professional ended formal support together. Reactive support follows "
            "for at least 3 weeks. You can close it yourself at any time.",
        ),
        (
            "3+ask",
            "You asked for formal support. It begins when a professional agrees.",
        ),
        (
            "–+ask+decline",
            "You asked for formal support. It begins when a professional agrees.",
        ),
        (
            "3+phq_2=3 –+phq_2=4",
            "Your result of PHQ-2 was 3 and then 4 out of 6. The line for this suggestion is 3. "
            "Formal support is suggested. It begins only if you agree.",
        ),
        (
            "14 –+close",
            "You closed reactive support. You can ask for someone to talk with at any time.",
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
        (
            "14 ?",
            "No warning sign was answered this week, so there is no score and your step stays as "
            "it was. Reactive support ends after",
        ),
        ("3 – – – – – – – –", "There has been no check-in for 8 weeks, so there is no current"),
    ],
)
def test_a_week_that_says_little_has_a_reason_too(written: str, beginning: str) -> None:
    assert last_of(written).reasons[0].sentence.startswith(beginning)


def test_a_week_in_which_too_few_answers_count_says_how_many_are_needed() -> None:
    answered = CheckIn(signs=(None, None, 3, None, None, None))

    placement = place([WeekInput(Week(2026, 2), answered)], POLICY)[-1]

    assert placement.reasons[0].sentence.startswith(
        "Fewer than four answers about warning signs could be counted, so there is no score for "
        "this week and your step stays as it was."
    )


@pytest.mark.parametrize(
    ("written", "rule", "sentence"),
    [
        (
            "13 12 11",
            "F1",
            "Your warning signs were 13, 12 and 11 out of 18 in your last three check-ins, 11 or "
            "more in at least three of them, after 2 weeks of reactive support. Formal support "
            "is suggested. It begins only if you agree.",
        ),
        (
            "13 9 9 9 10+impact=2",
            "F2",
            "Your warning signs were 9, 9, 9 and 10 out of 18 in your last four check-ins and 13 "
            "when reactive support began 4 weeks ago. You said that this affected what you needed "
            "to do. Formal support is suggested. It begins only if you agree.",
        ),
        (
            "2 2 2 2 2+direct – – – – 6",
            "F3",
            "Your warning signs were 6 out of 18, 4 above what is usual for you, more than "
            "3 weeks after the event you reported. Formal support is suggested. It begins only "
            "if you agree.",
        ),
        (
            "7+impact=3 7+impact=3",
            "F4",
            "You said in your last two check-ins that you could not do things you needed to do. "
            "Formal support is suggested. It begins only if you agree.",
        ),
        (
            "3+ask+decline",
            "H3",
            "You said no to formal support. Nothing else changes. It is not suggested again for "
            "4 weeks, unless you ask for it or report a direct event.",
        ),
        (
            "3+ask+sign-off",
            "H1",
            "You agreed to formal support, and a reviewer signed it off.",
        ),
        (
            "14 – – – – – – 9 –",
            "D3",
            "Reactive support began 8 weeks ago. It is time to look at it together: continue, "
            "close it or ask for more, and see whether the cause at work was acted on.",
        ),
        (
            "14 5+ask",
            "kept",
            "Your warning signs were 5 out of 18 in this check-in. Reactive support ends after "
            "three check-ins in a row of 6 or less and 3 weeks of support. You can close it "
            "yourself at any time.",
        ),
        (
            "14+ask 5",
            "kept",
            "Your warning signs were 5 out of 18 in this check-in. Reactive support ends after "
            "three check-ins in a row of 6 or less, 3 weeks of support and your request for "
            "formal support. You can close it yourself at any time.",
        ),
        (
            "3+sign-off ?+talk",
            "kept",
            "No warning sign was answered this week, so there is no score and your step stays as "
            "it was. Formal support ends when you and the professional you see decide so together.",
        ),
    ],
)
def test_a_reason_among_others_is_told_as_plainly(written, rule, sentence) -> None:
    told = {reason.rule: reason.sentence for reason in last_of(written).reasons}

    assert told[rule] == sentence


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
