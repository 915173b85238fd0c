"""Sizes, the clock, chance, and which doors one part may use into another."""

import pytest

from tests.support.source import (
    PACKAGE,
    ROOT,
    attribute_calls,
    imports_of,
    module_of,
    named,
    python_files,
)

SOURCE = python_files(PACKAGE)
TESTS = python_files(ROOT / "tests")
DEPLOY = python_files(ROOT / "deploy")
CLOCK_READS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "date.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
}


@pytest.mark.parametrize(
    ("files", "most"), [(SOURCE + DEPLOY, 250), (TESTS, 300)], ids=["source", "tests"]
)
def test_no_file_outgrows_its_one_idea(files, most):
    lengths = {named(path): len(path.read_text("utf-8").splitlines()) for path in files}

    assert {name: lines for name, lines in lengths.items() if lines >= most} == {}


def test_only_the_clock_reads_the_clock():
    reads = [
        f"{named(path)}:{line} {written}"
        for path in SOURCE
        if path != PACKAGE / "clock.py"
        for written, line in attribute_calls(path)
        if written in CLOCK_READS
    ]

    assert reads == []


def test_only_the_timetable_asks_the_database_for_the_time():
    asking = {
        named(path)
        for path in SOURCE
        for written, _ in attribute_calls(path)
        if written in {"func.now", "func.current_timestamp", "func.strftime"}
    }

    assert asking <= {"wellbeing/lease.py"}


def test_only_the_simulation_takes_chances():
    chances = [
        named(path)
        for path in SOURCE
        if PACKAGE / "simulation" not in path.parents
        and any(name.split(".")[0] == "random" for name in imports_of(path))
    ]

    assert chances == []


def test_nothing_outside_the_simulation_knows_the_simulation():
    knowing = [
        named(path)
        for path in SOURCE
        if PACKAGE / "simulation" not in path.parents
        and not module_of(path).startswith(("wellbeing.cli", "wellbeing.commands"))
        and any(name.startswith("wellbeing.simulation") for name in imports_of(path))
    ]

    assert knowing == []


def test_stores_never_commit():
    commits = [
        f"{named(path)}:{line}"
        for path in SOURCE
        if "store" in path.stem
        for written, line in attribute_calls(path)
        if written.endswith((".commit", ".rollback"))
    ]

    assert commits == []


def test_every_module_opens_with_a_sentence():
    silent = [
        named(path)
        for path in SOURCE + DEPLOY
        if not path.read_text("utf-8").startswith(('"""', 'r"""'))
    ]

    assert silent == []
