"""Finds the source of each number: the comment that stands beside it in the kept text."""

import re
from collections.abc import Iterator
from functools import lru_cache

_TABLE = re.compile(r"\s*\[\s*([\w.-]+)\s*\]\s*(?:#.*)?")
# A value is a number, a word, a date, or a text in quotation marks.
_LINE = re.compile(
    r"\s*([\w.-]+)\s*=\s*(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^#\"']*?)\s*(?:#\s*(.*?))?\s*"
)
# What identifies the policy rather than says how it decides.
WITHOUT_SOURCE = frozenset({"version", "in_force_from"})


@lru_cache(maxsize=32)
def sources_of(text: str) -> dict[str, str]:
    """Return the comment beside each key of a policy text, by the key in full."""
    return dict(_sources(text))


def _sources(text: str) -> Iterator[tuple[str, str]]:
    table = ""
    for line in text.splitlines():
        opened = _TABLE.fullmatch(line)
        if opened:
            table = f"{opened[1]}."
            continue
        found = _LINE.fullmatch(line)
        if found and found[2]:
            yield f"{table}{found[1]}", found[2]
