"""The long run leaves out no proof that everyday runs make smaller, and can be taken up by part."""

import re
import subprocess
from pathlib import Path

from tests.conftest import OF_PAGES
from tests.support.source import ROOT

SCRIPT = ROOT / ".ci" / "long"
MADE_SMALLER = re.compile(r"proofs\.(size|cases|is_whole)\(")


def long_run(*arguments: str, python: Path | str = "false") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [SCRIPT, *arguments],
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
    )


def parts() -> list[str]:
    return long_run("--list").stdout.split()


def noting(tmp_path: Path) -> Path:
    """A Python that only says what it is asked for, and fails where drawings are tried."""
    found = tmp_path / "python"
    found.write_text('#!/bin/sh\necho "asked: $*"\ncase "$*" in *faults*) exit 1 ;; esac\n')
    found.chmod(0o700)
    return found


def is_run(asked: str, path: str, source: str) -> bool:
    """Say whether this line of pytest runs a test file; some lines run tests of properties alone."""
    paths = tuple(each for each in re.findall(r"tests/[\w./-]+", asked) if (ROOT / each).exists())
    return path.startswith(paths) and ("-m hypothesis" not in asked or "@given(" in source)


def test_every_proof_that_everyday_runs_make_smaller_is_run_whole(tmp_path):
    told = long_run(*[part for part in parts() if part != "use"], python=noting(tmp_path)).stdout
    asked = told.splitlines()

    sources = {
        str(path.relative_to(ROOT)): path.read_text("utf-8")
        for path in (ROOT / "tests").rglob("test_*.py")
        if path != Path(__file__)
    }
    smaller = {path: text for path, text in sources.items() if MADE_SMALLER.search(text)}
    left_out = [
        path for path, text in smaller.items() if not any(is_run(one, path, text) for one in asked)
    ]
    assert len(smaller) > 5
    assert left_out == []
    assert set(parts()) >= OF_PAGES | {"journeys"}


def test_it_goes_on_when_a_part_fails_and_says_how_long_each_took(tmp_path):
    ran = long_run("faults", "looking", python=noting(tmp_path))

    assert ran.returncode == 1
    assert re.search(r"^faults +0 min \d\d s  FAILED$", ran.stdout, re.MULTILINE)
    assert re.search(r"^looking +0 min \d\d s  kept$", ran.stdout, re.MULTILINE)
    assert "Again, once they are mended: .ci/long faults" in ran.stderr


def test_a_part_that_is_not_there_is_refused_before_anything_runs(tmp_path):
    ran = long_run("looking", "nothing", python=noting(tmp_path))

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "no part 'nothing'" in ran.stderr
