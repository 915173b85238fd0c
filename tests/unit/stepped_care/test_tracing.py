"""The full trace: every rule of a week, whether it held, and the values it really looked at."""

from collections.abc import Mapping

import pytest
from hypothesis import given

from tests.support.histories import FIRST_WEEK, default_policy, history
from tests.unit.stepped_care.strategies import histories
from tests.unit.stepped_care.test_cases import CASES, policies_of
from wellbeing.stepped_care import (
    START,
    Act,
    ActKind,
    Judged,
    Policies,
    State,
    WeekInput,
    advance,
    advance_traced,
    saw_in_words,
    trace,
)
from wellbeing.stepped_care.facts import Facts, facts_of
from wellbeing.stepped_care.judging import NOT_SO
from wellbeing.stepped_care.memory import returning
from wellbeing.stepped_care.plain_english import chapters
from wellbeing.stepped_care.trace_words import WORDS
from wellbeing.stepped_care.tracing import EVERY_RULE, UNNAMED

POLICY = default_policy()


def walked(weeks: tuple[WeekInput, ...], policies: Policies):
    """Give each week with the state before it, and both ways of taking it in."""
    state = START
    for one in weeks:
        policy = policies.at(one.week)
        plain = advance(state, one, policy)
        yield state, one, plain, advance_traced(state, one, policy)
        state = plain[0]


def of(rule: str, judged: tuple[Judged, ...]) -> Judged:
    return next(one for one in judged if one.rule == rule)


def last_of(written: str) -> tuple[Judged, ...]:
    *_, (state, one, _, _) = walked(history(written), POLICY)
    return trace(state, one, POLICY)


def seen(rule: str, written: str) -> dict[str, str]:
    return dict(saw_in_words(of(rule, last_of(written))))


def test_no_rule_is_missing() -> None:
    told = {one.rule for chapter in chapters(POLICY) for one in chapter.rules}
    promises = {"W", "B", "PHQ-4", "D2", "E6", "H4", "H5", *(f"M{n}" for n in range(1, 8))}

    assert set(EVERY_RULE) == {rule for rule in told if "Pressure" not in rule} - promises
    assert len(EVERY_RULE) == 27


@pytest.mark.parametrize("case", CASES)
def test_the_trace_agrees_with_what_was_decided(case) -> None:
    weeks = history(case["weeks"])
    for _, _, plain, (after, placement, judged) in walked(weeks, policies_of(case, FIRST_WEEK)):
        assert (after, placement) == plain
        assert tuple(one.rule for one in judged) == EVERY_RULE
        held = [one.rule for one in judged if one.held and one.rule not in UNNAMED]
        assert held == list(placement.rules)


@given(histories())
def test_every_value_is_true_and_every_rule_has_something_to_tell(weeks) -> None:
    for state, one, (_, placement), (_, _, judged) in walked(weeks, POLICY):
        facts = facts_of(returning(state, one, POLICY), one, POLICY)
        sentences = {reason.rule: reason.sentence for reason in placement.reasons}
        for rule in judged:
            assert (rule.held is None) == (not rule.saw)
            assert all(words and found for words, found in saw_in_words(rule))
            if rule.rule[0] in "UE" or rule.rule in ("F1", "F2", "F4", "D1"):
                assert_true(rule.saw, facts)
            if rule.held and rule.rule not in UNNAMED:
                assert rule.sentence == sentences[rule.rule]
            if rule.held is None:
                assert rule.sentence.startswith("Not judged: ")


def assert_true(saw: Mapping[str, object], facts: Facts) -> None:
    for name, found in saw.items():
        real = getattr(facts, name)
        if name.endswith("_in_a_row") or name.startswith("latest_"):
            assert isinstance(found, tuple)
            real = real(len(found)) if found else ()
        if name == "is_so_long_after":
            real = any(facts.week.since(report) == 4 for report in facts.direct_events)
        assert found == real, name


