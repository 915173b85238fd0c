"""A backup that is killed, or for which there is no room, leaves nothing that could be taken for one."""

import os
import resource
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.support.backup_operator import Operator, settled_operator
from wellbeing.backup.making import make
from wellbeing.backup.troubles import NoRoomError
from wellbeing.cli import run

NIGHT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
# What a process does to files, as Python tells it to whoever listens.
ON_FILES = frozenset({"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"})
MOVES = frozenset({"os.rename"})
NO_ROOM = 3
AT_LEAST = 12


@pytest.fixture(scope="module")
def operator(tmp_path_factory):
    with settled_operator(tmp_path_factory.mktemp("killed")) as operator:
        operator.back_up()
        yield operator


def in_another_process(work: Callable[[], object]) -> int:
    """Do it in a process of its own; return how that ended."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        except NoRoomError:
            status = NO_ROOM
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(
    step: int, operator: Operator, work: Callable[[], object], acts: frozenset[str] = ON_FILES
) -> int:
    """End the process with SIGKILL at its so-manyth act on the operator's files."""

    def work_until() -> None:
        left, root = [step], str(operator.folder.parent)

        def hear(event: str, arguments: tuple[object, ...]) -> None:
            if event in acts and str(arguments[0]).startswith(root):
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hear)
        work()

    return in_another_process(work_until)


def test_killed_at_every_step_there_is_a_whole_backup_or_none_and_the_next_one_cleans_up(operator):
    ended, steps = -signal.SIGKILL, 0
    while ended == -signal.SIGKILL:
        before = operator.names()
        steps += 1
        ended = killed_at(steps, operator, lambda: make(operator.settings, NIGHT))

        for name in set(operator.names()) - set(before):
            assert operator.drill("--backup", name) == 0
        assert set(before) <= set(operator.names())

    assert (ended, steps > AT_LEAST) == (0, True)
    last = operator.back_up()
    assert {path.name for path in operator.to.iterdir() if path.is_dir()} == set(operator.names())
    assert not (operator.settings.data / ".backup").exists()
    assert operator.drill("--backup", last) == 0


@pytest.mark.parametrize(
    "room", ["for a small file", "for the plain copy, and not for a sealed one"]
)
def test_where_there_is_no_room_it_is_said_and_nothing_stays(operator, room):
    """A limit on the size of a file stands for a full disk: the system refuses in the same way."""
    before = sorted(operator.to.rglob("*"))
    whole = (operator.settings.data / "wellbeing.db").stat().st_size
    most = 10_000 if room == "for a small file" else whole

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        make(operator.settings, NIGHT)

    assert in_another_process(work) == NO_ROOM
    assert sorted(operator.to.rglob("*")) == before
    assert not (operator.settings.data / ".backup").exists()


def test_a_restore_that_was_killed_is_no_installation_and_is_never_written_over(operator):
    ended, steps = -signal.SIGKILL, 0
    while ended == -signal.SIGKILL:
        steps += 1
        with operator.elsewhere() as empty:
            ended = killed_at(steps, operator, lambda: require_done(operator.restore()), MOVES)
            is_there = (empty.data / "installation.json").exists()

            assert is_there == (ended == 0)
            assert run(["keys", "status"]) == (0 if is_there else 1)
            if not is_there and any(empty.data.glob("*.db")):
                assert operator.restore() == 1

    assert (ended, steps > len(("main", "keys", "ledger", "marker"))) == (0, True)


def require_done(status: int) -> None:
    if status != 0:
        raise AssertionError(status)
