"""Six acts are killed with -9 at each of their named points: every one recovers."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.support import proofs
from tests.support.killed_acts import Erasing, Rotating, Submitting
from tests.support.killed_works import BackingUp, Migrating, Publishing
from tests.support.points import KILLED, all_seen, die_at

ACTS: Mapping[str, Any] = {
    "submit": Submitting,
    "publish": Publishing,
    "erase": Erasing,
    "rotate": Rotating,
    "backup": BackingUp,
    "migrate": Migrating,
}
TIMES = 200
# In everyday runs; a backup at each of its steps is killed by a test of its own.
FEWER = {"backup": 2}


@pytest.fixture(autouse=True)
def keys_in_small_steps(monkeypatch):
    monkeypatch.setattr("wellbeing.sealed.CHUNK", 8)


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_killed_at_each_named_point_it_recovers(name, tmp_path, record_property):
    points = ACTS[name].points
    times = proofs.size(FEWER.get(name, len(points)), TIMES)
    step = max(1, len(points) // times)
    killed: dict[str, int] = {}
    faults: list[str] = []
    with ACTS[name].ready(tmp_path) as act:
        for number in range(times):
            point = points[number * step % len(points)]
            ended = die_at(point, act.begin(), act.folder)
            assert ended == KILLED, f"{name} was never {point.name!r}"
            killed[point.name] = killed.get(point.name, 0) + 1
            faults += [f"{point.name}: {fault}" for fault in act.faults(point)]

    figures = {"killed": times, "at": killed, "not recovered": len(faults)}
    proofs.report_part(record_property, "named-kills", name, figures)
    assert faults == []


def test_acknowledged_before_it_is_kept_it_would_be_lost_and_that_is_seen(tmp_path):
    """The control: an order that must never be, killed between the two."""
    written = next(point for point in Submitting.points if point.sees == "main commits")
    with Submitting.ready(tmp_path) as act:
        act.begin()

        assert die_at(written, act.sabotaged, act.folder) == KILLED

        assert any("lost" in fault for fault in act.faults(written))


def test_points_are_seen_in_the_order_in_which_they_are_named(tmp_path):
    with Submitting.ready(tmp_path) as act:
        seen = all_seen(act.begin(), act.folder)

    found = [
        next(at for at, one in enumerate(seen) if one.startswith(point.sees))
        for point in act.points
    ]
    assert found == sorted(found)
