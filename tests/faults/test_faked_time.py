"""The real timetable while somebody moves the real clock of its machine: `libfaketime`, end to end."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.support import proofs
from tests.support.databases import on_sqlite
from tests.support.house import prepare
from tests.support.source import ROOT
from tests.support.world import settle
from wellbeing.checkins.rows import DraftRow
from wellbeing.clock import SystemClock, local_day
from wellbeing.clock_watch import kept
from wellbeing.database import make_engine, writing
from wellbeing.settings import Settings

LIBRARY = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
DRAFT = b"d" * 32
WITHIN = 60.0
LATELY = timedelta(seconds=30)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
WELL, AHEAD, BACK = "", "ahead", "back"
# Where the clock is moved to, from the right time, and what is to be believed of it.
MOVES = (
    (SECOND, WELL),
    (-SECOND, WELL),
    (HOUR, WELL),
    (timedelta(), BACK),
    (HOUR, WELL),
    (400 * DAY, AHEAD),
    (HOUR, WELL),
    (-DAY, BACK),
    (HOUR, WELL),
    (2 * DAY, AHEAD),
    (HOUR, WELL),
    (-400 * DAY, BACK),
    (HOUR, WELL),
)


@dataclass(frozen=True)
class Watching:
    """A machine whose clock is moved from outside, and what its timetable believes."""

    settings: Settings
    engine: Engine
    folder: Path

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def moved(self) -> Path:
        return self.folder / "moved"

    def move(self, by: timedelta) -> None:
        # In one step: nobody may read half a move.
        fresh = self.folder / "fresh"
        fresh.write_text(f"{by.total_seconds():+.0f}", "ascii")
        fresh.replace(self.moved)

    def wait_for(self, by: timedelta, expected: str) -> None:
        """Wait until the clock that was moved is believed, or is not."""
        ends = time.monotonic() + WITHIN
        while not self.holds(by, expected):
            if time.monotonic() > ends:
                said = self.log.read_text("utf-8")[-2000:]
                raise AssertionError(f"moved by {by} it is not {expected!r}: {said}")
            time.sleep(0.05)

    def holds(self, by: timedelta, expected: str) -> bool:
        with Session(self.engine) as session:
            sight = kept(session)
        if sight is None or sight.doubt != expected:
            return False
        # A time that is believed was seen by a tick since the move.
        return bool(expected) or abs(sight.last.at - SystemClock().now() - by) < LATELY

    @contextmanager
    def running(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Run the timetable under the library that fakes the clock, and nothing but the clock."""
        faked = {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self.moved),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
        command = [sys.executable, "-m", "tests.faults.a_timetable", str(self.settings.data)]
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [*command, str(self.settings.key_file)],
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env={**os.environ, **faked},
            )
        try:
            yield process
        finally:
            process.kill()
            process.wait(10)


@pytest.fixture
def machine(tmp_path) -> Iterator[Watching]:
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    settings = prepare(on_sqlite(data))
    engine = make_engine(settings.database_url)
    in_two_days = local_day(SystemClock().now(), "UTC") + timedelta(days=2)
    with Session(engine) as session:
        settle(session)
        with writing(session):
            session.add(DraftRow(id=DRAFT, sealed=b"", kept_until=in_two_days))
    yield Watching(settings, engine, tmp_path)
    engine.dispose()


@pytest.mark.slow
@pytest.mark.skipif(not proofs.is_whole(), reason="a run of half a minute, in .ci/long")
@pytest.mark.skipif(LIBRARY is None, reason="install faketime (apt) to move a real clock")
def test_every_move_of_the_real_clock_is_noticed_and_removes_nothing_early(
    machine, record_property
):
    machine.move(timedelta())
    with machine.running() as process:
        machine.wait_for(timedelta(), WELL)
        for by, expected in MOVES:
            machine.move(by)
            machine.wait_for(by, expected)
            assert process.poll() is None

    with Session(machine.engine) as session:
        assert session.get(DraftRow, DRAFT) is not None
    said = machine.log.read_text("utf-8")
    assert "clock_not_believed" in said
    assert "tick_failed" not in said
    noticed = sum(bool(expected) for _, expected in MOVES)
    proofs.record_only(record_property, "clock", {"moves": len(MOVES), "noticed": noticed})
