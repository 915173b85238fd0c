"""The text a proposal begins with: another one, with the next version and the next Monday."""

import re

from wellbeing.week import Week

_VERSION = re.compile(r"(?m)^(version\s*=\s*)(\d{1,9})")
_MONDAY = re.compile(r"(?m)^(in_force_from\s*=\s*)\d{4}-\d{2}-\d{2}")


def draft_of(text: str, begins: Week) -> str:
    """Return the text as the next policy would carry it; everything else is left as it is."""
    raised = _VERSION.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", text, count=1)
    return _MONDAY.sub(lambda found: f"{found[1]}{begins.monday.isoformat()}", raised, count=1)
