"""Breaks the rules engine in many small ways, one at a time, and counts which ways no test notices.

    python benchmarks/mutants.py [--jobs N] [--only rules_up] [--sample N] [--survivors] [--write]

Each mutant changes one comparison, number, choice, connection, table or argument somewhere in
`wellbeing/stepped_care/`, in a process of its own. It is killed when an agreed case or a test
fails. Survivors are printed. A survivor that cannot be told from the original by any input is
listed in benchmarks/equivalent.toml, each with the reason; it counts as not killed all the same.
`--survivors` tries again what the last kept run left; `--write` keeps docs/proofs/mutants.json.
"""

import argparse
import contextlib
import importlib
import importlib.abc
import importlib.util
import io
import json
import multiprocessing
import os
import random  # noqa: TID251  # which mutants a sample holds, nothing else
import signal
import sys
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path

from changing import ENGINE, ROOT, Mutant, changed_tree, mutants

TESTS = (
    "test_score.py",
    "test_policy.py",
    "test_engine.py",
    "test_reasons.py",
    "test_rulebook.py",
    "test_tracing.py",
    "test_plain_english.py",
    "test_boundaries.py",
    "test_properties.py",  # the slowest last
)
MOST_SECONDS = 90
KEPT = ROOT / "docs" / "proofs" / "mutants.json"
EQUIVALENT = Path(__file__).parent / "equivalent.toml"


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module of the engine with its change."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = f"wellbeing.stepped_care.{mutant.file.removesuffix('.py')}"
        self._code = compile(changed_tree(mutant), str(ENGINE / mutant.file), "exec")

    def find_spec(self, name: str, _path: object, _target: object = None) -> object:
        return importlib.util.spec_from_loader(name, self) if name == self._name else None

    def exec_module(self, module: object) -> None:
        exec(self._code, module.__dict__)


def survives(mutant: Mutant) -> tuple[Mutant, bool]:
    """Run cases and tests in this process, which is used for one mutant only."""
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    sys.path.insert(0, str(ROOT))
    sys.meta_path.insert(0, Loader(mutant))  # type: ignore[arg-type]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return mutant, _agreed_cases_hold() and _tests_pass()


def _too_long(_signal: int, _frame: object) -> None:
    """A mutant that never ends is noticed too."""
    raise TimeoutError(f"more than {MOST_SECONDS} seconds of work")


def _agreed_cases_hold() -> bool:
    """Try the cases without the test runner: they catch most mutants in a fraction of its time."""
    try:
        cases = importlib.import_module("tests.unit.stepped_care.test_cases")
        for case in cases.CASES:
            cases.test_the_engine_does_what_was_agreed(*case.values, cases.Week(2026, 49))
    except Exception:  # noqa: BLE001  # however a mutant breaks, it is noticed
        return False
    return True


def _tests_pass() -> bool:
    import pytest

    tests = [str(ROOT / "tests" / "unit" / "stepped_care" / name) for name in TESTS]
    there = [test for test in tests if Path(test).exists()]
    quiet = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--noconftest"]
    # Hypothesis was imported before the forks.
    quiet += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return pytest.main([*quiet, *there]) == 0


def _chosen(arguments: argparse.Namespace) -> list[Mutant]:
    found = list(mutants(arguments.only))
    if arguments.survivors:
        left = set(json.loads(KEPT.read_text(encoding="utf-8"))["survivors"])
        found = [mutant for mutant in found if mutant.name in left]
    if arguments.sample and arguments.sample < len(found):
        found = random.Random(arguments.seed).sample(found, arguments.sample)
    return found


def _survivors(found: list[Mutant], jobs: int) -> list[Mutant]:
    alive: list[Mutant] = []
    # Forked from a parent that has imported nothing of the house: each sees only its own change.
    with multiprocessing.get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
        for done, (mutant, lives) in enumerate(pool.imap_unordered(survives, found, 1), start=1):
            if lives:
                alive.append(mutant)
                print(f"line {mutant.line}: {mutant.name}", flush=True)
            if sys.stderr.isatty():
                print(f"\r{done} of {len(found)} ", end="", file=sys.stderr, flush=True)
    return sorted(alive, key=lambda mutant: mutant.name)


def _report(found: list[Mutant], alive: Iterable[Mutant], seconds: float) -> dict[str, object]:
    names = [mutant.name for mutant in alive]
    reasons = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["equivalent"]
    equivalent = [name for name in names if name in reasons]
    killed = len(found) - len(names)
    share = round(100 * killed / max(1, len(found)), 1)
    print(f"{killed} of {len(found)} mutants killed: {share} %, in {seconds:.0f} s")
    print(f"{len(equivalent)} of the {len(names)} others change nothing that can be seen.")
    return {
        "mutants": len(found),
        "killed": killed,
        "percent": share,
        "equivalent": equivalent,
        "survivors": names,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Count the mutants that no test notices.")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="so many at once")
    parser.add_argument("--sample", type=int, help="try only so many, drawn by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only files whose name holds this")
    parser.add_argument("--survivors", action="store_true", help="only those the kept run left")
    parser.add_argument("--write", action="store_true", help="keep the figures of a whole run")
    arguments = parser.parse_args()
    found = _chosen(arguments)
    begun = time.perf_counter()
    report = _report(found, _survivors(found, arguments.jobs), time.perf_counter() - begun)
    if arguments.write and len(found) == len(list(mutants(""))):
        KEPT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    import hypothesis
    import pydantic  # noqa: F401  # imported once, before the forks
    import pytest  # noqa: F401

    # The same examples each time, and none made smaller: that a test fails is enough.
    hypothesis.settings.register_profile(
        "same",
        derandomize=True,
        max_examples=40,
        database=None,
        deadline=None,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
    )
    hypothesis.settings.load_profile("same")
    main()
