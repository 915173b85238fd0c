"""A receipt: a short word, from chance alone, by which a person can tell that a check-in was kept."""

import secrets

# Without vowels and without what looks alike: no words, no mistakes when read aloud.
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"


def new_receipt() -> str:
    """Return something like 7F3K-22."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(6))
    return f"{drawn[:4]}-{drawn[4:]}"