@given(histories())
def test_asking_why_changes_nothing(weeks) -> None:
    for _, _, (after, placement), traced in walked(weeks, POLICY):
        assert traced[0].to_bytes() == after.to_bytes()
        assert traced[1].to_bytes() == placement.to_bytes()


def test_what_is_missing_is_told_as_missing_and_never_as_zero() -> None:
    assert seen("U3", "?") == {"Your warning signs": "no score in this week"}
    assert seen("U1", "?")["Your warning signs in your check-ins in a row"] == "none that count"
    assert seen("U3", "9")["Your usual level"] == "not known yet"
    assert seen("U2", "9 9")["Compared with your usual level, in your check-ins in a row"] == (
        "not known and not known"
    )
    assert seen("F4", "9 9+impact=3")["What it affected, in your check-ins in a row"] == (
        "no answer and could not do things you needed to do"
    )
    assert seen("E7", "3") == {"Your answer about events": "no answer"}
    assert seen("F6", "3+phq_2=4")["The result of this screen before"] == "none"
    assert seen("F5", "3") == {"Recorded in this week": "nothing"}


def test_a_score_below_the_usual_level_is_said_to_be_below() -> None:
    row = "Compared with your usual level, in your check-ins in a row"

    assert seen("U2", "5 5 5 5 5 9 3")[row] == "4 above and 2 below"
    assert seen("U2", "5 5 5 5 9 5")[row] == "4 above and the same"


@pytest.mark.parametrize(
    ("rule", "written", "words"),
    [
        ("U4", "3+both", {"You reported a direct event in this week": "yes"}),
        (
            "U6",
            "3+op=3+support=0 3",
            {
                "More pressure than you could manage and no support, in your check-ins in a row": (
                    "yes and no"
                )
            },
        ),
        (
            "E3",
            "3+second-hand 3+second-hand",
            {
                "You reported something heard, read or seen in the week of": (
                    "5 January 2026 and 12 January 2026"
                ),
                "The week of": "12 January 2026",
            },
        ),
        (
            "F1",
            "14 13 12",
            {
                "Your step": "reactive support",
                "Reactive support has lasted": "2 weeks",
                "Your warning signs in your latest check-ins": "14 of 18, 13 of 18 and 12 of 18",
            },
        ),
        (
            "F2",
            "13 9 9 9 10+impact=2",
            {
                "Your step": "reactive support",
                "Reactive support has lasted": "4 weeks",
                "The weeks of these check-ins, by their Monday": (
                    "12 January 2026, 19 January 2026, 26 January 2026 and 2 February 2026"
                ),
                "Reactive support began in the week of": "5 January 2026",
                "Your warning signs when reactive support began": "13 of 18",
                "Your warning signs": "10 of 18",
                "Your warning signs in your latest check-ins": (
                    "9 of 18, 9 of 18, 9 of 18 and 10 of 18"
                ),
                "What it affected, in your latest check-ins": (
                    "no answer, no answer, no answer and a lot"
                ),
            },
        ),
        (
            "F6",
            "3+gad_2=3 3+gad_2=4",
            {"The screen": "GAD-2", "Your result": "4", "The result of this screen before": "3"},
        ),
        ("D4", "3 – –", {"Without a check-in or anything recorded": "2 weeks"}),
        ("H3", "3+ask+decline", {"Formal support was suggested": "yes"}),
        ("D0", "3+close", {"Your step": "prevention"}),
        ("E7", "3+rather-not-say", {"Your answer about events": "you would rather not say"}),
    ],
)
def test_a_rule_tells_what_it_looked_at_in_plain_words(rule, written, words) -> None:
    assert seen(rule, written) == words


