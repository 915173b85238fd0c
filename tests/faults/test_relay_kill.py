"""The process that sends notices is killed again and again: none is lost, and few come twice."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.support import proofs
from tests.support.databases import on_sqlite
from tests.support.hard_relay import HardRelay
from tests.support.source import ROOT
from wellbeing.messages.store import HELD_FOR

NOTICES = proofs.size(reduced=40, whole=200)
KILLS = proofs.size(reduced=10, whole=50)
# What a killed process held can be taken after so long.
A_WHILE = int(HELD_FOR.total_seconds()) // 60
# A number with no part in common with the steps of a mail: kills fall between any two of them.
STRIDE = 37
SPREAD = 90
Send = Callable[[int, int], str]


@contextmanager
def sender(database, port: int) -> Iterator[Send]:
    """Lend what sends as if it were so many minutes later, and dies at a step; 0 is none."""
    command = [sys.executable, "-m", "tests.faults.a_sender", database.main, database.keys]
    with subprocess.Popen(
        [*command, str(database.key_file), str(port)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise AssertionError("there are pipes")
        told, asked = process.stdout, process.stdin

        def send(minute: int, step: int) -> str:
            asked.write(f"{minute} {step}\n")
            asked.flush()
            return told.readline().strip()

        yield send
        asked.close()


@pytest.mark.slow
def test_a_sender_that_is_killed_loses_nothing_and_doubles_one_notice_a_kill_at_most(
    outbox, tmp_path, record_property
):
    killed = 0
    with (
        HardRelay() as relay,
        sender(on_sqlite(tmp_path / "instance"), relay.port) as send,
    ):
        for number in range(KILLS):
            step = 1 + number * STRIDE % SPREAD
            killed += send(number * A_WHILE, step) == "-9"
        told = [send((KILLS + more) * A_WHILE, 0) for more in range(2)]

    times = Counter(relay.taken)
    doubled = sum(times.values()) - len(times)
    proofs.report(
        record_property,
        "relay-kill",
        {
            "notices": NOTICES,
            "times killed": killed,
            "lost": NOTICES - len(times),
            "sent twice": doubled,
        },
    )
    assert all(steps.isdigit() for steps in told)
    assert len(times) == NOTICES
    assert doubled <= killed == KILLS
    assert outbox.rows() == []
