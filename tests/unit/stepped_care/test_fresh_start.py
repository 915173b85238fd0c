"""A fresh start touches the usual level and nothing else, for every history."""

from dataclasses import replace
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import proofs
from tests.support.histories import default_policy
from tests.unit.stepped_care.strategies import check_ins, histories
from wellbeing.stepped_care import (
    START,
    Act,
    ActKind,
    Placement,
    State,
    Step,
    WeekInput,
    advance,
    place,
    trace,
)
from wellbeing.stepped_care.facts import facts_of
from wellbeing.stepped_care.memory import returning

POLICY = default_policy()
FRESH = Act(ActKind.FRESH_START)
# What holds for each week by itself shows in few histories.
FEWER = settings(max_examples=proofs.size(20, 100))


def without(one: WeekInput) -> WeekInput:
    return replace(one, acts=tuple(act for act in one.acts if act != FRESH))


def with_it(one: WeekInput) -> WeekInput:
    return replace(one, acts=(*without(one).acts, FRESH))


def state_after(weeks: tuple[WeekInput, ...]) -> State:
    state = START
    for one in weeks:
        state, _ = advance(state, one, POLICY)
    return state


def but_for_its_reason(placed: Placement) -> Placement:
    return replace(placed, reasons=tuple(r for r in placed.reasons if r.rule != "B1"))


@FEWER
@given(histories(min_size=1))
def test_in_its_own_week_it_adds_its_reason_and_nothing_else(weeks) -> None:
    before = state_after(weeks[:-1])

    state, placed = advance(before, with_it(weeks[-1]), POLICY)
    state_else, placed_else = advance(before, without(weeks[-1]), POLICY)

    assert "B1" in placed.rules
    assert but_for_its_reason(placed) == placed_else
    assert state == replace(state_else, fit_scores=())


@FEWER
@given(histories(min_size=1), st.integers(0, 12))
def test_by_itself_it_never_moves_a_step(weeks, silent: int) -> None:
    later = tuple(WeekInput(weeks[-1].week.plus(count + 1)) for count in range(silent))

    chosen = place([*weeks[:-1], with_it(weeks[-1]), *later], POLICY)
    left = place([*weeks[:-1], without(weeks[-1]), *later], POLICY)

    assert [p.step for p in chosen] == [p.step for p in left]
    assert [p.offers for p in chosen] == [p.offers for p in left]
    assert [p.review_week for p in chosen] == [p.review_week for p in left]


@FEWER
@given(histories(min_size=1), st.lists(check_ins(), max_size=8), st.data())
def test_scores_before_it_have_no_say_in_any_level_after_it(weeks, after, data) -> None:
    state = state_after((*weeks[:-1], with_it(weeks[-1])))
    scores = data.draw(st.lists(st.integers(0, 8), max_size=12).map(tuple))
    started = replace(state_after((*weeks[:-1], without(weeks[-1]))), fit_scores=scores)
    other = replace(started, fit_scores=state.fit_scores)

    assert state == other
    for count, check_in in enumerate(after):
        one = WeekInput(weeks[-1].week.plus(count + 1), check_in)
        (state, here), (other, there) = advance(state, one, POLICY), advance(other, one, POLICY)
        assert (here.baseline, here.rise) == (there.baseline, there.rise)


@given(histories(min_size=2))
def test_the_level_after_it_is_the_middle_of_the_usual_weeks_after_it(weeks) -> None:
    level: list[int] = []
    state = START
    for one in weeks:
        facts = facts_of(returning(state, one, POLICY), one, POLICY)
        state, placed = advance(state, one, POLICY)
        latest = level[-POLICY.baseline.weeks_max :]
        expected = median(latest) if len(latest) >= POLICY.baseline.weeks_min else None
        assert placed.baseline == expected
        near = facts.in_window or facts.in_watch or facts.opens_window or facts.opens_watch
        raised = placed.w is None or placed.w >= 9 or (placed.rise or 0) >= 4
        if FRESH in one.acts:
            level = []
        elif state.step is Step.PREVENTION and not near and not raised and placed.w is not None:
            level.append(placed.w)


@FEWER
@given(histories(min_size=1), st.integers(0, 24))
def test_taken_out_of_its_week_again_it_was_never_there(weeks, place_of_it: int) -> None:
    at = place_of_it % len(weeks)
    chosen = [with_it(one) if number == at else without(one) for number, one in enumerate(weeks)]
    never = [without(one) for one in weeks]

    back = [without(one) for one in chosen]

    assert [p.to_bytes() for p in place(back, POLICY)] == [
        p.to_bytes() for p in place(never, POLICY)
    ]
    assert [p.step for p in place(chosen, POLICY)][: at + 1] == [
        p.step for p in place(never, POLICY)
    ][: at + 1]


@FEWER
@given(histories(min_size=1))
def test_the_trace_tells_of_it_in_its_week_alone(weeks) -> None:
    state = START
    for one in weeks:
        told = next(rule for rule in trace(state, one, POLICY) if rule.rule == "B1")
        assert told.held is (FRESH in one.acts)
        state, _ = advance(state, one, POLICY)


def test_a_state_that_was_kept_before_there_were_fresh_starts_still_opens() -> None:
    """A fresh start adds no field to the state: what was kept before reads as it did."""
    kept = (
        b'{"asked_formal":false,"declined_in":null,"direct_events":[],"entry_w":null,'
        b'"fit_scores":[3,3,3,3],"last_gad_2":null,"last_phq_2":null,"missed_check_ins":0,'
        b'"scored":[],"second_hand":[],"stay_began":null,"step":"prevention","suggested_by":"",'
        b'"talk_open":false,"watch_opened":null,"week":"2026-W05","weeks_without_data":0}'
    )
    state = State.from_bytes(kept)
    assert state.to_bytes() == kept

    assert state.week is not None
    after, placed = advance(state, WeekInput(state.week.plus(1), acts=(FRESH,)), POLICY)

    assert placed.baseline == 3
    assert after.fit_scores == ()
