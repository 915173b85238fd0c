"""A mobile number is read as people write it, and refused in words that help."""

import pytest

from tests.support.hostile import TEXTS
from wellbeing.rhythm.number import NumberError, ending, read_number

HOME = ("GB",)


@pytest.mark.parametrize(
    "typed",
    [
        "07700 900123",
        "07700900123",
        " (07700) 900-123 ",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "0044 7700 900123",
        "7700900123",
        "tel:07700900123",
        "０７７００ ９００１２３",
    ],
)
def test_one_number_is_read_however_it_is_written(typed):
    assert read_number(typed, HOME) == "+447700900123"


@pytest.mark.parametrize(
    ("typed", "countries", "read"),
    [
        ("085 012 3456", ("IE", "GB"), "+353850123456"),
        ("+353 85 012 3456", ("GB", "IE"), "+353850123456"),
        ("07797 712345", HOME, "+447797712345"),
    ],
)
def test_the_first_country_needs_no_code_and_others_do(typed, countries, read):
    assert read_number(typed, countries) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a mobile number"),
        ("call me", "cannot be read as a number"),
        ("077OO 9OO123", "cannot be read as a number"),
        ("07700 WORDSX", "cannot be read as a number"),
        ("999", "too short"),
        ("07700 9001234", "too long"),
        ("0" * 41, "too long"),
        ("020 7946 0018", "looks like no mobile number"),
        ("07700 900123 ext 5", "looks like no mobile number"),
        ("070 1234 5678", "looks like no mobile number"),
        ("+353 85 012 3456", "begin with +44 only"),
        ("+1 900 555 0147", "begin with +44 only"),
    ],
)
def test_what_no_text_can_go_to_is_refused_in_one_line_that_helps(typed, said):
    with pytest.raises(NumberError) as refused:
        read_number(typed, HOME)

    assert said in str(refused.value)
    assert not typed or typed not in str(refused.value)


def test_a_length_that_no_mobile_number_of_a_country_has_is_refused():
    with pytest.raises(NumberError, match="looks like no mobile number"):
        read_number("+31 6 1234 56789", ("NL",))


@pytest.mark.parametrize("typed", TEXTS.values(), ids=list(TEXTS))
def test_hostile_text_is_no_number(typed):
    with pytest.raises(NumberError):
        read_number(typed, HOME)


def test_two_digits_are_all_that_is_shown():
    assert ending("+447700900123") == "23"
