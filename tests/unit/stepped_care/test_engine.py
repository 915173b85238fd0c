"""What a state keeps and lets go of, and what acts and screens may hold."""

import pytest

from tests.support.histories import default_policy, history
from wellbeing.stepped_care import START, Act, ActKind, Instrument, State, Step, advance, place
from wellbeing.week import Week

POLICY = default_policy()


def after(written: str) -> State:
    state = START
    for given in history(written):
        state, _ = advance(state, given, POLICY)
    return state


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("3+direct", 1),
        ("3+direct 3 3 3 3 3", 1),
        ("3+direct 3 3 3 3 3 3", 0),
        ("3+direct 3+both", 2),
    ],
)
def test_a_direct_event_is_kept_as_long_as_a_rule_may_ask_for_it(written, kept) -> None:
    assert len(after(written).direct_events) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [("3+second-hand 3 3", 1), ("3+second-hand 3 3 3", 0), ("3+second-hand 3+second-hand", 2)],
)
def test_a_second_hand_report_is_kept_as_long_as_it_counts(written, kept) -> None:
    assert len(after(written).second_hand) == kept


def test_a_watch_is_remembered_until_it_may_open_again() -> None:
    assert after("3+second-hand" + " 3" * 11).watch_opened == Week(2026, 2)
    assert after("3+second-hand" + " 3" * 12).watch_opened is None


def test_a_no_is_remembered_for_three_more_weeks() -> None:
    assert after("3+ask+decline 3 3").declined_in == Week(2026, 2)
    assert after("3+ask+decline 3 3 3").declined_in is None


def test_the_latest_scores_are_kept_and_no_more() -> None:
    assert [scored.w for scored in after("1 2 3 4 5").scored] == [2, 3, 4, 5]
    assert len(after("3 " * 20).fit_scores) == 12


@pytest.mark.parametrize(
    ("written", "entry_w"),
    [("14 5", 14), ("?+direct", None), ("?+direct 5 7", 5), ("14 5+close", None), ("3", None)],
)
def test_the_score_with_which_reactive_support_began_is_kept(written, entry_w) -> None:
    assert after(written).entry_w == entry_w


def test_a_stay_afresh_has_its_own_first_score() -> None:
    assert after("14" + " –" * 8 + " 5").entry_w == 5
    assert after("14" + " –" * 8 + " 5").stay_began == Week(2026, 11)


def test_missed_check_ins_are_counted_apart_from_silence() -> None:
    state = after("3 – –+held")

    assert (state.missed_check_ins, state.weeks_without_data) == (2, 0)
    assert after("3 – ?").missed_check_ins == 0


def test_formal_support_keeps_no_suggestion() -> None:
    state = after("3+ask+phq_4=12+sign-off")

    assert state.step is Step.FORMAL
    assert not state.formal_suggested
    assert state.suggested_by == ""


def test_the_first_rule_that_suggested_is_remembered() -> None:
    assert after("7+impact=3 7+impact=3+phq_4=12").suggested_by == "F4"
    assert after("3+phq_4=12").suggested_by == "F6"


@pytest.mark.parametrize(
    ("kind", "instrument", "score", "why"),
    [
        (ActKind.TALK_HELD, Instrument.PHQ_2, None, "only a screen"),
        (ActKind.TALK_HELD, None, 3, "only a screen"),
        (ActKind.SCREEN, None, 3, "has an instrument and a score"),
        (ActKind.SCREEN, Instrument.PHQ_2, None, "has an instrument and a score"),
        (ActKind.SCREEN, Instrument.PHQ_2, 7, "from 0 to 6"),
        (ActKind.SCREEN, Instrument.PHQ_2, -1, "from 0 to 6"),
    ],
)
def test_an_act_that_cannot_be_is_refused(kind, instrument, score, why) -> None:
    with pytest.raises(ValueError, match=why):
        Act(kind, instrument, score)


@pytest.mark.parametrize(
    ("instrument", "highest"),
    [
        (Instrument.PC_PTSD_5, 5),
        (Instrument.PHQ_4, 12),
        (Instrument.PHQ_2, 6),
        (Instrument.GAD_2, 6),
    ],
)
def test_a_screen_reaches_from_zero_to_its_highest_score(instrument, highest) -> None:
    assert Act(ActKind.SCREEN, instrument, highest).score == instrument.highest == highest
    assert Act(ActKind.SCREEN, instrument, 0).score == 0


@pytest.mark.parametrize(("written", "values"), [("4", {"w": 4}), ("4 –", {}), ("?", {})])
def test_the_plain_reason_carries_the_score_where_there_is_one(written, values) -> None:
    assert dict(place(history(written), POLICY)[-1].reasons[-1].values) == values
