"""Proofs that take long run at a reduced size, which they print; `.ci/long` runs them whole."""

import json
import os
from collections.abc import Callable, Mapping

import pytest

from tests.support.source import ROOT
from wellbeing.clock import SystemClock

PROOF = "proof"
WHOLE = "WELLBEING_WHOLE"
FIGURES = ROOT / "docs" / "proofs"
# Pages quote these, so a copy of each goes into the package.
SHIPPED = ROOT / "wellbeing" / "proofs"
QUOTED = frozenset(
    {
        "attacks",
        "authorisation-sweep",
        "drawings-never-mix",
        "erasure",
        "kill",
        "no-effect-without-a-human",
        "promise-words",
        "promises-england",
        "promises-northern_ireland",
        "promises-scotland",
        "promises-wales",
        "relay-kill",
        "utility",
    }
)


def is_whole() -> bool:
    return os.environ.get(WHOLE, "") == "1"


def size(reduced: int, whole: int) -> int:
    """Return how often to repeat: few times in everyday runs, all of them in `.ci/long`."""
    return whole if is_whole() else reduced


def cases(
    argument: str, everyday: Mapping[str, object], more: Mapping[str, object]
) -> pytest.MarkDecorator:
    """Try a test with these named values, in whole runs also with more of them."""
    tried = {**everyday, **more} if is_whole() else everyday
    return pytest.mark.parametrize(argument, tried.values(), ids=tried.keys())


Record = Callable[[str, object], None]


def record_only(record: Record, name: str, figures: Mapping[str, object]) -> None:
    """Record what a proof measured, to be printed at the end of the run.

    `record` is pytest's `record_property`.
    """
    told = ", ".join(f"{key} {value}" for key, value in figures.items())
    record(PROOF, f"{name} ({'whole' if is_whole() else 'reduced'}): {told}")


def report(record: Record, name: str, figures: Mapping[str, object]) -> None:
    """Record what a proof measured; a whole run also keeps it in `docs/proofs`."""
    record_only(record, name, figures)
    if is_whole():
        keep(name, {"proof": name, **figures})


def report_part(record: Record, name: str, part: str, figures: Mapping[str, object]) -> None:
    """Record one part of what a proof measured; a whole run keeps all its parts in one file."""
    record_only(record, f"{name}: {part}", figures)
    if is_whole():
        written = FIGURES / f"{name}.json"
        there = json.loads(written.read_text("utf-8")) if written.exists() else {"proof": name}
        keep(name, {**there, part: figures})


def keep(name: str, figures: Mapping[str, object]) -> None:
    """Write what was measured where it is read: beside the documents, and for pages that quote it."""
    if name in QUOTED:
        # Whoever reads a figure on a page wants to know how old it is.
        figures = {"proof": name, "run_on": f"{SystemClock().now():%Y-%m-%d}", **figures}
    written = json.dumps(figures, indent=2, ensure_ascii=False) + "\n"
    for folder in (FIGURES, *((SHIPPED,) if name in QUOTED else ())):
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.json").write_text(written, "utf-8")
