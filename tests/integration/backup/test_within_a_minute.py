"""The sample organisation is back on an empty machine within a minute, by one command."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta

from tests.support import proofs
from tests.support.backup_operator import tables
from tests.support.source import ROOT
from wellbeing.backup.making import make
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.backup_settings import Backup
from wellbeing.clock import SystemClock
from wellbeing.commands.common import any_settings_of
from wellbeing.simulation import building
from wellbeing.simulation.sample import DEFAULT_PEOPLE, DEFAULT_WEEKS, Sample

PEOPLE, WEEKS = proofs.size(12, DEFAULT_PEOPLE), proofs.size(2, DEFAULT_WEEKS)
A_MINUTE = timedelta(minutes=1).total_seconds()
SAME = ("person", "check_in", "care_state", "support_request", "data_key", "release_cell")


def sample(data):
    now = SystemClock().now()
    wanted = Sample.ending_before(now.date(), PEOPLE, WEEKS, 1)
    building.build(data, wanted, now, building.Watcher(lambda _week, _of: None))
    return any_settings_of(data)


def test_the_sample_organisation_is_back_within_a_minute(tmp_path, record_property):
    settings, private = sample(tmp_path / "lost"), PrivateKey.fresh()
    shelf, key, data = (tmp_path / name for name in ("backups", "operator.key", "empty"))
    shelf.mkdir()
    key.write_text(private.as_text())
    kept = Backup(shelf, shelf, private.public.as_text())
    made = make(replace(settings, backup=kept), SystemClock().now())
    began = time.perf_counter()

    command = [sys.executable, "-c", "from wellbeing.cli import main; main()", "restore"]
    asked = {
        "--data": data,
        "--from": shelf,
        "--private-key": key,
        "--key-file": settings.key_file,
    }
    subprocess.run(
        [*command, *(str(part) for pair in asked.items() for part in pair)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "XDG_CONFIG_HOME": str(tmp_path / "config")},
        check=True,
        capture_output=True,
    )

    seconds = time.perf_counter() - began
    assert seconds < A_MINUTE
    before, after = tables(settings), tables(any_settings_of(data))
    assert {name: before[name] for name in SAME} == {name: after[name] for name in SAME}
    figures = {
        "people": PEOPLE,
        "weeks": WEEKS,
        "check-ins": len(after["check_in"]),
        "megabytes": round(sum(held.size for held in made.files.values()) / 1_000_000, 1),
        "seconds": round(seconds, 1),
    }
    proofs.report_part(record_property, "backups", "restore of the sample organisation", figures)
