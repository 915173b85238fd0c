"""The clock of one request: it passes on in its order and at its moments, and tells a broken promise once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.support.cases import Case, Ending, Kind, Promised, Wish
from wellbeing.support.passing import Standing, kept

DAY = date(2026, 3, 4)
ASKED = datetime(2026, 3, 4, 10, tzinfo=UTC)
SECOND, THIRD, DUE = (ASKED + timedelta(hours=hours) for hours in (4, 8, 31))
ALL = frozenset({"ada", "ben", "cem"})
PROMISED = Promised(DAY, DAY + timedelta(days=1), ASKED, ASKED, DUE, (SECOND, THIRD))
CASE = Case("ann", Wish(Kind.TALK, first="ada"), PROMISED, ("ada",), ("ben", "cem"))
TO_ALL = Case("ann", Wish(Kind.TALK), replace(PROMISED, moments=()), ("ada", "ben", "cem"))
A_MINUTE = timedelta(minutes=1)


def at(now, *, able=ALL, away=frozenset(), is_staffed=True):
    return Standing(now, is_staffed, frozenset(able), frozenset(able) - frozenset(away))


def test_nothing_happens_before_its_moment():
    assert kept(CASE, at(SECOND - A_MINUTE)) is CASE


def test_what_nobody_has_taken_goes_to_the_second_and_then_to_the_third():
    second = kept(CASE, at(SECOND))
    third = kept(second, at(THIRD))

    assert second.contacts == ("ada", "ben")
    assert kept(second, at(THIRD - A_MINUTE)) == second
    assert third.contacts == ("ada", "ben", "cem")
    assert [(one.to, one.at) for one in third.handed_on] == [("ben", SECOND), ("cem", THIRD)]


def test_a_look_alone_holds_nothing_up():
    assert kept(CASE.looked_at("ada", DAY), at(SECOND)).contacts == ("ada", "ben")


def test_what_somebody_has_taken_stays_with_them_and_nobody_is_told():
    taken = CASE.taken_by("ada", DAY)

    assert kept(taken, at(DUE + timedelta(days=3))) == taken


def test_it_passes_on_in_staffed_time_alone_and_the_person_is_told_at_any_hour():
    night = kept(CASE, at(DUE, is_staffed=False))

    assert (night.contacts, night.told_at) == (("ada",), DUE)
    assert kept(night, at(DUE + A_MINUTE)).contacts == ("ada", "ben", "cem")


@pytest.mark.parametrize("able", [ALL - {"ada"}, ALL], ids=["left", "away"])
def test_who_is_not_there_is_passed_over_at_once(able):
    passed = kept(CASE, at(ASKED + A_MINUTE, able=able, away={"ada"}))

    assert [one.to for one in passed.handed_on] == ["ben"]
    assert passed.told_at is None


def test_who_is_away_when_their_turn_comes_is_passed_over_and_gets_it_when_they_are_back():
    second = kept(CASE, at(SECOND, away={"ben"}))
    third = kept(second, at(THIRD))

    assert second.contacts == ("ada", "cem")
    assert third.contacts == ("ada", "cem", "ben")


def test_handing_it_back_gives_it_to_the_next_at_once():
    back = CASE.taken_by("ada", DAY).handed_back(DAY)

    assert kept(back, at(ASKED + A_MINUTE)).contacts == ("ada", "ben")


def test_whoever_took_it_and_left_no_longer_has_it():
    taken = CASE.taken_by("ada", DAY)

    left = kept(taken, at(SECOND, able=ALL - {"ada"}))

    assert "ben" in left.contacts
    assert kept(taken, at(DUE, able=ALL - {"ada"})).told_at == DUE


def test_the_person_is_told_when_whoever_took_it_is_away_at_the_promised_time():
    told = kept(CASE.taken_by("ada", DAY), at(DUE, away={"ada"}))

    assert (told.told_at, told.contacts) == (DUE, ("ada",))


@pytest.mark.parametrize("case", [CASE, TO_ALL], ids=["one first", "all at once"])
def test_a_broken_promise_is_told_once(case):
    told = kept(case, at(DUE))

    assert told.told_at == DUE
    assert kept(case, at(DUE - A_MINUTE)).told_at is None
    assert kept(told, at(DUE + timedelta(days=9))).told_at == DUE


def test_it_is_told_once_also_while_somebody_is_still_to_get_it():
    told = kept(CASE, at(DUE, away={"ben", "cem"}))

    again = kept(told, at(DUE + timedelta(hours=1), away={"ben", "cem"}))

    assert (again.told_at, again.queue) == (DUE, ("ben", "cem"))


def test_when_nobody_is_left_the_person_is_told_at_once():
    assert kept(CASE, at(ASKED + A_MINUTE, able=())).told_at == ASKED + A_MINUTE
    assert kept(CASE, at(ASKED + A_MINUTE, away=ALL)).told_at is None


def test_when_everybody_has_handed_it_back_the_person_is_told_at_once():
    alone = replace(CASE, queue=())
    back = alone.taken_by("ada", DAY).handed_back(DAY)

    assert kept(back, at(ASKED + A_MINUTE)).told_at == ASKED + A_MINUTE
    assert kept(back.taken_by("ada", DAY), at(ASKED + A_MINUTE)).told_at is None
    assert kept(back.taken_by("ada", DAY), at(SECOND, away={"ada"})).told_at is None


def test_what_has_ended_is_left_alone():
    ended = CASE.ended(Ending.WITHDRAWN, DAY)

    assert kept(ended, at(DUE)) is ended


people = st.frozensets(st.sampled_from(sorted(ALL)))
standings = st.builds(
    lambda hours, able, away, is_staffed: at(
        ASKED + timedelta(hours=hours), able=able, away=away, is_staffed=is_staffed
    ),
    st.integers(0, 60),
    people,
    people,
    st.booleans(),
)


@given(st.lists(standings, max_size=12))
def test_whatever_happens_nobody_gets_it_twice_and_nobody_loses_it(moments):
    case = CASE
    for one in sorted(moments, key=lambda each: each.now):
        later = kept(case, one)

        assert kept(later, one) == later
        assert later.contacts[: len(case.contacts)] == case.contacts
        assert sorted((*later.contacts, *later.queue)) == sorted(ALL)
        assert {each.to for each in later.handed_on[len(case.handed_on) :]} <= one.there
        assert later.told_at is not None or one.now < DUE
        case = later
