"""What no text of an installation may say, whoever writes it: compiled in, without a setting.

No service can foresee who will come to harm, and nobody reads the answers as they arrive. So what
asks, decides, offers or is sent never speaks of it, and nothing tells anybody that all is well.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

# What asks, names answers, makes offers, or leaves the service.
_ASKS_DECIDES_OR_SENDS = frozenset(
    {
        "agreement",
        "complaints",
        "formal",
        "kit",
        "offers",
        "pressures",
        "questions",
        "screens",
        "support",
        "texts",
        "words",
        "work_requests",
    }
)
_OF_HARM = re.compile(
    r"\b(?:suicid\w*|self[-\u2010\u2011 ]?harm\w*|(?:kill|hurt|harm)(?:ing)? (?:your|my|him|her|them|our|one)[ -]?sel(?:f|ves)"
    r"|(?:end|take|taking|ending) (?:your|my|his|her|their|our) (?:own )?li(?:fe|ves)|(?:want|wish)\w* to die)\b",
    re.IGNORECASE,
)
_ALL_IS_WELL = re.compile(
    r"\b(?:you(?:['\u2019]re| are) (?:fine|not at risk)|(?:low|no|little|minimal)[- ]risk"
    r"|nothing to worry about|no (?:need|reason|cause) (?:to worry|for concern))\b",
    re.IGNORECASE,
)


def never_said(name: str, text: str) -> Iterator[str]:
    """Give a fault for each thing that the content file of this name says and may never say."""
    is_about_people = PurePosixPath(name).stem in _ASKS_DECIDES_OR_SENDS
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            continue
        for found in _ALL_IS_WELL.finditer(line):
            yield _fault(name, number, found[0], "say what is offered; nobody can know that")
        for found in _OF_HARM.finditer(line) if is_about_people else ():
            yield _fault(name, number, found[0], "the help page speaks of this, nothing else does")


def _fault(name: str, line: int, said: str, why: str) -> str:
    return f"{name}: line {line}: says {said!r}; {why}"
