"""A receipt: a short word by which a person can tell that a check-in was kept."""

import secrets
from collections.abc import Callable

# Without vowels and without what looks alike: no words, no mistakes when read aloud.
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
_LENGTH = 6


def new_receipt() -> str:
    """Return something like 7F3K-22, from chance alone."""
    return _written(lambda _place: secrets.choice(_LETTERS))


def receipt_from(digest: bytes) -> str:
    """Return the receipt that a keyed digest stands for: the same one each time."""
    return _written(lambda place: _LETTERS[digest[place] % len(_LETTERS)])


def _written(letter: Callable[[int], str]) -> str:
    drawn = "".join(letter(place) for place in range(_LENGTH))
    return f"{drawn[:4]}-{drawn[4:]}"
