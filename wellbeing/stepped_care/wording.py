"""Small words the reasons are made of."""

from collections.abc import Sequence

_COUNTS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def count(number: int) -> str:
    """Write a small count as a word."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def number(value: float) -> str:
    """Write a score or level: 3, 3.5, never 3.0."""
    return f"{value:g}"


def listed(values: Sequence[float]) -> str:
    """Write `10`, `10 and 9`, or `10, 9 and 8`."""
    words = [number(value) for value in values]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def in_check_ins(how_many: int) -> str:
    return "in this check-in" if how_many == 1 else f"in your last {count(how_many)} check-ins"


def weeks(how_many: int) -> str:
    return "1 week" if how_many == 1 else f"{how_many} weeks"
