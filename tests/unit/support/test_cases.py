"""What a request remembers, and what a review owes the person."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError

from wellbeing.looks import LookBy
from wellbeing.support.cases import (
    Case,
    Ending,
    Kind,
    Promised,
    Wish,
    case_from_bytes,
    case_to_bytes,
)
from wellbeing.support.happened import HandedOn, Outcome, Taking

DAY = date(2026, 3, 4)
NEXT = DAY + timedelta(days=1)
TEN = datetime(2026, 3, 4, 10, tzinfo=UTC)
PROMISED = Promised(DAY, NEXT, TEN, TEN, TEN + timedelta(days=1), (TEN + timedelta(hours=4),))
CASE = Case("ada", Wish(Kind.REVIEW), PROMISED, ("pat", "sam"), ("kim",))


def test_looks_of_one_day_are_counted_together_and_others_stand_apart():
    looked = CASE.looked_at("pat", DAY).looked_at("pat", DAY).looked_at("sam", DAY)

    assert looked.looked_at("pat", NEXT).looks == (
        LookBy("pat", DAY, 2),
        LookBy("sam", DAY),
        LookBy("pat", NEXT),
    )


def test_somebody_has_it_until_they_hand_it_back():
    taken = CASE.taken_by("pat", DAY)

    assert CASE.taken is None
    assert taken.taken == Taking("pat", DAY)
    assert taken.handed_back(NEXT).taken is None
    assert CASE.handed_back(NEXT) == CASE


def test_who_takes_over_from_somebody_ends_their_turn():
    assert CASE.taken_by("pat", DAY).taken_by("sam", NEXT).takings == (
        Taking("pat", DAY, NEXT),
        Taking("sam", NEXT),
    )


@pytest.mark.parametrize(
    ("agreed", "said", "alternative"),
    [(False, "", ""), (False, "A reason", ""), (False, "", "Another way"), (True, "", "")],
)
def test_a_review_without_its_words_cannot_be_made(agreed, said, alternative):
    with pytest.raises(ValueError, match="a review needs words"):
        Outcome(agreed, said, alternative)


def test_who_gets_it_next_joins_those_who_have_it_and_leaves_the_order():
    given = CASE.handed_to("kim", TEN)

    assert (given.contacts, given.queue) == (("pat", "sam", "kim"), ())
    assert given.handed_on == (HandedOn("kim", TEN),)


def test_a_case_is_read_back_exactly_or_not_at_all():
    outcome = Outcome(agreed=False, said="A reason", alternative="Another way")
    given = CASE.handed_to("kim", TEN).taken_by("pat", DAY)
    case = given.ended(Ending.REVIEWED, NEXT, "pat", outcome)

    assert case_from_bytes(case_to_bytes(case)) == case
    with pytest.raises(ValidationError):
        case_from_bytes(case_to_bytes(case).replace(b'"asker"', b'"asked"'))
