"""Whatever happens at the same time, nothing is read once it has been ended, and every look is told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Barrier, Event
from time import perf_counter

import pytest
from sqlalchemy import Engine, event

from tests.support import proofs
from tests.support.asking import ASKER, PRACTITIONER
from tests.support.databases import Database
from tests.support.meanwhile import meanwhile
from tests.support.settled_home import settled_home
from tests.support.sharing import COPY, WANTED, Sharers, times
from wellbeing.database import writing
from wellbeing.sharing import service

PAIRS = proofs.size(8, 5_000)


@dataclass(frozen=True)
class Pair:
    """What became of one thing that was read again and again while it was ended."""

    looks: int
    begun_after_the_end: int
    kept_after_the_end: int
    told: int
    open_after: bool


@dataclass(frozen=True)
class Start:
    """Lets both begin together; every other end waits until something has been read."""

    together: Barrier
    has_read: Event
    has_ended: Event


@pytest.fixture
def sharers(database: Database) -> Iterator[Sharers]:
    with settled_home(database) as home:
        yield Sharers(home)


def read_until_refused(sharers: Sharers, share_id: str, start: Start) -> list[float]:
    """Return when each look that showed something had begun."""
    begun: list[float] = []
    with sharers.desk() as desk:
        start.together.wait(timeout=60)
        # Where an end would end nothing, a few looks after it are enough to tell.
        left = 3
        while left:
            left -= start.has_ended.is_set()
            at = perf_counter()
            try:
                seen = service.look(desk, PRACTITIONER, share_id)
            except service.NotThereError:
                return begun
            assert seen.copy == COPY
            begun.append(at)
            start.has_read.set()
        return begun


def end(sharers: Sharers, share_id: str, start: Start, *, waits: bool) -> tuple[float, int]:
    """End it, at once or after the first look; return when that was committed, and the looks till then."""
    committed = []
    with sharers.desk() as desk:
        event.listen(
            desk.session, "after_commit", lambda _session: committed.append(perf_counter())
        )
        start.together.wait(timeout=60)
        if waits:
            start.has_read.wait(timeout=60)
        assert service.withdraw(desk, ASKER, share_id)
        start.has_ended.set()
        return committed[0], times(told_of(sharers, share_id))


def told_of(sharers: Sharers, share_id: str) -> service.Share:
    return next(one for one in sharers.mine() if one.id == share_id)


def raced(sharers: Sharers, together: ThreadPoolExecutor, number: int) -> Pair:
    share_id = sharers.share()
    start = Start(Barrier(2), Event(), Event())
    reading = together.submit(read_until_refused, sharers, share_id, start)
    ending = together.submit(end, sharers, share_id, start, waits=number % 2 == 1)
    begun, (ended, told_then) = reading.result(timeout=120), ending.result(timeout=120)
    mine = told_of(sharers, share_id)
    late = sum(at > ended for at in begun)
    return Pair(len(begun), late, times(mine) - told_then, times(mine), mine.is_open)


def test_nothing_is_read_after_the_end_was_committed(
    sharers: Sharers, database: Database, record_property
) -> None:
    pairs = []
    with ThreadPoolExecutor(2) as together:
        for number in range(PAIRS):
            pairs.append(raced(sharers, together, number))
            # What ended long ago is of no use here, and would be opened again each time.
            with sharers.desk() as desk, writing(desk.session):
                found = desk.cupboard.ids_of_owner(ASKER)
                desk.cupboard.remove(found)

    figures = {
        "pairs": len(pairs),
        "looks": sum(one.looks for one in pairs),
        "pairs with a look": sum(one.looks > 0 for one in pairs),
        "looks begun after the end": sum(one.begun_after_the_end for one in pairs),
        "looks kept after the end": sum(one.kept_after_the_end for one in pairs),
        "looks not told": sum(abs(one.looks - one.told) for one in pairs),
    }
    proofs.report(record_property, f"sharing-ended-while-read-{database.kind}", figures)
    assert {figures[name] for name in figures if name.startswith("looks ")} == {0}
    assert not any(one.open_after for one in pairs)
    assert figures["pairs with a look"] >= PAIRS // 2


def test_what_is_ended_between_finding_and_opening_is_not_shown(sharers: Sharers) -> None:
    share_id = sharers.share()

    def ended() -> None:
        assert sharers.end(share_id)

    with sharers.desk() as desk:
        engine = desk.session.get_bind()
        assert isinstance(engine, Engine)
        with (
            meanwhile(engine, ASKER, ended),
            pytest.raises(service.NotThereError),
        ):
            service.look(desk, PRACTITIONER, share_id)

    assert sharers.mine()[0].looks == ()


def test_two_looks_at_once_are_both_told(sharers: Sharers) -> None:
    share_id = sharers.share(wanted=replace(WANTED, why=""))
    barrier = Barrier(2)

    def look(_number: int) -> None:
        with sharers.desk() as desk:
            barrier.wait(timeout=60)
            service.look(desk, PRACTITIONER, share_id)

    with ThreadPoolExecutor(2) as together:
        list(together.map(look, range(2)))

    assert times(sharers.mine()[0]) == 2
