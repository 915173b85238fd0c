"""The agreed cases: what the board can read is what the engine does."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.support.histories import history, policy_with
from wellbeing.stepped_care import InForce, Placement, Policies, Rulebook, Step, place
from wellbeing.week import Week

LETTERS = {Step.PREVENTION: "P", Step.REACTIVE: "R", Step.FORMAL: "F", None: "N"}
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted(Path(__file__).parent.glob("cases/*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


def steps(placements: tuple[Placement, ...]) -> str:
    return " ".join(LETTERS[p.step] + "*" * p.formal_suggested for p in placements)


def levels(placements: tuple[Placement, ...]) -> str:
    return " ".join("–" if p.baseline is None else f"{p.baseline:g}" for p in placements)


def policies_of(case: dict[str, Any], first_week: Week) -> Policies:
    """The default policy, or with a case's own numbers, all the time or from one of its weeks on."""
    policy = policy_with(**case.get("policy", {}))
    if "from_week" not in case:
        return policy
    later = policy_with(**case["then"])
    change = first_week.plus(case["from_week"] - 1)
    return Rulebook((InForce(first_week, policy), InForce(change, later)))


@pytest.mark.parametrize("first_week", [Week(2026, 2), Week(2026, 49)], ids=["January", "W53"])
@pytest.mark.parametrize("case", CASES)
def test_the_engine_does_what_was_agreed(case: dict[str, Any], first_week: Week) -> None:
    placements = place(history(case["weeks"], first_week), policies_of(case, first_week))

    named = {str(place + 1): list(p.rules) for place, p in enumerate(placements) if p.rules}
    assert steps(placements) == case["steps"]
    assert named == case.get("rules", {})
    assert levels(placements) == case.get("usual", levels(placements))
    for place_in_history, offers in case.get("offers", {}).items():
        assert list(placements[int(place_in_history) - 1].offers) == offers
