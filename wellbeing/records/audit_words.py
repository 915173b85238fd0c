"""Events of the audit log in words: kinds, days, roles and pseudonyms, and nothing else."""

from wellbeing.audit.events import COMMAND
from wellbeing.audit.service import SHORT, Event

HEADINGS = ("Event", "Day", "What", "By", "About")
BY_COMMAND = "By command, account"
NOBODY = "–"


def event_in_words(event: Event) -> tuple[str, ...]:
    detail = f" ({_plain(event.detail)})" if event.detail else ""
    role = BY_COMMAND if event.role == COMMAND else _plain(event.role).capitalize()
    return (
        str(event.number),
        f"{event.on.day} {event.on:%b %Y}",
        f"{event.kind.said}{detail}",
        f"{role} {event.actor[:SHORT]}",
        event.subject[:SHORT] or NOBODY,
    )


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
