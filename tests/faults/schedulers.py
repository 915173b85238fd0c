"""Several schedulers at once, the one that leads among them, and what can be done to it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, func, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.faults.a_scheduler import LATE_WRITE
from tests.support.sink import Sink
from tests.support.source import ROOT
from wellbeing.database import make_engine, writing
from wellbeing.rhythm.rows import NudgeRow
from wellbeing.scheduler_rows import LeaseRow
from wellbeing.settings import Settings

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
WITHIN = 240.0
REFUSED = re.compile(r"job_failed.*OvertakenError")
# What it had in hand failed before it came to writing: its relay or database had given it up.
GIVEN_UP = re.compile(r"job_failed.*(CannotSendError|OperationalError)")


def wait_until(holds: Callable[[], bool], what: str, within: float = WITHIN) -> None:
    ends = time.monotonic() + within
    while not holds():
        if time.monotonic() > ends:
            raise AssertionError(f"waited too long until {what}")
        time.sleep(0.02)


@dataclass
class Flock:
    """The schedulers that run: process id → process."""

    settings: Settings
    environment: dict[str, str]
    sink: Sink
    folder: Path
    engine: Engine
    running: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    started: int = 0

    def set_clock(self, now: datetime) -> None:
        # In one step: nobody may read half a time.
        fresh = self.folder / "clock.new"
        fresh.write_text(f"{now.isoformat()} {time.monotonic()}", "ascii")
        fresh.replace(self.folder / "clock")

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.faults.a_scheduler", str(self.settings.data)]
        with (self.folder / f"{self.started}.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, str(self.settings.key_file), str(self.sink.port), self.folder / "clock"],
                env={**os.environ, **self.environment},
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.started += 1
        self.running[process.pid] = process

    def leader(self) -> tuple[int, int]:
        """Return the process that leads, and the number of its lease; 0 where none does."""
        with Session(self.engine) as session:
            row = session.execute(select(LeaseRow.holder, LeaseRow.fence)).first()
        return (0, 0) if row is None else (int(row.holder.split(":")[1]), row.fence)

    def kill_leader(self) -> None:
        pid, _fence = self._living_leader()
        process = self.running.pop(pid)
        process.kill()
        process.wait(10)
        self.let_time_pass_for(pid)

    def stop_leader(self, *, and_wait: bool = False) -> int:
        """Stop the one that leads with a mail in hand; 0 when it holds the database just then.

        Its lease ends at once, or, to `and_wait`, by the clock.
        """
        pid, _fence = self._living_leader()
        # While the relay says nothing, whoever sends waits for it.
        with self.sink.silent():
            wait_until(self.sink.keeps_somebody_waiting, "one of them waits for the relay")
            # What else it does just then has an end: stopped in a transaction, it would hold a lock.
            time.sleep(0.3)
            os.kill(pid, signal.SIGSTOP)
        if and_wait:
            return pid
        try:
            self.let_time_pass_for(pid)
        except OperationalError:
            self.wake(pid)
            return 0
        return pid

    def wake(self, pid: int) -> None:
        os.kill(pid, signal.SIGCONT)

    def let_time_pass_for(self, pid: int) -> None:
        """End the lease of a process that does nothing any more, as a minute and a half would."""
        with Session(self.engine) as session, writing(session):
            session.execute(
                update(LeaseRow).where(LeaseRow.holder.contains(f":{pid}:")).values(until=LONG_AGO)
            )

    def wait_for_another_than(self, pid: int) -> None:
        wait_until(lambda: self.leader()[0] in {*self.running} - {pid}, "another one leads")

    def count(self, kind: str, state: str) -> int:
        rows = select(func.count()).where(NudgeRow.kind == kind, NudgeRow.state == state)
        with Session(self.engine) as session:
            return session.scalar(rows) or 0

    def give_time(self) -> None:
        """Let whatever waits leave the whole day long: a slow machine needs longer than its hour."""
        day = int(timedelta(days=1).total_seconds())
        with Session(self.engine) as session, writing(session):
            session.execute(update(NudgeRow).values(until_second=NudgeRow.until_second + day))

    def said(self) -> str:
        return "".join(log.read_text("utf-8") for log in self.folder.glob("*.log"))

    def refused(self) -> int:
        """Return how often one that leads no more was refused to write."""
        return len(REFUSED.findall(self.said()))

    def given_up(self) -> int:
        """Return how often the relay or the database had given up what one had in hand."""
        return len(GIVEN_UP.findall(self.said()))

    def in_vain(self) -> int:
        """Return how often one came to nothing, in either way."""
        return self.refused() + self.given_up()

    def late_writes(self) -> int:
        return self.said().count(LATE_WRITE)

    def _living_leader(self) -> tuple[int, int]:
        wait_until(lambda: self.leader()[0] in self.running, "one of them leads")
        return self.leader()


@contextmanager
def flock(
    settings: Settings, environment: dict[str, str], sink: Sink, folder: Path
) -> Iterator[Flock]:
    """Lend schedulers that end with the test, whatever they were doing."""
    engine = make_engine(settings.database_url)
    found = Flock(settings, environment, sink, folder, engine)
    try:
        yield found
    finally:
        for process in found.running.values():
            process.kill()
            process.wait(10)
        engine.dispose()
