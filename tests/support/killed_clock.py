"""A clock of promises of its own process that is killed with -9 at a named moment.

python -m tests.support.killed_clock MAIN KEYS KEY_FILE NOW MOMENT
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.support.histories import default_policy
from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.content.loader import content
from wellbeing.database import make_engine
from wellbeing.history.service import Desk
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault
from wellbeing.settings import Settings
from wellbeing.support import service

BEFORE_NOTICE = "passed on, and no notice of it yet"
AFTER_COMMIT = "committed"
MOMENTS = (BEFORE_NOTICE, AFTER_COMMIT)


def die_at(settings: Settings, now: datetime, moment: str) -> int:
    """Let another process keep promises and die at this moment; return how it ended."""
    where = (settings.database_url, settings.keys_url, str(settings.key_file))
    command = [sys.executable, "-m", "tests.support.killed_clock", *where]
    told = [*command, now.isoformat(), moment]
    return subprocess.run(told, check=False, timeout=120, capture_output=True).returncode


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(arguments: Sequence[str]) -> None:
    main_url, keys_url, key_file, now, moment = arguments
    engine, keys = make_engine(main_url), make_engine(keys_url)

    def before(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if moment == BEFORE_NOTICE and "INTO outbox" in statement:
            die()

    event.listen(engine, "before_cursor_execute", before)
    with Session(engine) as session:
        vault, at = Vault(KeyRing.read(Path(key_file)), keys), datetime.fromisoformat(now)
        today = local_day(at, accounts.organisation(session).zone)
        desk = Desk(session, vault, default_policy(), today)
        if moment == AFTER_COMMIT:
            event.listen(session, "after_commit", die)
        service.keep_promises(service.Office(desk, at, content().offers.promise))


if __name__ == "__main__":
    main(sys.argv[1:])
