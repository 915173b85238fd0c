"""The handful of sample people a visitor of the demo can sign in as, and why each is worth it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing.accounts import store
from wellbeing.accounts.service import email_key

FILE = "cast.json"


@dataclass(frozen=True)
class Part:
    """One sample person: the group they are listed in, their address, and what they show."""

    group: str
    work_email: str
    name: str
    line: str


def write(data: Path, parts: Sequence[Part]) -> None:
    """Write the list beside the sample's databases, whole or not at all."""
    draft = data / f"{FILE}.new"
    draft.write_text(json.dumps([asdict(part) for part in parts], indent=2) + "\n", "utf-8")
    draft.replace(data / FILE)


def read(data: Path) -> tuple[Part, ...]:
    """Read the list; empty when the sample has none."""
    try:
        found = json.loads((data / FILE).read_text("utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(Part(**part) for part in found)


def person_id_of(session: Session, part: Part) -> str | None:
    return store.person_id_of(session, email_key(part.work_email))
