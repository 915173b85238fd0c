"""Killed while it changes the databases, at every kind of moment: no start on half of a change."""

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.support import proofs, revisions
from tests.support.many_rows import Facts, facts, fill
from tests.support.points import KILLED, Point, die_at
from wellbeing.audit import service as audit
from wellbeing.commands.common import opened
from wellbeing.database import Journal, make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.migrations import copies
from wellbeing.migrations.runner import is_current, upgrade_all
from wellbeing.sealed import SealBrokenError, Vault
from wellbeing.settings import Settings

ROWS, POINTS = proofs.size(reduced=400, whole=10_000), proofs.size(reduced=3, whole=20)
# Of three databases; then the copies go.
COMMITS = 4
# Copies get their name, and go.
ON_FILES = frozenset({"os.rename", "shutil.rmtree"})
AS_BEFORE, PARTLY, WHOLE = "as before", "some of three, refused by both versions", "whole"


@dataclass
class Upgrade:
    """What stands in the databases before a change of version and after it."""

    settings: Settings
    start: dict[str, str]
    before: Facts
    after: Facts
    heads: dict[str, str]

    def undo(self) -> None:
        revisions.go_back(self.settings, self.start)
        assert facts(self.settings) == self.before

    def outcome(self) -> str:
        """Look at what a killed process left: nothing that could be taken for either version."""
        found = revisions.found_in(self.settings)
        assert all(each in {self.start[name], self.heads[name]} for name, each in found.items())
        if found == self.heads:
            return WHOLE
        assert not is_current(self.settings)
        if found == self.start:
            assert facts(self.settings) == self.before
            return AS_BEFORE
        return PARTLY

    def go_on(self) -> None:
        """Start the new version again: everything is as if nothing had happened."""
        upgrade_all(self.settings)
        assert is_current(self.settings)
        assert facts(self.settings) == self.after
        assert not (self.settings.data / copies.FOLDER).exists()


@pytest.fixture
def change(settings, later):
    fill(settings, ROWS)
    before, start = facts(settings), revisions.found_in(settings)
    upgrade_all(settings)
    found = Upgrade(settings, start, before, facts(settings), revisions.heads_of(settings))
    found.undo()
    return found


def test_killed_at_any_point_no_start_is_on_half_of_a_change(
    change, empty_database, record_property
):
    steps, outcomes = _steps_of(change.settings), Counter[str]()
    change.undo()
    for point in _spread(steps, POINTS):
        assert _killed_at(change.settings, point) == -signal.SIGKILL
        outcomes[change.outcome()] += 1
        change.go_on()
        change.undo()

    assert outcomes.total() == POINTS
    rows = sum(number for _, number, _ in change.before.values())
    assert rows >= ROWS
    figures = {"rows": rows, "points": POINTS, "of statements": steps, **outcomes}
    told = {**figures, "mismatches": 0, "half-migrated starts": 0}
    proofs.report_part(record_property, "migrations", f"killed on {empty_database.kind}", told)


@proofs.cases("store", {"keys": "keys"}, {"main": "main", "ledger": "ledger"})
def test_whatever_is_there_of_a_later_version_stands_in_the_audit_log(
    settings, later, empty_database, store
):
    """The main database is committed first. What was broken off the next start ends, and writes down."""
    before, point = _upgrades(settings), Point(store, f"{store} commits")

    at = revisions.found_in(settings)

    def start(_tell):
        _open(settings)

    assert die_at(point, start, settings.data, empty_database.names) == KILLED

    begun = sum(found != at[name] for name, found in revisions.found_in(settings).items())
    written = _upgrades(settings) - before
    assert (written, begun > 0) == (int(store != "main"), store != "main")
    _open(settings)

    assert is_current(settings)
    assert _upgrades(settings) - before == written + 1


def test_with_a_key_file_of_somebody_else_nothing_is_upgraded(settings, later):
    before, at = facts(settings), revisions.found_in(settings)
    settings.key_file.unlink()
    KeyRing.fresh().write(settings.key_file)

    with pytest.raises(SealBrokenError):
        _open(settings)

    assert (revisions.found_in(settings), facts(settings)) == (at, before)


def _open(settings: Settings) -> None:
    with opened(settings):
        """Nothing more than a start."""


def _upgrades(settings: Settings) -> int:
    """Return how often an upgrade is written down, in a log that is whole."""
    engine, keys = make_engine(settings.database_url), make_engine(settings.keys_url, Journal.SIDE)
    with Session(engine) as session:
        vault = Vault(KeyRing.read(settings.key_file), keys)
        audit.verify(session, vault)
        found = list(audit.newest(session, vault, 10))
    engine.dispose()
    keys.dispose()
    return sum(event.kind is audit.Kind.UPGRADED for event in found)


def _spread(steps: int, points: int) -> list[int]:
    """Return so many of the steps: the last ones, which are commits, and some from all over the rest."""
    last = min(points // 2, COMMITS)
    others = points - last
    rest = [1 + number * (steps - last - 1) // max(1, others - 1) for number in range(others)]
    return [*rest, *range(steps - last + 1, steps + 1)]


def _steps_of(settings) -> int:
    read, write = os.pipe()
    counted = [0]

    def work():
        _hear(lambda: counted.__setitem__(0, counted[0] + 1))
        upgrade_all(settings)
        os.write(write, str(counted[0]).encode())

    assert _in_another_process(work) == 0
    os.close(write)
    with os.fdopen(read) as said:
        return int(said.read())


def _killed_at(settings, point: int) -> int:
    left = [point]

    def strike():
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def work():
        _hear(strike)
        upgrade_all(settings)

    return _in_another_process(work)


def _hear(what: Callable[[], None]) -> None:
    """Be told before every statement that changes something, every commit, and what is done to copies."""

    def on_statement(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("SELECT", "PRAGMA", "BEGIN", "SET", "SHOW")):
            what()

    event.listen(Engine, "before_cursor_execute", on_statement)
    event.listen(Engine, "commit", lambda _connection: what())
    sys.addaudithook(lambda name, _about: what() if name in ON_FILES else None)


def _in_another_process(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
