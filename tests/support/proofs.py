"""Proofs that take long run at a reduced size, which they print; `.ci/long` runs them whole."""

import json
import os
import sys
from collections.abc import Mapping

from tests.support.source import ROOT

WHOLE = "WELLBEING_WHOLE"
FIGURES = ROOT / "docs" / "proofs"


def is_whole() -> bool:
    return os.environ.get(WHOLE, "") == "1"


def size(reduced: int, whole: int) -> int:
    """Return how often to repeat: few times in everyday runs, all of them in `.ci/long`."""
    return whole if is_whole() else reduced


def report(name: str, figures: Mapping[str, object]) -> None:
    """Print what a proof measured; a whole run also keeps it in `docs/proofs`."""
    told = ", ".join(f"{key} {value}" for key, value in figures.items())
    # Past pytest's capture: the figures belong in the log of every run.
    print(f"\n[{'whole' if is_whole() else 'reduced'}] {name}: {told}", file=sys.__stderr__)
    if is_whole():
        FIGURES.mkdir(exist_ok=True)
        written = json.dumps({"proof": name, **figures}, indent=2, ensure_ascii=False)
        (FIGURES / f"{name}.json").write_text(written + "\n", "utf-8")
