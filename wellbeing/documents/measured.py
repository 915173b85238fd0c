"""What proofs measured, as shipped with the program: a document quotes nothing else."""

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from wellbeing.web.measured import attack_figures, read

ATTACKS = "attacks"


class Measured(BaseModel):
    """The figures of one proof, by what each counts."""

    model_config = ConfigDict(frozen=True, extra="allow")

    proof: str
    run_on: str = ""


@cache
def measured(name: str) -> str:
    """Return a proof in one sentence; nothing where this version ships no figures of it."""
    if name == ATTACKS:
        return _attacks()
    found = read(name, Measured)
    if found is None:
        return ""
    figures = "; ".join(
        f"{what}: {_number(count)}" for what, count in (found.model_extra or {}).items()
    )
    return f"Measured{_when(found.run_on)} ({name}): {figures}."


def _attacks() -> str:
    found = attack_figures()
    if found is None:
        return ""
    return (
        f"Measured{_when(found.run_on)} (attacks): right of 100 guesses {found.right_of_100}, where chance "
        f"is right in 50; with an exact average of five {found.naive_right_of_100}."
    )


def _when(run_on: str) -> str:
    return f" on {run_on}" if run_on else ""


def _number(count: Any) -> str:
    return f"{count:,}" if isinstance(count, int) else f"{count}"
