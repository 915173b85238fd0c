"""The one worker: it draws each picture once, keeps it apart, and lets nobody wait long."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread

import pytest
from structlog.testing import capture_logs

from tests.support.source import ROOT
from tests.unit.charts.drawn import ONE, of_viewer
from wellbeing.charts.studio import Key, Limits, Order, Studio, digest


def an_order(viewer, whose="unit", look="wide"):
    trend = of_viewer(viewer, months=2)
    return Order(Key(whose, look, digest(trend)), trend)


class Hand:
    """Draws its trend's title; slowly, or badly, when told to."""

    def __init__(self):
        self.drawn, self.threads = [], set()
        self.may_go = Event()
        self.may_go.set()
        self.began = Event()

    def __call__(self, trend, look):
        self.began.set()
        self.may_go.wait(10)
        self.threads.add(current_thread().name)
        self.drawn.append(trend.title)
        if trend.title == "Unit 13":
            raise ValueError(trend.title)
        return f"{trend.title} {look}".encode()


@pytest.fixture
def hand():
    found = Hand()
    yield found
    found.may_go.set()


def test_a_picture_is_drawn_once_and_kept(hand):
    studio = Studio(hand)

    assert studio.picture(an_order(1)) == studio.picture(an_order(1)) == b"Unit 1 wide"
    assert studio.kept(an_order(1).key) == b"Unit 1 wide"
    assert hand.drawn == ["Unit 1"]


def test_all_pictures_are_drawn_by_one_worker(hand):
    studio = Studio(hand, Limits(waiting=8))
    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(studio.picture, map(an_order, range(8))))

    assert found == [f"Unit {number} wide".encode() for number in range(8)]
    assert hand.threads == {"studio"}


def test_readers_who_want_the_same_picture_wait_for_one_drawing(hand):
    studio = Studio(hand, Limits(waiting=8))
    hand.may_go.clear()
    with ThreadPoolExecutor(4) as readers:
        coming = [readers.submit(studio.picture, an_order(1)) for _ in range(4)]
        hand.began.wait(10)
        hand.may_go.set()

    assert {one.result() for one in coming} == {b"Unit 1 wide"}
    assert hand.drawn == ["Unit 1"]


@pytest.mark.parametrize(
    "other",
    [an_order(1, whose="other unit"), an_order(1, look="narrow"), an_order(2)],
    ids=["of another unit", "in another look", "of other figures"],
)
def test_a_picture_is_found_only_under_its_unit_its_look_and_its_content(hand, other):
    studio = Studio(hand)
    studio.picture(an_order(1))

    assert studio.kept(other.key) is None


def test_a_drawing_that_takes_long_is_answered_without_it_and_there_later(hand):
    studio = Studio(hand, Limits(seconds=0.05))
    hand.may_go.clear()

    assert studio.picture(an_order(1)) is None
    coming = studio.begin(an_order(1))
    hand.may_go.set()

    assert coming is not None
    assert coming.result(10) == b"Unit 1 wide"
    assert studio.picture(an_order(1)) == b"Unit 1 wide"


def test_only_so_many_requests_wait_and_the_others_keep_their_threads(hand):
    studio = Studio(hand, Limits(waiting=1, seconds=10))
    hand.may_go.clear()
    with ThreadPoolExecutor(1) as readers:
        first = readers.submit(studio.picture, an_order(1))
        hand.began.wait(10)

        assert studio.picture(an_order(2)) is None

        hand.may_go.set()
        assert first.result() == b"Unit 1 wide"


def test_only_so_many_orders_queue_and_beginning_never_waits(hand):
    studio = Studio(hand, Limits(queue=2))
    hand.may_go.clear()
    studio.begin(an_order(1))
    hand.began.wait(10)

    taken = [studio.begin(an_order(number)) is not None for number in (2, 3, 4, 5)]

    assert taken == [True, True, False, False]
    assert studio.picture(an_order(4)) is None


def test_a_drawing_that_fails_is_told_in_the_log_and_the_next_one_is_drawn(hand):
    studio = Studio(hand)

    with capture_logs() as lines:
        assert studio.picture(an_order(13)) is None
        assert studio.picture(an_order(1)) == b"Unit 1 wide"
    # The whole line: nothing of what was drawn stands in it.
    assert lines == [{"event": "drawing_failed", "kind": "ValueError", "log_level": "error"}]


def test_what_was_not_looked_at_longest_goes_first_when_too_much_is_kept(hand):
    studio = Studio(hand, Limits(kept_bytes=len(b"Unit 1 wide") * 2))
    for number in (1, 2):
        studio.picture(an_order(number))
    studio.kept(an_order(1).key)
    studio.picture(an_order(3))

    assert studio.kept(an_order(2).key) is None
    assert studio.kept(an_order(1).key) == b"Unit 1 wide"


def test_any_difference_in_the_content_is_another_hash():
    assert digest(ONE) == digest(ONE)
    assert len({digest(of_viewer(number)) for number in range(50)}) == 50


SLOW = """
from threading import Event
from tests.unit.charts.test_studio import an_order
from wellbeing.charts.studio import Studio
began = Event()
def draw(trend, look):
    began.set()
    Event().wait(0.5)
    print(trend.title, flush=True)
    return b""
studio = Studio(draw)
for number in range(9):
    studio.begin(an_order(number))
began.wait()
"""


def test_a_program_that_ends_finishes_the_picture_in_hand_and_no_other():
    ended = subprocess.run(
        [sys.executable, "-c", SLOW], cwd=ROOT, check=True, timeout=60, capture_output=True
    )

    assert ended.stdout == b"Unit 0\n"
    assert ended.stderr == b""


def test_a_closed_studio_hands_out_what_it_has_and_begins_nothing(hand):
    studio = Studio(hand)
    studio.picture(an_order(1))
    studio.close()
    studio.close()

    assert studio.picture(an_order(1)) == b"Unit 1 wide"
    assert studio.picture(an_order(2)) is None
    assert hand.drawn == ["Unit 1"]


def test_closing_finishes_the_picture_that_is_being_drawn_and_no_other(hand):
    studio = Studio(hand)
    hand.may_go.clear()
    first, second = studio.begin(an_order(1)), studio.begin(an_order(2))
    hand.began.wait(10)
    with ThreadPoolExecutor(1) as closing:
        closed = closing.submit(studio.close)
        hand.may_go.set()
        closed.result(10)

    assert first is not None
    assert first.result(10) == b"Unit 1 wide"
    assert second is not None
    assert not second.done()
    assert hand.drawn == ["Unit 1"]


def test_a_studio_that_never_drew_can_be_closed(hand):
    Studio(hand).close()

    assert hand.drawn == []
