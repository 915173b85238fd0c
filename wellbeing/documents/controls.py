"""What stands against something that could go wrong: a control that is there, and what shows it.

A test looks whether every test and every measured proof that is named exists.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Control:
    """One thing that is really built, with the test that fails when it is not.

    `measured` names proofs whose figures are shipped.
    """

    says: str
    test: str = ""
    measured: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concern:
    """Something that could go wrong, for whom, how, and every control against it."""

    number: int
    title: str
    harm: str
    controls: tuple[Control, ...]
    # What stays open, said plainly.
    stays: str