@pytest.mark.parametrize(
    ("rule", "written", "held", "sentence"),
    [
        ("U1", "3", False, NOT_SO),
        ("F1", "3+sign-off 3", None, "Not judged: formal support has begun."),
        ("F6", "3+sign-off 3+phq_4=12", None, "Not judged: formal support has begun."),
        ("F4", "3+ask+decline 3", None, "Not judged: you said no to formal support a short time"),
        ("F3", "3+ask+decline 3+pc_ptsd_5=5", None, "Not judged: you said no to formal support"),
        ("F3", "3+ask+decline 3+direct+pc_ptsd_5=5", False, NOT_SO),
        ("D1", "14", None, "Not judged: another rule holds in this week"),
        ("D1", "7+impact=3 7+impact=3", None, "Not judged: another rule holds in this week"),
        ("D1", "3", False, NOT_SO),
        ("H1", "3", False, "No sign-off of formal support was recorded in this week."),
        ("H1", "3+ask+sign-off", True, "You agreed to formal support, and a reviewer signed it"),
        ("E1", "3+direct 3", True, "For 4 weeks after a direct event, support stays unless you"),
        ("E4", "3+second-hand 3", True, "In the 4 weeks after an event, U1 and U2 need one"),
        ("E5", "3+direct – – – 3", True, "About a month has passed since the direct event you"),
        ("E5", "3+direct – – 3", False, NOT_SO),
        ("E7", "3+rather-not-say", True, "You would rather not say. That counts as no event."),
    ],
)
def test_a_rule_says_whether_it_held_and_why_it_was_not_asked(
    rule, written, held, sentence
) -> None:
    judged = of(rule, last_of(written))

    assert judged.held is held
    assert judged.sentence.startswith(sentence)


def test_a_rule_that_was_asked_twice_in_a_week_is_told_once_by_what_it_held_on() -> None:
    both = of("F6", last_of("3+phq_4=9+phq_2=6"))
    other_way = of("F6", last_of("3+phq_2=6+phq_4=9"))
    by_answers = of("F3", last_of("3+direct – – – 9+pc_ptsd_5=2"))
    neither = of("F6", last_of("3+phq_2=1+gad_2=2"))

    assert both.held
    assert other_way.held
    assert both.saw == other_way.saw == {"instrument": "phq_4", "score": 9}
    assert by_answers.held
    assert by_answers.saw["w"] == 9
    assert "instrument" not in by_answers.saw
    assert not neither.held
    assert neither.saw["instrument"] == "phq_2"


def test_a_trace_cannot_be_changed() -> None:
    judged = last_of("14")[0]

    with pytest.raises(TypeError):
        judged.saw["w"] = 0  # type: ignore[index]


def test_everything_a_rule_may_read_has_words() -> None:
    read_by_no_rule = {"check_in", "run", "latest", "in_watch", "declined_lately"}
    readable = {name for name in vars(Facts) if not name.startswith("_")} - read_by_no_rule

    assert len(readable) > 25
    assert readable <= set(WORDS)
    # Short enough for a narrow table, and each said once.
    assert len(set(WORDS.values())) >= len(WORDS) - 1


@pytest.mark.parametrize("kind", [kind for kind in ActKind if kind is not ActKind.SCREEN])
@pytest.mark.parametrize("before", ["3", "14", "3+ask", "3+sign-off"])
def test_an_act_is_traced_at_every_step(kind: ActKind, before: str) -> None:
    *_, (_, one, (state, _), _) = walked(history(before), POLICY)
    acted = WeekInput(one.week.plus(1), None, (Act(kind),))

    judged = trace(state, acted, POLICY)

    _, placement = advance(state, acted, POLICY)
    assert tuple(one.rule for one in judged) == EVERY_RULE
    assert {"D0", "F5", "F7", "H1", "H2", "H3"} & set(placement.rules) == {
        rule.rule for rule in judged if rule.held and rule.rule[0] in "DFH"
    }


def test_a_state_of_long_ago_can_be_traced_too() -> None:
    judged = trace(State(), WeekInput(FIRST_WEEK), POLICY)

    assert not any(one.held for one in judged)
