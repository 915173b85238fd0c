"""One event: who acted in which role, what they did, about whom, on which day; nothing else."""

import json
import os
import re
from dataclasses import dataclass
from datetime import date

from wellbeing.audit.asking import asking_account
from wellbeing.audit.kinds import Kind

COMMAND = "command"
# The name of a role or a job. Nothing that anybody typed fits here.
DETAIL = re.compile(r"[a-z][a-z_-]{0,39}")


@dataclass(frozen=True)
class Actor:
    """Who acts, and in which role: a person by their id, or an account of the machine."""

    id: str
    role: str


@dataclass(frozen=True)
class Event:
    """An event as it can be read: people stand under pseudonyms."""

    number: int
    on: date
    kind: Kind
    role: str
    actor: str
    subject: str = ""
    detail: str = ""


def by_command() -> Actor:
    """Return whoever types a command: the account of the machine that they signed in to."""
    return account(asking_account(os.environ))


def account(number: int) -> Actor:
    return Actor(f"account {number}", COMMAND)


def to_bytes(event: Event) -> bytes:
    """Write an event; raise ValueError for a role or a detail that is not a plain name."""
    for name in (event.role, event.detail or event.role):
        if not DETAIL.fullmatch(name):
            raise ValueError("only the name of a role or a job can stand in an event")
    parts = (str(event.on), event.kind, event.role, event.actor, event.subject, event.detail)
    return json.dumps(parts, separators=(",", ":")).encode()


def from_bytes(number: int, written: bytes) -> Event:
    on, kind, role, actor, subject, detail = json.loads(written)
    return Event(number, date.fromisoformat(on), Kind(kind), role, actor, subject, detail)
