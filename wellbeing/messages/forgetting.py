"""Removes the messages that wait for a person, when they have everything deleted."""

import json
from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellbeing.messages.rows import OutboxRow
from wellbeing.messages.store import remove_all
from wellbeing.sealed import Label, SealBrokenError, Vault


def forget_person(session: Session, vault: Vault, person_id: str) -> None:
    """Remove every message to a person, waiting or given up; each must be opened to be known."""
    box, found = vault.house_box(), []
    for row in session.execute(select(OutboxRow.id, OutboxRow.sealed)):
        with suppress(SealBrokenError, ValueError, KeyError):
            written = json.loads(box.open(row.sealed, Label("outbox", row.id)))
            found += [row.id] if written["person"] == person_id else []
    remove_all(session, found)
