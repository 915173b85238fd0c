"""Small things the engine's answers rest on: what cannot be changed, and how it is written down."""

import json
from dataclasses import FrozenInstanceError, replace

import pytest

from tests.support.histories import FIRST_WEEK, default_policy, history
from wellbeing.stepped_care import (
    KEPT,
    SIGNS,
    START,
    Act,
    ActKind,
    CheckIn,
    InForce,
    Placement,
    Reason,
    Rulebook,
    State,
    Step,
    WeekInput,
    advance,
    catch_up,
    place,
)
from wellbeing.stepped_care.done import Done
from wellbeing.stepped_care.facts import declined_lately, facts_of
from wellbeing.stepped_care.plain_english import chapters
from wellbeing.stepped_care.policy_file import Problem
from wellbeing.stepped_care.state import Scored, changed
from wellbeing.week import Week

POLICY = default_policy()
CHECK_IN = history("3")[0].check_in
ONE = place(history("14"), POLICY)[0]
FIRST = InForce(FIRST_WEEK, POLICY)


def after(written: str, state: State = START) -> State:
    for given in history(written, state.week.plus(1) if state.week else FIRST_WEEK):
        state, _ = advance(state, given, POLICY)
    return state


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (CHECK_IN, "op"),
        (Act(ActKind.TALK_HELD), "kind"),
        (WeekInput(FIRST_WEEK), "week"),
        (START, "step"),
        (Scored(FIRST_WEEK, 3, None), "w"),
        (ONE, "step"),
        (ONE.reasons[0], "rule"),
        (FIRST, "policy"),
        (Rulebook((FIRST,)), "entries"),
        (Problem("key", "message"), "key"),
        (chapters(POLICY)[0], "title"),
        (chapters(POLICY)[0].rules[0], "rule"),
        (
            Done(Act(ActKind.TALK_HELD), START, facts_of(START, WeekInput(FIRST_WEEK), POLICY)),
            "act",
        ),
    ],
    ids=lambda one: type(one).__name__ if not isinstance(one, str) else one,
)
def test_what_was_said_once_cannot_be_changed(value, field) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, field, None)


def test_a_policy_and_the_values_of_a_reason_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        POLICY.reactive.high = 3
    with pytest.raises(TypeError):
        ONE.reasons[0].values["w"] = 0  # type: ignore[index]


def test_a_question_that_was_not_asked_has_no_answer() -> None:
    assert not CheckIn((0,) * len(SIGNS)).support_not_needed
    assert CheckIn((0,) * len(SIGNS)).usual == frozenset()


def test_what_is_kept_is_written_one_way_only() -> None:
    reason = Reason("U3", "Ein Satz – with a dash.", {"w": 14, "line": 13})
    written = replace(ONE, reasons=(reason,)).to_bytes()

    assert "Ein Satz – with a dash.".encode() in written
    assert b'"values":{"line":13,"w":14}' in written
    assert list(json.loads(written)) == sorted(json.loads(written))
    assert b", " not in written.replace(reason.sentence.encode(), b"")
    with pytest.raises(ValueError, match="JSON"):
        replace(ONE, baseline=float("nan")).to_bytes()


@pytest.mark.parametrize("week", ['"2026-W54"', "7", "null", '"2026-W5"', "[2026, 5]"])
def test_a_week_is_read_only_as_it_is_written(week: str) -> None:
    with pytest.raises(ValueError, match="week"):
        WeekInput.from_bytes(f'{{"week":{week},"check_in":null,"acts":[]}}'.encode())


def test_what_is_kept_is_read_back_exactly_or_not_at_all() -> None:
    written = json.loads(ONE.to_bytes())

    assert Placement.from_bytes(ONE.to_bytes()) == ONE
    for wrong in ({"w": "14"}, {"more": 1}, {"formal_suggested": 0}):
        with pytest.raises(ValueError, match=r"."):
            Placement.from_bytes(json.dumps(written | wrong).encode())


