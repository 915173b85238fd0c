"""Backups of yesterday, a week and five weeks ago: put back whole, or not at all; and how long it takes."""

import time
from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.support import proofs
from tests.support.backup_operator import Operator, is_untouched
from tests.support.databases import POSTGRES, SQLITE
from tests.support.deleting import CLOCK, Deleting
from wellbeing.backup.making import make
from wellbeing.backup.manifest import Kind
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.backup_settings import KEYS_DAYS
from wellbeing.key_ring import KeyRing

DAYS_AGO = (35, 7, 1)
KINDS = [SQLITE, POSTGRES] if proofs.is_whole() else [SQLITE]
pytestmark = pytest.mark.parametrize("database", KINDS, indirect=True)
# How much of a file is left, of a thousand parts.
LEFT = [0, 1, 250, 500, 750, 999] if proofs.is_whole() else [500]


@pytest.fixture
def deleting(operator):
    return Deleting(operator)


def made_on(deleting, people) -> dict[int, str]:
    """Make a backup on each of these days; on each of them somebody had everything deleted."""
    now, found = CLOCK.now(), {}
    for days, who in zip(DAYS_AGO, people, strict=True):
        then = now - timedelta(days=days) + timedelta(minutes=1)
        found[days] = make(deleting.settings, then).name
        deleting.erase(who)
    deleting.carry()
    return found


def test_nothing_but_a_whole_backup_is_put_back_from_any_day(deleting, record_property):
    stays, *go = people = deleting.hire(1 + len(DAYS_AGO))
    names, operator = made_on(deleting, go), deleting.operator
    refused, restored, longest = 0, {}, 0.0
    for days, name in names.items():
        # The key stores of five weeks ago are gone by now; that of yesterday has the keys.
        keys_of = names[1] if days > KEYS_DAYS else name
        chosen = ["--backup", name, "--keys-of", keys_of]
        for spoiled in spoilings(operator, name, keys_of):
            with spoiled as more, operator.elsewhere() as empty:
                assert operator.restore(*chosen, *more) == 1
                assert not empty.data.exists() or is_untouched(empty.data)
                refused += 1
        began = time.perf_counter()
        restored[days] = deleting.restored(people, *chosen)
        longest = max(longest, time.perf_counter() - began)

    assert restored == {days: {stays} for days in DAYS_AGO}
    figures = {
        "days ago": list(DAYS_AGO),
        "cut short or with a wrong key, refused": refused,
        "partial restores accepted": 0,
        "people who are back": 0,
        "longest whole restore, seconds": round(longest, 1),
    }
    part = f"put back on {operator.database.kind}"
    proofs.report_part(record_property, "backups", part, figures)


def spoilings(operator: Operator, name: str, keys_of: str):
    for kind in Kind:
        path = operator.to / (keys_of if kind is Kind.KEYS else name) / kind.file
        for parts in LEFT:
            yield cut(path, parts)
    other = operator.folder / "other.key"
    other.write_text(PrivateKey.fresh().as_text())
    yield given("--private-key", str(other))
    ring = operator.folder / f"{name}.json"
    KeyRing.fresh().write(ring)
    yield given("--key-file", str(ring))


@contextmanager
def cut(path, parts):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * parts // 1000])
    yield []
    path.write_bytes(content)


@contextmanager
def given(*more):
    yield more
