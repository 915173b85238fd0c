"""Words a tired or frightened colleague should not meet on a page, and how to find them."""

import re

# Singular and plural. The glossary says what stands for each of them.
FORBIDDEN = (
    "admin",
    "anonymous",
    "compliance",
    "employee",
    "escalate",
    "escalated",
    "escalation",
    "flag",
    "flagged",
    "patient",
    "respondent",
    "response",
    "risk",
    "risky",
    "score card",
    "survey",
    "ticket",
    "tier",
    "user",
)
# A phrase in which a forbidden word is the right one, with the reason.
ALLOWED = {
    "life is at risk": "the limit of confidentiality, in the words the law uses",
    "lives are at risk": "the same, of several people",
    "response time": "one of the headings that informed consent asks for (DE15)",
    "response times": "the same",
    "patient health questionnaire": "the published name of a screen, which is not ours to change",
}
_WORD = re.compile(rf"\b(?:{'|'.join(map(re.escape, FORBIDDEN))})s?\b", re.IGNORECASE)
_ALLOWED = re.compile("|".join(map(re.escape, ALLOWED)), re.IGNORECASE)


def forbidden_in(text: str) -> list[str]:
    plain = _ALLOWED.sub(" ", " ".join(text.split()))
    return [found[0] for found in _WORD.finditer(plain)]
