"""Finds the source of each number: the comment that stands beside it in the kept text."""

import re
from collections.abc import Iterator
from functools import lru_cache

_TABLE = re.compile(r"\s*\[\s*([\w.-]+)\s*\]\s*(?:#.*)?")
_KEY = re.compile(r"[\w.-]+")
# A value, then the comment; each sign can be read in one way only, so that no line takes long.
_SAID = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^#\"'])*#(.*)")
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
        key, _, rest = line.partition("=")
        said = _SAID.match(rest)
        if said and said[1].strip() and _KEY.fullmatch(key.strip()):
            yield f"{table}{key.strip()}", said[1].strip()
