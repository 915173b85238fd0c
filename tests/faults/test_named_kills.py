"""Six acts are killed with -9 at each of their named points, on both databases: every one recovers."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.support import proofs
from tests.support.databases import POSTGRES
from tests.support.grounds import Ground, ground_on
from tests.support.killed_acts import Erasing, Rotating, Submitting
from tests.support.killed_works import BackingUp, Migrating, Publishing
from tests.support.points import KILLED, all_seen, place_of

ACTS: Mapping[str, Any] = {
    "submit": Submitting,
    "publish": Publishing,
    "erase": Erasing,
    "rotate": Rotating,
    "backup": BackingUp,
    "migrate": Migrating,
}
TIMES = 200
# In everyday runs; each point of publishing and each step of a backup has a test of its own.
FEWER = {"publish": 3, "erase": 3, "backup": 2, "migrate": 3}
FEW = 2


@pytest.fixture(autouse=True)
def keys_in_small_steps(monkeypatch):
    monkeypatch.setattr("wellbeing.sealed.CHUNK", 8)


@pytest.fixture
def ground(database, tmp_path, request) -> Iterator[Ground]:
    def server():
        return request.getfixturevalue("postgres_server")

    with ground_on(database, tmp_path, server) as ground:
        yield ground


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_killed_at_each_named_point_it_recovers(name, ground, record_property):
    points = ACTS[name].points
    times = proofs.size(_few(name, ground), TIMES)
    step = max(1, len(points) // times)
    killed: dict[str, int] = {}
    faults: list[str] = []
    with ACTS[name].ready(ground) as act:
        seen = all_seen(act.begin(), ground.folder, ground.database.names)
        places = [place_of(point, seen) for point in points]
        assert places == sorted(places)
        for number in range(times):
            point = points[number * step % len(points)]
            assert ground.kill(act.begin(), point) == KILLED, f"{name} was never {point.name!r}"
            killed[point.name] = killed.get(point.name, 0) + 1
            faults += [f"{point.name}: {fault}" for fault in act.faults(point)]

    figures = {"killed": times, "at": killed, "not recovered": len(faults)}
    part = f"{name}, {ground.database.kind}"
    proofs.report_part(record_property, "named-kills", part, figures)
    assert faults == []


def _few(name: str, ground: Ground) -> int:
    return FEW if ground.database.kind == POSTGRES else FEWER.get(name, len(ACTS[name].points))


def test_acknowledged_before_it_is_kept_it_would_be_lost_and_that_is_seen(ground):
    """The control: an order that must never be, killed between the two."""
    written = next(point for point in Submitting.points if point.sees == "main commits")
    with Submitting.ready(ground) as act:
        act.begin()

        assert ground.kill(act.sabotaged, written) == KILLED

        assert any("lost" in fault for fault in act.faults(written))
