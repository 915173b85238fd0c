"""Which passwords are accepted, and that they are kept as Argon2id hashes."""

import pytest

from wellbeing.accounts.passwords import LONGEST, NOBODY, SHORTEST, fault_of, hashed, is_right

GOOD = "orange kettle window march"


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "Quiet-Harbour-77-boats",
        "ein schöner Garten am Fluss",
        "日本語の長い合い言葉をここに書きます",
        "x7$Kq!9zWm@2Lp#",
        "a" * 4 + "bcdefghijklmnop" * 16,
    ],
)
def test_length_is_what_matters_not_the_kinds_of_characters(password):
    assert fault_of(password, words=("Ann", "Lee")) is None


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", f"at least {SHORTEST}"),
        ("x7$Kq!9zWm@2Lp", f"at least {SHORTEST}"),
        ("abcdefghij" * 26, f"at most {LONGEST}"),
        ("aaaaaaaaaaaaaaaaaaaa", "easy to guess"),
        ("abababababababababab", "easy to guess"),
        ("passwordpassword1234", "easy to guess"),
        ("PasswordPassword1234", "easy to guess"),
        ("wellbeingwellbeing1!", "easy to guess"),
        ("annabellannabell2026", "own name"),
        ("ann.abell@example.org", "own name"),
    ],
)
def test_what_others_would_guess_first_is_refused_with_what_to_do(password, said):
    fault = fault_of(password, words=("Annabell", "ann.abell", "example.org"))

    assert fault is not None
    assert said in fault


def test_a_hash_is_argon2id_of_the_set_strength_and_salted():
    one, other = hashed(GOOD), hashed(GOOD)

    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert one != other
    assert is_right(GOOD, one)
    assert not is_right(GOOD + " ", one)


def test_two_ways_of_typing_the_same_characters_are_one_password():
    assert is_right("schöner ﬁscher garten", hashed("schöner fischer garten"))


def test_an_unknown_address_costs_as_much_as_a_known_one():
    strength = hashed(GOOD).rsplit("$", 2)[0]

    assert NOBODY.rsplit("$", 2)[0] == strength


@pytest.mark.parametrize("stored", [None, "", "not a hash"])
def test_without_a_usable_hash_no_password_is_right(stored):
    assert not is_right("", stored)
    assert not is_right(GOOD, stored)
