"""Two schedulers, or a stop in the middle: a request passes on once, and nothing is left halfway."""

import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from tests.support import killed_clock, proofs
from tests.support.asking import PRACTITIONER, SECOND, Help
from tests.support.promises import chosen, notices, readers, three_practitioners, tick
from tests.support.world import NOW
from wellbeing.support import service

FOUR = timedelta(hours=4)


@pytest.fixture
def asked(help_: Help) -> Help:
    """Let somebody choose one of two practitioners, and the moment of the other one come."""
    help_.ask(chosen(PRACTITIONER))
    notices(help_)
    help_.home.clock.standing_at = NOW + FOUR
    return help_


def test_two_clocks_at_once_give_it_on_once(asked: Help) -> None:
    together = Barrier(2)

    def run() -> None:
        with asked.office() as office:
            together.wait(timeout=20)
            service.keep_promises(office)

    with ThreadPoolExecutor(2) as both:
        for one in [both.submit(run) for _ in range(2)]:
            one.result()

    assert notices(asked) == 1
    (mine,) = asked.mine()
    assert len(mine.passed_on) == 1


def test_an_error_between_passing_on_and_its_notice_leaves_nothing_halfway(
    asked: Help, monkeypatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(service.Office, "tell", breaks)
        with pytest.raises(RuntimeError):
            tick(asked)
    assert (readers(asked), notices(asked)) == ({PRACTITIONER}, 0)
    tick(asked)

    assert (readers(asked), notices(asked)) == ({PRACTITIONER, SECOND}, 1)


# Each stop is a process of its own.
MOMENTS = killed_clock.MOMENTS if proofs.is_whole() else (killed_clock.BEFORE_NOTICE,)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_clock_that_is_killed_loses_nothing_and_tells_nobody_twice(
    tmp_path: Path, moment: str
) -> None:
    with three_practitioners(tmp_path) as asked:
        asked.ask(chosen(PRACTITIONER))
        notices(asked)
        home = asked.home
        home.clock.standing_at = NOW + FOUR

        assert killed_clock.die_at(home.settings, home.clock.now(), moment) == -signal.SIGKILL
        is_done = moment == killed_clock.AFTER_COMMIT
        assert len(readers(asked)) == 1 + is_done
        tick(asked)

        assert len(readers(asked)) == 2
        assert notices(asked) == 1
