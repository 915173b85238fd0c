"""Whatever happens at the same time, nothing is read once it has been ended, and every look is told."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from threading import Barrier, Event, get_ident

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from tests.support import proofs
from tests.support.asking import ASKER, PRACTITIONER
from tests.support.databases import Database
from tests.support.meanwhile import meanwhile
from tests.support.settled_home import settled_home
from tests.support.sharing import COPY, WANTED, Sharers, times
from wellbeing.database import WRITES, writing
from wellbeing.sharing import service
from wellbeing.sharing.cupboard import Filed
from wellbeing.sharing.service import Ahead, Desk

PAIRS = proofs.size(16, 5_000)
# What ended is of no use here, and would be opened again each time.
CLEARED_AFTER = 25
LOOK, END = "look", "end"


@dataclass(frozen=True)
class Pair:
    """What became of one thing that was read again and again while it was ended.

    `order` is how both wrote: each entry is made while its transaction still holds what it writes.
    """

    order: tuple[str, ...]
    looks: int
    told: int
    open_after: bool

    @property
    def after_the_end(self) -> int:
        return self.order[self.order.index(END) :].count(LOOK)


@dataclass
class Door:
    """Before the transaction in which both write: who is to meet the other there waits once."""

    meeting: dict[int, Barrier] = field(default_factory=dict)

    def begins(self, _connection: Connection, options: Mapping[str, object]) -> None:
        barrier = self.meeting.pop(get_ident(), None) if options.get(WRITES) == ASKER else None
        if barrier is not None:
            barrier.wait(timeout=60)


@dataclass(frozen=True)
class Racers:
    """A reader and a person who ends, each with a session and a thread of their own."""

    reader: Desk
    owner: Desk
    ahead: Ahead
    door: Door
    together: ThreadPoolExecutor
    order: list[str]

    def raced(self, *, looked_before: bool) -> Pair:
        """Let one thing be read while it is ended: the reader was let in before the end began."""
        service.share(self.owner, self.ahead)
        share_id = next(one.id for one in self.filed() if one.is_open(self.owner.today))
        self.order.clear()
        barrier, has_ended = Barrier(2), Event()
        reading = self.together.submit(self.read, share_id, barrier, has_ended, int(looked_before))
        ending = self.together.submit(self.end, share_id, barrier, has_ended)
        looks, _ = reading.result(timeout=120), ending.result(timeout=120)
        filed = next(one for one in self.filed() if one.id == share_id)
        told = sum(one.times for one in filed.record.looks)
        return Pair(tuple(self.order), looks, told, filed.is_open(self.owner.today))

    def read(self, share_id: str, barrier: Barrier, has_ended: Event, before: int) -> int:
        """Return how many looks showed something, until one was refused."""
        looks = 0
        # Where an end would end nothing, a few looks after it are enough to tell.
        left = 3
        while left:
            left -= has_ended.is_set()
            if looks == before:
                self.door.meeting[get_ident()] = barrier
            try:
                assert service.look(self.reader, PRACTITIONER, share_id).copy == COPY
            except service.NotThereError:
                break
            finally:
                self.reader.session.rollback()
            looks += 1
        return looks

    def end(self, share_id: str, barrier: Barrier, has_ended: Event) -> None:
        self.door.meeting[get_ident()] = barrier
        assert service.withdraw(self.owner, ASKER, share_id)
        has_ended.set()

    def filed(self) -> tuple[Filed, ...]:
        found = self.owner.cupboard.of_owner(ASKER, self.owner.today)
        self.owner.session.rollback()
        return found

    def clear(self) -> None:
        with writing(self.owner.session):
            cupboard = self.owner.cupboard
            cupboard.remove(cupboard.ids_of_owner(ASKER))


@pytest.fixture
def sharers(database: Database) -> Iterator[Sharers]:
    with settled_home(database) as home:
        yield Sharers(home)


@contextmanager
def racing(sharers: Sharers) -> Iterator[Racers]:
    door, order = Door(), list[str]()
    with ExitStack() as held:
        reader, owner = (held.enter_context(sharers.desk()) for _ in range(2))
        for name, desk in ((LOOK, reader), (END, owner)):
            event.listen(desk.session, "before_commit", writes_down(order, name))
        event.listen(engine_of(owner), "set_connection_execution_options", door.begins)
        to = next(one for one in service.readers(owner, ASKER) if one.reader.id == PRACTITIONER)
        ahead = service.ahead(owner, ASKER, to, WANTED, COPY)
        together = held.enter_context(ThreadPoolExecutor(2))
        yield Racers(reader, owner, ahead, door, together, order)
        event.remove(engine_of(owner), "set_connection_execution_options", door.begins)


def writes_down(order: list[str], name: str) -> Callable[[Session], None]:
    def commits(_session: Session) -> None:
        order.append(name)

    return commits


def engine_of(desk: Desk) -> Engine:
    engine = desk.session.get_bind()
    assert isinstance(engine, Engine)
    return engine


def test_nothing_is_read_after_the_end_was_committed(
    sharers: Sharers, database: Database, record_property
) -> None:
    pairs = []
    with racing(sharers) as racers:
        for number in range(PAIRS):
            pairs.append(racers.raced(looked_before=number % 2 == 1))
            if number % CLEARED_AFTER == 0:
                racers.clear()

    figures = {
        "pairs": len(pairs),
        "looks": sum(one.looks for one in pairs),
        "pairs with a look": sum(one.looks > 0 for one in pairs),
        "pairs in which the end came before a look that had begun": sum(
            one.looks <= number % 2 for number, one in enumerate(pairs)
        ),
        "looks after the end": sum(one.after_the_end for one in pairs),
        "looks not told": sum(abs(one.looks - one.told) for one in pairs),
    }
    proofs.report(record_property, f"sharing-ended-while-read-{database.kind}", figures)
    assert figures["looks after the end"] == figures["looks not told"] == 0
    assert not any(one.open_after for one in pairs)
    assert figures["pairs with a look"] >= PAIRS // 2


def test_what_is_ended_between_finding_and_opening_is_not_shown(sharers: Sharers) -> None:
    share_id = sharers.share()

    def ended() -> None:
        assert sharers.end(share_id)

    with (
        sharers.desk() as desk,
        meanwhile(engine_of(desk), ASKER, ended),
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
