"""Why am I here: whatever the page says of a week is what the rules saw and what they decided."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.histories import FIRST_WEEK, history
from tests.support.wording import forbidden_in
from tests.unit.checkins.test_offered import policy_with
from tests.unit.stepped_care.strategies import histories
from wellbeing.checkins.why import WhyPage, why_page
from wellbeing.checkins.words_of_acts import act_in_words
from wellbeing.content.loader import content
from wellbeing.history.service import Answers, WeekTrace
from wellbeing.stepped_care import START, Act, ActKind, Policy, WeekInput, advance_traced
from wellbeing.stepped_care.tracing import EVERY_RULE, UNNAMED

OURS = policy_with()
POLICIES = [OURS, policy_with("article")]


def traces(weeks: tuple[WeekInput, ...], policy: Policy) -> list[WeekTrace]:
    state, found = START, []
    for one in weeks:
        after, placement, rules = advance_traced(state, one, policy)
        found.append(WeekTrace(state, one, placement, policy, rules))
        state = after
    return found


def page_of(trace: WeekTrace) -> WhyPage:
    check_in = trace.given.check_in
    return why_page(trace, None if check_in is None else Answers(check_in), content())


def last_page(written: str, policy: Policy = OURS) -> WhyPage:
    return page_of(traces(history(written), policy)[-1])


def numbers(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"\d+(?:\.\d+)?", text)]


@given(histories(min_size=1), st.sampled_from(POLICIES))
def test_every_number_on_the_page_is_the_placement_s(weeks, policy):
    for trace in traces(weeks, policy):
        placed, page = trace.placement, page_of(trace)
        score = dict(page.score)
        said = score.get("Your warning-sign score", "None")

        assert said.startswith("None") == (placed.w is None)
        assert placed.w is None or numbers(said)[0] == placed.w
        level = score["Your usual level"]
        assert level.startswith("Not known yet") == (placed.baseline is None)
        assert placed.baseline is None or numbers(level)[0] == placed.baseline
        rise = score.get("Compared with your usual level")
        assert (rise is None) == (placed.rise is None)
        assert not placed.rise or numbers(rise or "")[0] == abs(placed.rise)
        assert page.reasons == tuple(reason.sentence for reason in placed.reasons)


@given(histories(min_size=1), st.sampled_from(POLICIES))
def test_every_rule_stands_on_the_page_once_and_those_that_held_stand_first(weeks, policy):
    for trace in traces(weeks, policy):
        page = page_of(trace)
        held = [one.rule for one in page.held]
        others = [one.rule for kind in page.others for one in kind.rules]

        assert sorted([*held, *others]) == sorted(EVERY_RULE)
        assert page.how_many_others == len(others)
        assert set(held) - UNNAMED == set(trace.placement.rules)


@given(histories(min_size=1), st.sampled_from(POLICIES))
def test_everything_the_week_offered_stands_on_the_page_with_what_it_was_for(weeks, policy):
    for trace in traces(weeks, policy):
        page = page_of(trace)

        assert len(page.offers) == len(trace.placement.offers)
        assert all(why.startswith("You see this because ") for _, why in page.offers)


@given(histories(min_size=1))
def test_no_page_says_a_forbidden_word(weeks):
    for trace in traces(weeks, OURS):
        page = page_of(trace)
        told = [*page.held, *(one for kind in page.others for one in kind.rules)]
        said = [
            *page.reasons,
            *page.acts,
            *(" ".join(pair) for pair in (*page.score, *page.offers)),
            *(one.said for one in told),
            *(" ".join(pair) for one in told for pair in one.saw),
        ]
        assert [word for text in said for word in forbidden_in(text)] == []


def test_six_answers_are_added_up():
    score = dict(last_page("3 3 3 3 9").score)

    assert score["Your warning-sign score"] == "9 of 18"
    assert score["How it was counted"] == "Each answer counts 0 to 3. All 6 together give 9."
    assert score["Your usual level"] == "3, the middle of your latest 4 usual weeks before this one"
    assert score["Compared with your usual level"] == "6 above it"


@pytest.mark.parametrize(
    ("signs", "usual", "told"),
    [
        (
            (1, 1, 1, 0, None, None),
            frozenset(),
            (
                ("Your warning-sign score", "5 of 18"),
                (
                    "How it was counted",
                    "Each answer counts 0 to 3. The 4 that count give 3. Their mean times 6 is 4.5, "
                    "rounded to 5.",
                ),
                ("Not answered", "Feeling low, flat or numb, avoiding things"),
            ),
        ),
        (
            (3, 2, 2, 1, 0, 0),
            frozenset({"sleep"}),
            (
                ("Your warning-sign score", "6 of 18"),
                (
                    "How it was counted",
                    "Each answer counts 0 to 3. The 5 that count give 5. Their mean times 6 is 6.",
                ),
                ("Left out, as usual for you", "Sleeping badly"),
            ),
        ),
        (
            (3, 3, 3, None, None, None),
            frozenset(),
            (
                ("Your warning-sign score", "None: 3 of 6 answers count, and 4 are needed"),
                (
                    "Not answered",
                    "Getting annoyed or angry, feeling low, flat or numb, avoiding things",
                ),
            ),
        ),
    ],
)
def test_how_the_score_was_counted_is_told_with_what_was_left_out(signs, usual, told):
    week = history("3")[0]
    assert week.check_in is not None
    check_in = type(week.check_in)(signs=signs, usual=usual)
    trace = traces((WeekInput(week.week, check_in),), OURS)[-1]

    assert page_of(trace).score[: len(told)] == told


def test_a_missed_week_says_so_and_nothing_is_read_out_of_it():
    page = last_page("3 3 –")

    assert page.score == (
        ("Check-in", "None in this week"),
        (
            "Your usual level",
            "Not known yet: it needs 4 usual weeks, and there were 2 before this week",
        ),
    )
    assert page.answers == ()
    assert page.held == ()


def test_a_wish_to_talk_without_a_check_in_is_no_check_in():
    trace = traces(history("?+talk"), OURS)[-1]

    page = why_page(trace, None, content())

    assert page.score[0] == ("Check-in", "None in this week")
    assert [one.rule for one in page.held] == ["U5"]


def test_a_week_of_a_longer_stay_says_when_support_began():
    began = last_page("9 9").began, last_page("9 9 8").began, last_page("9 9 8+close").began

    assert began == (None, FIRST_WEEK.plus(1), None)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("3+talk", ()),
        ("3+talk 3", ("The talk you asked for in an earlier week is still to come.",)),
        ("3+talk 3+held", ()),
        ("9 9 11 11 11", ()),
        (
            "9 9 11 11 11 3",
            (
                "Formal support was suggested in an earlier week, by rule F1. It stays open until "
                "you decide about it.",
            ),
        ),
        ("9 9 11 11 11 3+decline", ()),
        ("3+ask 3", ("You asked for formal support in an earlier week. That is still open.",)),
    ],
)
def test_what_is_still_open_from_earlier_weeks_is_told(written, told):
    assert last_page(written).still_open == told


def test_the_answers_are_told_in_the_words_of_the_week_s_own_policy():
    ours, article = (last_page("3+op=2", policy) for policy in POLICIES)

    asked = [
        [said.question for part in page.answers for said in part.said] for page in (ours, article)
    ]
    assert "How much pressure came from events in your work?" in asked[0]
    assert "How much pressure came from events in your work?" not in asked[1]


def test_what_a_rule_saw_is_told_in_words_and_what_was_missing_too():
    page = last_page("9 ?")
    u1 = next(one for kind in page.others for one in kind.rules if one.rule == "U1")

    assert u1.when == "the score is 9 or more in two check-ins in a row"
    assert ("Your warning signs in your check-ins in a row", "none that count") in u1.saw


@pytest.mark.parametrize("kind", ActKind)
def test_everything_that_can_be_recorded_has_words(kind):
    act = Act(kind) if kind is not ActKind.SCREEN else history("–+phq_4=9")[0].acts[0]

    said = act_in_words(act)

    assert said.endswith(".")
    assert forbidden_in(said) == []