def test_changing_a_state_is_replacing_it() -> None:
    state = after("14+direct+ask 9")

    assert changed(state, step=Step.FORMAL, scored=()) == replace(
        state, step=Step.FORMAL, scored=()
    )
    assert changed(state) == state
    assert changed(state).to_bytes() == state.to_bytes()


@pytest.mark.parametrize("act", ["close", "sign-off"])
def test_leaving_reactive_support_leaves_nothing_of_the_stay(act: str) -> None:
    state = after(f"14 9+{act}")

    assert (state.stay_began, state.entry_w) == (None, None)
    assert state.scored == () if act == "close" else len(state.scored) == 2


def test_formal_support_that_ends_begins_a_stay_of_its_own() -> None:
    formal = State(week=FIRST_WEEK, step=Step.FORMAL, entry_w=17, stay_began=Week(2025, 1))

    ended, placement = advance(formal, history("5+end", FIRST_WEEK.plus(1))[0], POLICY)

    assert (ended.step, ended.stay_began, ended.entry_w) == (Step.REACTIVE, FIRST_WEEK.plus(1), 5)
    assert placement.review_week == FIRST_WEEK.plus(9)


@pytest.mark.parametrize("written", ["3", "14", "14 9+sign-off", "3+ask"])
@pytest.mark.parametrize("weeks", [0, 1, 9])
def test_catching_up_takes_in_each_missed_week_once(written: str, weeks: int) -> None:
    state = after(written)
    assert state.week is not None

    caught_up, missed = catch_up(state, state.week.plus(weeks), POLICY)

    assert caught_up == after("– " * weeks, state)
    assert [one.week for one in missed] == [state.week.plus(count + 1) for count in range(weeks)]
    assert missed == place(history(written + " –" * weeks), POLICY)[len(history(written)) :]


def test_there_is_nothing_to_catch_up_with_before_or_at_the_week_that_was_taken_in() -> None:
    state = after("14")
    assert state.week is not None

    assert catch_up(state, state.week.plus(-3), POLICY) == (state, ())
    assert catch_up(START, FIRST_WEEK, POLICY) == (START, ())


def test_support_that_begins_or_ends_takes_no_score_of_another_stay_with_it() -> None:
    prevention = State(week=FIRST_WEEK, entry_w=17)

    begun, _ = advance(prevention, history("?+talk", FIRST_WEEK.plus(1))[0], POLICY)
    ended = after("14 5 5 5")

    assert (begun.step, begun.entry_w) == (Step.REACTIVE, None)
    assert (ended.step, ended.entry_w, ended.stay_began) == (Step.PREVENTION, None, None)


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("14", ["U3"]),
        ("3", [KEPT]),
        ("14 5", [KEPT]),
        ("14 5 5 5", ["D1"]),
        ("14 5+close", ["D0"]),
        ("3+sign-off", ["F7", "H1"]),
        ("3+sign-off 3", [KEPT]),
        ("3+sign-off 3+end", ["H2"]),
        ("3+second-hand", ["E2", KEPT]),
        ("3+ask", ["F5", KEPT]),
        ("3" + " –" * 8, ["D4"]),
    ],
)
def test_why_a_step_stayed_is_told_only_where_no_rule_tells_it(written, rules) -> None:
    assert [reason.rule for reason in place(history(written), POLICY)[-1].reasons] == rules


def test_without_a_stay_in_reactive_no_week_of_it_has_passed() -> None:
    assert facts_of(START, WeekInput(FIRST_WEEK), POLICY).stayed == 0
    assert facts_of(after("14 5 5"), WeekInput(FIRST_WEEK.plus(3)), POLICY).stayed == 3


@pytest.mark.parametrize(("weeks", "lately"), [(0, True), (3, True), (4, False)])
def test_a_no_counts_for_its_week_and_three_more_whatever_the_state_still_holds(
    weeks: int, lately: bool
) -> None:
    state = State(declined_in=FIRST_WEEK)

    assert declined_lately(state, FIRST_WEEK.plus(weeks), POLICY) is lately


def test_reasons_can_be_counted_though_their_values_cannot() -> None:
    assert len({ONE.reasons[0], place(history("14"), POLICY)[0].reasons[0]}) == 1
