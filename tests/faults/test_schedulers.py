"""Schedulers are killed and stopped while they plan and send: nobody is asked twice."""

import time
from collections import Counter
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy.orm import Session

from tests.faults.schedulers import Flock, flock, wait_until
from tests.support import proofs
from tests.support.house import prepare
from tests.support.organisation import found
from tests.support.sink import running_sink
from wellbeing.database import make_engine
from wellbeing.rhythm.delivery import AT_ONCE, MORE, QUICKLY
from wellbeing.rhythm.service import INVITATION, REMINDER

MONDAY = datetime(2026, 6, 8, 5, 0, tzinfo=UTC)
# All of them are due by then.
ASKED = {
    INVITATION: datetime(2026, 6, 10, 9, 51, tzinfo=UTC),
    REMINDER: datetime(2026, 6, 12, 9, 51, tzinfo=UTC),
}
# The relay is just too slow for more to be taken at a time than at first: few are lost by a kill.
SLOWLY = 1.3 * QUICKLY.total_seconds() / MORE / AT_ONCE


@pytest.fixture
def people():
    # So many that some wait while those that were taken at once are in hand.
    return proofs.size(reduced=400, whole=10_000)


@pytest.fixture
def schedulers(database, people, tmp_path):
    settings = prepare(database)
    engine = make_engine(settings.database_url)
    with Session(engine) as session:
        found(session, people)
    engine.dispose()
    folder = tmp_path / "flock"
    folder.mkdir()
    with (
        running_sink(folder / "taken", SLOWLY) as sink,
        flock(settings, database.environment, sink, folder) as schedulers,
    ):
        schedulers.set_clock(MONDAY)
        yield schedulers


class Harm:
    """What is done to schedulers while they work: how often, and how often it was late."""

    def __init__(self, flock: Flock, most: int) -> None:
        """Keep so many of them running."""
        self.flock, self.most = flock, most
        self.kills, self.stops, self.overtaken = 0, 0, 0

    def kill(self) -> None:
        self.flock.kill_leader()
        self.kills += 1
        if len(self.flock.running) < self.most:
            self.flock.start()

    def stop(self, *, and_wait: bool = False) -> None:
        """Stop the leader past its lease, let another one lead and send, and wake it up."""
        pid = 0
        while not pid:
            pid = self.flock.stop_leader(and_wait=and_wait)
        in_vain, taken = self.flock.in_vain(), len(self.flock.sink.taken())
        self.flock.wait_for_another_than(pid)
        wait_until(lambda: len(self.flock.sink.taken()) > taken, "the other one sends")
        self.flock.wake(pid)
        wait_until(lambda: self.flock.in_vain() > in_vain, "the late one came to nothing")
        self.stops += 1


def send_with_harm(harm: Harm, kind: str, people: int, acts: str) -> list[str]:
    """Let all messages of a kind leave, and do one act after each part; return to whom they did."""
    flock = harm.flock
    before = len(flock.sink.taken())
    flock.set_clock(ASKED[kind])
    for number, act in enumerate(acts):
        after = before + people * (number + 1) // (len(acts) + 2)
        wait_until(partial(_has_taken, flock, after), "a part has left")
        {"k": harm.kill, "s": harm.stop, "w": lambda: harm.stop(and_wait=True)}[act]()
    wait_until(lambda: not flock.count(kind, "waiting"), "nothing waits any more")
    return _settled(flock)[before:]


def _has_taken(flock: Flock, many: int) -> bool:
    return len(flock.sink.taken()) >= many


def _settled(flock: Flock) -> list[str]:
    """Return to whom mails have left, once no more leave: what was in hand takes a moment."""
    seen: list[list[str]] = [[]]

    def nothing_moves() -> bool:
        seen.append(flock.sink.taken())
        time.sleep(0.7)
        return len(seen[-1]) == len(flock.sink.taken())

    wait_until(nothing_moves, "no mail is in hand")
    return seen[-1]


@pytest.mark.slow
def test_nobody_is_asked_twice_and_few_are_missed_when_schedulers_die(
    schedulers, database, people, record_property
):
    begun = time.monotonic()
    harm = Harm(schedulers, most=proofs.size(reduced=1, whole=5))
    for _ in range(proofs.size(reduced=3, whole=5)):
        schedulers.start()
    for number in range(proofs.size(reduced=1, whole=6)):
        time.sleep(0.3 * number)
        harm.kill()
    wait_until(lambda: schedulers.count(INVITATION, "waiting") > 0, "the week is planned")
    planned = {kind: schedulers.count(kind, "waiting") for kind in (INVITATION, REMINDER)}
    schedulers.give_time()

    acts = {INVITATION: "s" + "k" * proofs.size(1, 31)}
    if proofs.is_whole():
        acts[REMINDER] = "k" + "sk" * 12 + "w"
    left = {kind: send_with_harm(harm, kind, people, each) for kind, each in acts.items()}

    marked = {kind: schedulers.count(kind, "left") for kind in left}
    twice = sum(n - 1 for sent in left.values() for n in Counter(sent).values())
    missed = len(left) * people - sum(map(len, left.values()))
    proofs.report(
        record_property,
        f"schedulers-{database.kind}",
        {
            "messages planned": planned,
            "schedulers killed": harm.kills,
            "leaders stopped past their lease and woken up": harm.stops,
            "late work that came to nothing": schedulers.in_vain(),
            "of it refused when it came to write": schedulers.refused(),
            "of it given up before by relay or database": schedulers.given_up(),
            "late writes taken": schedulers.late_writes(),
            "mails sent twice": twice,
            "mails missed": missed,
            "missed at most": AT_ONCE * harm.kills,
            "seconds": round(time.monotonic() - begun),
        },
    )
    assert planned == {INVITATION: people, REMINDER: people}
    assert marked == dict.fromkeys(left, people)
    assert (twice, schedulers.late_writes()) == (0, 0)
    assert 0 <= missed <= AT_ONCE * harm.kills
    assert harm.stops > 0
    assert schedulers.in_vain() >= harm.stops
