"""One scheduler of several, in a process of its own: the timetable with its weekly mails alone.

python -m tests.faults.a_scheduler DATA KEY_FILE PORT CLOCK

It ticks five times a second. What time it was when the file CLOCK was written stands in it. It says so when it commits to
the plan although another one leads: that must never be.
"""

import os
import sys
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from wellbeing import jobs
from wellbeing.database import WRITES
from wellbeing.installation import Installation
from wellbeing.rhythm.desk import PLAN
from wellbeing.scheduler import Timetable
from wellbeing.scheduler_rows import LeaseRow
from wellbeing.settings import Mail, Settings

JOB = "ask-this-week"
LATE_WRITE = "written by one who leads no more"
EVERY = timedelta(seconds=0.2)


class WrittenClock:
    """Goes on from the time that was written into a file, for several processes at once."""

    def __init__(self, file: Path) -> None:
        """Read it anew each time."""
        self._file = file

    def now(self) -> datetime:
        now, counted = self._file.read_text("ascii").split()
        # The machine counts for all of its processes alike.
        return datetime.fromisoformat(now) + timedelta(seconds=time.monotonic() - float(counted))


class Watched(Timetable):
    """A timetable that looks at each of its commits."""

    def look(self, session: Session) -> None:
        if session.connection().get_execution_options().get(WRITES) != PLAN:
            return
        if session.scalar(select(LeaseRow.fence)) != self._fence:
            print(LATE_WRITE, flush=True)


def main(data: str, key_file: str, port: str, clock: str) -> None:
    folder = Path(data)
    installation = Installation.read(folder)
    assert installation is not None
    environment = {**os.environ, "WELLBEING_KEY_FILE": key_file}
    mail = Mail(host="127.0.0.1", port=int(port), security="none", sender="no-reply@w.example")
    settings = replace(Settings.of(folder, installation, environment), mail=mail)
    timetable = Watched(settings, WrittenClock(Path(clock)), EVERY, [jobs.BY_NAME[JOB]])
    event.listen(Session, "before_commit", timetable.look)
    timetable.start()
    print("Ready", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
