"""Passwords: which are accepted, and how they are hashed (Argon2id, a few at a time)."""

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 15
LONGEST = 256
# 64 MiB a hash: more at once would let a crowd at sign-in exhaust the memory.
AT_ONCE = threading.BoundedSemaphore(3)
COMMON_STARTS = ("password", "qwerty", "letmein", "welcome", "12345", "iloveyou", "wellbeing")

_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
# Verified when an address is unknown, so that known and unknown take the same time. Nobody has
# kept the long random password it was made from.
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=1$cmRZFZze746ZyTWZQuoIow$"
    "cN7qHNXC718ka/mQOpo/UsRFc7+Yi4KaKcdrxgMkBfU"
)


def fault_of(password: str, *, words: tuple[str, ...] = ()) -> str | None:
    """Say what is wrong with a new password and what to do, or None.

    `words` are the person's own name and address, which others would guess first.
    """
    normal = _normal(password)
    if len(normal) < SHORTEST:
        return f"Use at least {SHORTEST} characters. Three or four words in a row are easy to remember."
    if len(normal) > LONGEST:
        return f"Use at most {LONGEST} characters."
    plain = normal.casefold()
    if len(set(plain)) < 5 or any(_mostly(plain, start) for start in COMMON_STARTS):
        return (
            "This password is easy to guess. Use three or four words that do not belong together."
        )
    if any(len(word) > 3 and _mostly(plain, word.casefold()) for word in words):
        return "Do not use your own name or address as the password."
    return None


def hashed(password: str) -> str:
    with AT_ONCE:
        return _hasher.hash(_normal(password))


def is_right(password: str, stored: str | None) -> bool:
    """Check a password against its hash, taking as long when there is none."""
    with AT_ONCE:
        try:
            _hasher.verify(stored or NOBODY, _normal(password))
        except (VerificationError, InvalidHashError):
            return False
    return bool(stored)


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _mostly(password: str, word: str) -> bool:
    return len(password.replace(word, "")) * 2 < len(password)
