"""How much help so many people need, and for how many there is enough: whole numbers from a few others."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.going_live.estimating import (
    Helpers,
    Rates,
    estimate,
    sign_offs_a_week,
    talks_a_week,
)

RATES = Rates(asking=4, offered=15, offered_busy=30, suggested=2.5, suggested_busy=5)
THREE = Helpers(people=3, places=9, hours_a_week=40)
ONE = Helpers(people=1, places=3, hours_a_week=40)


def test_a_talk_holds_a_place_for_two_weeks_and_takes_two_hours():
    assert talks_a_week(THREE) == 4
    assert talks_a_week(Helpers(people=3, places=60, hours_a_week=5)) == 7
    assert talks_a_week(Helpers(people=0, places=0, hours_a_week=40)) == 0


def test_a_sign_off_takes_three_hours_and_a_place():
    assert sign_offs_a_week(ONE) == 3
    assert sign_offs_a_week(Helpers(people=1, places=3, hours_a_week=3)) == 1


def test_four_hundred_people_need_two_to_six_talks_and_one_sign_off():
    found = estimate(RATES, 400, THREE, ONE)

    assert (found.talks_from, found.talks_to, found.talks_busy) == (1, 6, 12)
    assert (found.sign_offs_to, found.sign_offs_busy) == (1, 2)
    assert (found.talks_there, found.sign_offs_there) == (4, 3)


def test_too_little_for_all_says_for_how_many_it_is_enough():
    found = estimate(RATES, 400, THREE, ONE)

    assert found.is_too_little
    assert found.fits_people == 266
    assert not estimate(RATES, found.fits_people, THREE, ONE).is_too_little
    assert estimate(RATES, found.fits_people + 1, THREE, ONE).is_too_little


def test_busy_weeks_alone_warn_and_do_not_refuse():
    found = estimate(RATES, 200, THREE, ONE)

    assert not found.is_too_little
    assert found.is_tight
    assert not estimate(RATES, found.fits_busy, THREE, ONE).is_tight


def test_without_a_practitioner_nobody_fits():
    found = estimate(RATES, 1, THREE, Helpers(0, 0, 40))

    assert found.fits_people == 0
    assert found.is_too_little


@given(
    st.integers(0, 50_000),
    st.integers(0, 40),
    st.integers(1, 20),
    st.floats(0, 168, allow_nan=False),
)
def test_what_fits_is_never_more_than_what_is_there(people, helpers, places, hours):
    both = Helpers(helpers, helpers * places, hours)
    found = estimate(RATES, people, both, both)

    assert found.is_too_little == (people > found.fits_people)
    fitting = estimate(RATES, found.fits_people, both, both)
    assert fitting.talks_to <= found.talks_there
    assert fitting.sign_offs_to <= found.sign_offs_there
    assert found.fits_busy <= found.fits_people


def test_more_help_never_fits_fewer():
    fewer = estimate(RATES, 400, THREE, ONE)
    more = estimate(RATES, 400, replace(THREE, people=4, places=12), ONE)

    assert more.fits_people > fewer.fits_people


@pytest.mark.parametrize("people", [0, 1])
def test_nobody_needs_nothing(people):
    assert estimate(RATES, people, THREE, ONE).talks_from == 0
