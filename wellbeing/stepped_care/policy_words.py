"""Words a policy file may not use: it says what is offered, and judges nobody."""

import re
from collections.abc import Iterator

from wellbeing.stepped_care.policy_file import Problem

_REFUSED = (
    (r"(?:at|high|low)?[ -]?risk\w*", "say what is offered and from which number on"),
    (r"diagnos\w*|disorder\w*|patholog\w*|symptom\w*", "name the warning signs, not an illness"),
    (r"depress(?:ion|ed|ive)|mental(?:ly)? ill(?:ness)?|burn[- ]?out", "name no illness"),
    (r"(?<!pc-)ptsd(?!-5)|anxiety|trauma(?:tised|tized)", "name no illness"),
    (r"patients?|caseness|cases?|abnormal|unfit", "speak of people"),
    (r"(?:clinical )?cut[- ]?offs?|clinical(?:ly)?", "say 'line', and what is offered from it on"),
    (
        r"probabl[ey]|(?:likely|suspected) (?:to have|has)",
        "say what is offered, not what it may be",
    ),
    (r"positive (?:screen|for)|screens? positive", "a result is a number, not a verdict"),
    (r"suicid\w*|self[- ]?harm\w*", "foresee no such thing, and make no group of people by it"),
    (r"(?:en)?danger\w*|unsafe\w*", "say what is offered, and call nobody a danger"),
    (r"escalat\w*|flag(?:s|ged)?|red zone", "say what is offered"),
)


def refused_words(text: str) -> Iterator[Problem]:
    """Name each refused word with its line and what to write instead."""
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, instead in _REFUSED:
            for found in re.finditer(rf"\b(?:{pattern})\b", line, re.IGNORECASE):
                yield Problem(f"line {number}", f"says {found[0].strip()!r}; {instead}")
