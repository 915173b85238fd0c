"""People agree and check in, one after another, in a process of its own that notes what it has told them.

python -m tests.support.acknowledging PEOPLE KEY_FILE MAIN KEYS MODE KEYS_MODE NOTES [MAIN KEYS …]

It does the same for each set of databases. A mode is written like TRUNCATE/EXTRA: how SQLite keeps its
journal, and how often it waits for the disk.
"""

import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.support.crowd import number_id
from tests.support.world import TODAY
from wellbeing.checkins import service as checkins
from wellbeing.checkins.service import Answers, Sent
from wellbeing.content.loader import content
from wellbeing.database import Journal, make_engine
from wellbeing.history.service import Desk
from wellbeing.key_ring import KeyRing
from wellbeing.policies import service as policies
from wellbeing.sealed import Vault
from wellbeing.stepped_care import CheckIn

AGREED, CHECKED_IN = "agreed", "checked in"


def answers_of(number: int) -> Answers:
    """Return what this person answers: something else than their neighbours."""
    return Answers(CheckIn(tuple(number // 4**place % 4 for place in range(6))))


def in_mode(engine: Engine, mode: str) -> Engine:
    """Let every connection use this journal, whatever ours is."""
    journal, synchronous = mode.split("/")

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute(f"PRAGMA synchronous={synchronous}")

    event.listen(engine, "connect", on_connect)
    return engine


def main(arguments: Sequence[str]) -> None:
    people, key_file, *sets = arguments
    ring = KeyRing.read(Path(key_file))
    for first in range(0, len(sets), 5):
        main_url, keys_url, mode, keys_mode, notes = sets[first : first + 5]
        engine = in_mode(make_engine(main_url, Journal.MAIN), mode)
        keys = in_mode(make_engine(keys_url, Journal.SIDE), keys_mode)
        with Session(engine) as session:
            check_in(session, Vault(ring, keys), int(people), Path(notes))
        engine.dispose()
        keys.dispose()


def check_in(session: Session, vault: Vault, people: int, notes: Path) -> None:
    """Let each of them agree and check in, and note it as soon as they would be told."""
    text = content().consent
    desk = Desk(session, vault, policies.rulebook(session), TODAY)
    noted = os.open(notes, os.O_WRONLY | os.O_CREAT)
    for number in range(people):
        who = number_id(number)
        checkins.consent(desk, text, who)
        os.write(noted, f"{AGREED} {number}\n".encode())
        sent = Sent(desk.this_week, answers_of(number), f"{number:032x}")
        checkins.submit(desk, text, who, sent)
        os.write(noted, f"{CHECKED_IN} {number}\n".encode())
    os.close(noted)


if __name__ == "__main__":
    main(sys.argv[1:])
