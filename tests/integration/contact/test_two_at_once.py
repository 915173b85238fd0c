"""Two who act at the same time: one wins, the other is told what stands, and nothing is half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine

from tests.support.meanwhile import meanwhile
from tests.support.two import TOMORROW, Two, wanted
from wellbeing.contact import service
from wellbeing.support import service as support

ROUNDS = 4
LATER = TOMORROW + timedelta(days=1)


def together(*acts: Callable[[Barrier], None]) -> tuple[bool, ...]:
    """Let each act wait for the others; say of each whether it was done."""
    barrier = Barrier(len(acts))

    def tried(act: Callable[[Barrier], None]) -> bool:
        try:
            act(barrier)
        except service.ChangedError:
            return False
        return True

    with ThreadPoolExecutor(len(acts)) as threads:
        return tuple(threads.map(tried, acts))


def test_a_time_is_picked_or_moved_but_never_both(two: Two):
    for _ in range(ROUNDS):
        two.offer(TOMORROW)
        times = two.page().now.times
        (slot,) = times.offered

        def picks(barrier: Barrier, slot_id: str = slot.id) -> None:
            with two.at(two.asker) as visitor:
                barrier.wait(timeout=60)
                service.pick(visitor, slot_id)

        def moves(barrier: Barrier, seen: int = times.version) -> None:
            with two.at(two.contact) as visitor:
                barrier.wait(timeout=60)
                service.offer(visitor, wanted(LATER), seen)

        picked, moved = together(picks, moves)

        now = two.page().now.times
        assert picked != moved
        assert (now.agreed is not None) == picked
        assert [one.starts_at for one in now.offered] == ([] if picked else [LATER])
        if not picked:
            two.pick()
        two.offer(LATER + timedelta(days=1))


def test_two_letters_at_once_are_both_there(two: Two):
    def writes(who: str, text: str) -> Callable[[Barrier], None]:
        def write(barrier: Barrier) -> None:
            barrier.wait(timeout=60)
            two.write(who, text)

        return write

    together(writes(two.asker, "one"), writes(two.contact, "two"))

    assert {one.text for one in two.page().now.letters} == {"one", "two"}


@pytest.mark.parametrize("act", ["write", "open"])
def test_what_ends_between_finding_and_writing_takes_nothing_and_shows_nothing(two: Two, act: str):
    two.agree()

    def ended() -> None:
        with two.help.office() as office:
            support.withdraw(office, two.asker, support.Kind.TALK)

    with two.at(two.contact) as visitor:
        engine = visitor.office.session.get_bind()
        assert isinstance(engine, Engine)
        acts = {
            "write": lambda: service.write(visitor, "too late", "0" * 32),
            "open": lambda: service.contact_of(visitor.office, two.contact, two.id),
        }
        with meanwhile(engine, two.asker, ended), pytest.raises(service.NotThereError):
            acts[act]()

    (earlier,) = two.page().earlier
    assert (earlier.letters, earlier.looks) == ((), ())


def test_the_same_press_twice_is_one_letter_and_one_offer(two: Two):
    two.write(two.asker, "once", "a" * 32)
    two.write(two.asker, "once", "a" * 32)
    with two.at(two.contact) as visitor:
        service.offer(visitor, wanted(TOMORROW), 0)
    with two.at(two.contact) as visitor:
        service.offer(visitor, wanted(TOMORROW), 0)

    now = two.page().now
    assert (len(now.letters), now.times.version, len(now.times.offered)) == (1, 1, 1)
