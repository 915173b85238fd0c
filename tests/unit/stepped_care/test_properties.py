"""What holds for every history."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.histories import default_policy, history, policy_with
from tests.unit.stepped_care.strategies import check_ins, histories
from wellbeing.stepped_care import (
    START,
    ActKind,
    CheckIn,
    Placement,
    State,
    Step,
    WeekInput,
    WeekOrderError,
    advance,
    catch_up,
    place,
)
from wellbeing.week import Week

POLICY = default_policy()


def state_after(weeks: tuple[WeekInput, ...]) -> State:
    state = START
    for given_week in weeks:
        state, _ = advance(state, given_week, POLICY)
    return state


@given(histories())
def test_every_history_has_one_placement_a_week_and_always_the_same(weeks) -> None:
    placements = place(weeks, POLICY)

    assert [p.week for p in placements] == [given_week.week for given_week in weeks]
    assert [p.to_bytes() for p in placements] == [p.to_bytes() for p in place(weeks, POLICY)]


@given(histories(), check_ins(), st.data())
def test_a_worse_latest_week_never_lowers_the_step(weeks, latest: CheckIn, data) -> None:
    worse_signs = tuple(
        answer if answer is None else data.draw(st.integers(answer, 3)) for answer in latest.signs
    )
    week = weeks[-1].week.plus(1) if weeks else Week(2026, 52)
    state = state_after(weeks)

    better, _ = advance(state, WeekInput(week, latest), POLICY)
    worse, _ = advance(state, WeekInput(week, replace(latest, signs=worse_signs)), POLICY)

    assert worse.step.level >= better.step.level


@given(histories(min_size=1), st.integers(1, 30))
def test_a_gap_never_moves_a_step(weeks, missed: int) -> None:
    state = state_after(weeks)

    later, placements = catch_up(state, weeks[-1].week.plus(missed), POLICY)

    assert later.step is state.step
    assert {p.step for p in placements} <= {state.step, None}
    assert all(p.no_current_information == ("D4" in p.rules) for p in placements)
    assert all(p.w is None and p.rise is None for p in placements)


@given(histories(min_size=1))
def test_a_missed_week_left_out_is_the_same_as_a_missed_week_given(weeks) -> None:
    some = [one for one in weeks[1:] if one != WeekInput(one.week)]
    last = WeekInput(weeks[-1].week.plus(1))

    assert place([weeks[0], *some, last], POLICY) == place([*weeks, last], POLICY)


@given(histories())
def test_any_week_replays_from_what_was_kept(weeks) -> None:
    state = START
    for given_week in weeks:
        kept = state.to_bytes(), given_week.to_bytes()
        state, placement = advance(state, given_week, POLICY)

        again = advance(State.from_bytes(kept[0]), WeekInput.from_bytes(kept[1]), POLICY)

        assert again == (state, placement)
        assert again[0].to_bytes() == state.to_bytes()
        assert again[1].to_bytes() == placement.to_bytes()
        assert Placement.from_bytes(placement.to_bytes()) == placement


@given(histories(), st.integers(-300, 300))
def test_the_calendar_does_not_matter_only_the_weeks_between(weeks, shift: int) -> None:
    moved = [replace(given_week, week=given_week.week.plus(shift)) for given_week in weeks]

    told = [(p.step, p.w, p.baseline, p.rules) for p in place(weeks, POLICY)]

    assert told == [(p.step, p.w, p.baseline, p.rules) for p in place(moved, POLICY)]


def test_the_state_does_not_grow() -> None:
    after_half_a_year = state_after(history("3 " * 26))
    after_ten_years = state_after(history("3 " * 520))

    assert len(after_ten_years.to_bytes()) == len(after_half_a_year.to_bytes()) < 700


def test_after_a_long_silence_earlier_scores_start_no_run() -> None:
    soon_silent = policy_with(down={"stale_weeks": 2})

    assert place(history("9 – 9"), soon_silent)[-1].rules == ("U1",)
    assert place(history("9 – – 9"), soon_silent)[-1].rules == ()


@given(histories())
def test_nothing_in_the_state_grows(weeks) -> None:
    for length in range(len(weeks)):
        assert len(state_after(weeks[:length]).to_bytes()) < 1200


@given(histories())
def test_people_begin_and_end_formal_support_and_no_rule_does(weeks) -> None:
    formal = False
    for given_week, placement in zip(weeks, place(weeks, POLICY), strict=True):
        kinds = {act.kind for act in given_week.acts}
        if (placement.step is Step.FORMAL) is not formal:
            assert kinds & {ActKind.SIGN_OFF_FORMAL, ActKind.END_FORMAL}
            assert {"H1", "H2"} & set(placement.rules)
        formal = placement.step is Step.FORMAL


@given(histories())
def test_every_move_has_its_rule(weeks) -> None:
    step = Step.PREVENTION
    for given_week, placement in zip(weeks, place(weeks, POLICY), strict=True):
        rules = set(placement.rules)
        if step is Step.REACTIVE and placement.step is Step.PREVENTION:
            assert {"D0", "D1"} & rules
            assert given_week.has_data
        if step is Step.PREVENTION and placement.step is Step.REACTIVE:
            assert any(rule.startswith("U") or rule == "H2" for rule in rules)
        step = placement.step or step


@given(histories())
def test_rules_are_named_once_and_in_the_order_of_the_policy(weeks) -> None:
    for placement in place(weeks, POLICY):
        assert list(placement.rules) == sorted(
            set(placement.rules), key=lambda rule: ("UEFDHB".index(rule[0]), rule)
        )


@given(histories())
def test_a_suggestion_has_a_rule_or_is_still_open(weeks) -> None:
    open_before = False
    for placement in place(weeks, POLICY):
        if placement.formal_suggested and not open_before:
            assert any(rule.startswith("F") for rule in placement.rules)
        if open_before and not placement.formal_suggested:
            assert {"H1", "H3", "D0", "D1", "D4"} & set(placement.rules)
        open_before = placement.formal_suggested


@given(histories())
def test_the_values_of_a_reason_are_those_of_the_week(weeks) -> None:
    for placement in place(weeks, POLICY):
        for reason in placement.reasons:
            seen = reason.values
            assert seen.get("w", placement.w) == placement.w
            assert seen.get("rise", placement.rise) == placement.rise
            if reason.rule in ("U1", "U2", "D1", "F1", "F2"):
                scores = seen["scores"]
                assert isinstance(scores, tuple)
                assert scores[-1] == placement.w


@given(histories(min_size=1), st.randoms())
def test_the_order_in_which_weeks_arrive_does_not_matter(weeks, chance) -> None:
    arrived = list(weeks)
    chance.shuffle(arrived)

    assert place(arrived, POLICY) == place(weeks, POLICY)


@pytest.mark.parametrize("wrong", [Week(2026, 9), Week(2026, 10), Week(2026, 12)])
def test_weeks_follow_one_another(wrong: Week) -> None:
    state = State(week=Week(2026, 10))

    with pytest.raises(WeekOrderError, match="after 2026-W10 comes 2026-W11"):
        advance(state, WeekInput(wrong), POLICY)


def test_before_the_first_week_there_is_nothing_to_catch_up() -> None:
    assert catch_up(START, Week(2026, 10), POLICY) == (START, ())


@pytest.mark.parametrize(
    "written",
    [b"", b"[]", b"{}", b'{"week":"2026-W54"}', b'{"week":7}', b'{"week":"2026-W05","x":1}'],
)
def test_what_was_not_written_here_is_not_read(written: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        WeekInput.from_bytes(written)
