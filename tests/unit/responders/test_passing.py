"""The rule of calls: the next one is told in time, nobody loses it, and its person is told when nobody has it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.responders.passing import Standing, kept
from wellbeing.responders.record import CALL, KEPT_FOR, Call, Deed, Told

AT = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
ALL = ("ann", "sam", "jo")


def call(order=ALL):
    return Call("asker", "07700 900456", True, AT, 15, order, (Told(order[0], AT),))


def after(minutes, able=ALL, *, staffed=True):
    return Standing(AT + timedelta(minutes=minutes), staffed, frozenset(able))


def told(one):
    return [(each.to, (each.at - AT).seconds // 60) for each in one.told]


def test_each_has_their_minutes_before_the_next_is_told():
    one = call()

    for minute in range(60):
        one = kept(one, after(minute))

    assert told(one) == [("ann", 0), ("sam", 15), ("jo", 30)]
    assert one.nobody_at == AT + timedelta(minutes=45)
    assert one.due_at == one.nobody_at


def test_whoever_took_it_has_as_many_minutes_to_reach_the_person():
    taken = call().done(Deed.TAKEN, "ann", AT + timedelta(minutes=10))

    assert kept(taken, after(24)) == taken
    assert told(kept(taken, after(25))) == [("ann", 0), ("sam", 25)]


def test_whoever_has_it_keeps_it_when_another_one_gives_up():
    one = call().told_to("sam", AT).done(Deed.TAKEN, "sam", AT)
    later = one.done(Deed.NOT_REACHED, "ann", AT + timedelta(minutes=1))
    gave_up = later.done(Deed.NOT_REACHED, "sam", AT + timedelta(minutes=2))

    assert later.has_it(AT + timedelta(minutes=1)) == "sam"
    assert gave_up.has_it(AT + timedelta(minutes=2)) == ""


def test_who_took_it_late_and_falls_silent_is_told_of_as_well():
    nobody = kept(call(("ann",)), after(15, ("ann",)))
    late = nobody.done(Deed.TAKEN, "ann", AT + timedelta(minutes=20))

    assert nobody.nobody_at == AT + timedelta(minutes=15)
    assert kept(late, after(34)).nobody_at is None
    assert kept(late, after(35)).nobody_at == AT + timedelta(minutes=35)


def test_who_could_not_reach_them_gives_it_to_the_next_at_once():
    tried = call().done(Deed.NOT_REACHED, "ann", AT + timedelta(minutes=3))

    assert told(kept(tried, after(3))) == [("ann", 0), ("sam", 3)]


def test_when_the_last_one_gives_up_its_person_is_told_at_once():
    tried = call(("ann",)).done(Deed.NOT_REACHED, "ann", AT + timedelta(minutes=3))

    assert kept(tried, after(3)).nobody_at == AT + timedelta(minutes=3)


def test_who_cannot_answer_is_passed_over():
    assert told(kept(call(), after(1, ("jo",)))) == [("ann", 0), ("jo", 1)]
    assert kept(call(), after(1, ())).nobody_at == AT + timedelta(minutes=1)


@pytest.mark.parametrize("ended", ["reached", "taken back"])
def test_what_is_over_stays_as_it_is(ended):
    one = call().done(Deed.REACHED, "ann", AT) if ended == "reached" else call().taken_back(AT)

    assert kept(one, after(500)) == one


def test_outside_of_the_hours_nobody_new_is_told_but_its_person_is():
    later = kept(call(), after(50, staffed=False))

    assert told(later) == [("ann", 0)]
    assert later.nobody_at is not None


def test_taking_it_back_removes_how_to_reach_them_and_whoever_did_not_look():
    one = call().told_to("sam", AT).looked_at("sam", AT).looked_at("sam", AT)
    back = one.taken_back(AT)

    assert (one.can_open, back.can_open) == (("ann", "sam"), ("sam",))
    assert (back.reach, back.looks[0].times) == ("", 2)
    assert CALL.validate_json(CALL.dump_json(back)) == back


def test_it_is_kept_for_the_week_that_pages_name():
    assert timedelta(days=7) == KEPT_FOR
    assert call().removed_at == AT + timedelta(days=7)


def test_what_is_not_so_begins_anew_with_those_who_did_not_say_it():
    tried = kept(call().done(Deed.NOT_REACHED, "ann", AT), after(1))
    said = tried.done(Deed.REACHED, "sam", AT + timedelta(minutes=2))
    anew = kept(said.not_so(said.next_order, AT + timedelta(minutes=9)), after(9))

    assert said.next_order == ("jo", "ann", "sam")
    assert told(anew) == [("jo", 9)]
    assert told(kept(anew, after(23))) == [("jo", 9)]
    assert told(kept(anew, after(24))) == [("jo", 9), ("ann", 24)]
    assert anew.due_at == AT + timedelta(minutes=54)
    assert anew.can_open == ("ann", "sam", "jo")
    assert (anew.not_so_of("sam"), anew.not_so_of("ann")) == (AT + timedelta(minutes=9), None)
    assert CALL.validate_json(CALL.dump_json(anew)) == anew


def test_a_notice_that_waits_goes_in_time_unless_it_is_not_needed_any_more():
    later = AT + timedelta(minutes=5)
    waits = replace(call(), told=(Told("ann", AT, later, waits=True),))

    assert waits.noticed(AT + timedelta(minutes=4)) == waits
    assert not waits.noticed(later).told[0].waits
    assert waits.looked_at("ann", AT).noticed(later).told[0].waits


@given(
    st.lists(
        st.tuples(
            st.integers(1, 20),
            st.sets(st.sampled_from(ALL)),
            st.sampled_from([None, *Deed]),
            st.booleans(),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_no_call_is_ever_silent_past_its_time(steps):
    one, minute = call(), 0
    for passed, able, deed, staffed, is_so in steps:
        minute += passed
        at = after(minute, tuple(able), staffed=staffed)
        if deed and not one.is_over:
            one = one.done(deed, one.ever_told[-1].to, at.now)
        if one.reached and not is_so:
            one = one.not_so(tuple(each for each in one.next_order if each in able), at.now)
        later = kept(one, at)
        assert set(later.can_open) >= set(one.can_open)
        assert len({each.to for each in later.told}) == len(later.told)
        is_quiet = not later.is_over and later.has_it(at.now) not in able
        assert not (is_quiet and at.now >= later.due_at) or later.nobody_at is not None
        assert kept(later, at) == later
        one = later
