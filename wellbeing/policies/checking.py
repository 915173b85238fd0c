"""Everything that is wrong with a policy text, all at once: for the command and for the page."""

import unicodedata
from collections.abc import Iterator

from wellbeing.policies.differing import numbers_of
from wellbeing.policies.shipped import parsed
from wellbeing.policies.sources import WITHOUT_SOURCE, sources_of
from wellbeing.stepped_care import Policy, Problem
from wellbeing.stepped_care.policy_words import refused_words

# Text that hides itself or turns round: who reads a proposal must see what the program reads.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
LONGEST_MESSAGE = 240


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return what is wrong: keys and numbers, missing sources, words that judge, hidden signs."""
    found = parsed(text, "policy")
    wrong = _unsourced(text, found) if isinstance(found, Policy) else iter(found)
    return tuple(_short(one) for one in (*wrong, *_unseen(text), *refused_words(text)))


def _unsourced(text: str, policy: Policy) -> Iterator[Problem]:
    told = sources_of(text)
    for key, number in numbers_of(policy):
        if key not in WITHOUT_SOURCE and not told.get(key):
            yield Problem(
                key, f"is {number} without a source; write after it: # and where it comes from"
            )


def _unseen(text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        hidden = sorted({sign for sign in line if _is_unseen(sign)})
        if hidden:
            signs = ", ".join(f"U+{ord(sign):04X}" for sign in hidden)
            yield Problem(f"line {number}", f"holds what cannot be seen ({signs}); remove it")


def _is_unseen(sign: str) -> bool:
    return sign not in "\t\r" and unicodedata.category(sign) in _UNSEEN


def _short(problem: Problem) -> Problem:
    if len(problem.message) <= LONGEST_MESSAGE:
        return problem
    return Problem(problem.key[:80], f"{problem.message[:LONGEST_MESSAGE]}…")
