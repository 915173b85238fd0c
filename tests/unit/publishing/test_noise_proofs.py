"""The noise that is drawn is the noise that was promised: by proof, by its shape, and by attack."""

import ast
import math
from collections import Counter

import numpy as np
import pytest

from tests.support import proofs
from tests.support.cohorts import FOUR_SERVICES, plan_of
from tests.support.source import PACKAGE, imports_of, named, python_files, tree_of
from wellbeing.disclosure import ADOPTED, SENSITIVITY, Kind
from wellbeing.publishing import noise

# Small and large teams, so that every menu and the tally occur.
LARGE = {"A": {"a1": 40, "a2": 80, "a3": 130}, "B": {"b1": 300, "b2": 700}, "C": {"c1": 25}}
PLANS = [plan_of(FOUR_SERVICES), plan_of(LARGE), plan_of({"A": {"a1": 12}})]
PARTS = {part for plan in PLANS for unit in plan.cells for part in plan.parts(unit)}
DRAWS = proofs.size(40_000, 1_000_000)
WORLDS = proofs.size(20_000, 100_000)
DELTA = 1e-6
# Chance alone fails the shape of the noise less often than this.
BY_CHANCE = 1e-9


def test_every_sort_of_figure_occurs():
    assert {part.kind for part in PARTS} == {Kind.LEVEL, Kind.FIRST_PULSE, Kind.TALLY}
    assert len({part.sigma for part in PARTS}) > 10


@pytest.mark.parametrize("part", sorted(PARTS, key=str), ids=str)
def test_what_a_part_costs_by_proof_is_what_the_plan_says(part):
    if part.kind is Kind.TALLY:
        # Another record takes one person from one count and adds one to another.
        proven = noise._mechanism(part.sigma).map(math.sqrt(2))
    else:
        proven = part.figures * noise.cost_by_proof(part.sigma)

    assert proven == pytest.approx(part.rho, rel=1e-6)
    assert proven == pytest.approx(part.cost, rel=1e-6)


@pytest.mark.parametrize("plan", PLANS, ids=["four services", "large", "one team"])
def test_all_that_a_person_enters_costs_by_proof_no_more_than_the_budget(plan):
    for unit in plan.units:
        proven = sum(
            noise._mechanism(part.sigma).map(math.sqrt(2))
            if part.kind is Kind.TALLY
            else part.figures * noise.cost_by_proof(part.sigma)
            for cell in plan.cells_of(unit.unit_key)
            for part in plan.parts(cell)
        )
        assert proven <= ADOPTED.rho_cycle * (1 + 1e-6)


@pytest.mark.parametrize("sigma", [2.5, 17.320508, 114.0])
def test_draws_follow_the_exact_distribution(sigma):
    drawn = Counter(noise.discrete_gaussian([0] * DRAWS, sigma))

    reach = int(12 * sigma)
    weights = {n: math.exp(-(n**2) / (2 * sigma**2)) for n in range(-reach, reach + 1)}
    whole = sum(weights.values())
    width = max(1, round(sigma / 4))
    inner = [
        range(low, low + width) for low in range(round(-2.5 * sigma), round(2.5 * sigma), width)
    ]
    # Whatever is further out is in two groups of its own, so that every draw is counted once.
    groups = [range(-reach, inner[0].start), *inner, range(inner[-1].stop, reach + 1)]
    expected = np.array([DRAWS * sum(weights[n] for n in group) / whole for group in groups])
    found = np.array([sum(drawn[n] for n in group) for group in groups])
    chi_square = float(((found - expected) ** 2 / expected).sum())
    assert chi_square_beyond(chi_square, len(groups) - 1) > BY_CHANCE
    assert sum(n * count for n, count in drawn.items()) / DRAWS == pytest.approx(
        0, abs=6.5 * sigma / math.sqrt(DRAWS)
    )


def chi_square_beyond(value, freedom):
    """Return how likely a chi-square of so many degrees of freedom exceeds a value, exactly."""
    half = value / 2
    # The two ends of a recurrence: for an even and for an odd number of degrees of freedom.
    start, beyond = (
        (1.0, math.exp(-half)) if freedom % 2 == 0 else (0.5, math.erfc(math.sqrt(half)))
    )
    while start < freedom / 2:
        beyond += math.exp(start * math.log(half) - half - math.lgamma(start + 1))
        start += 1
    return beyond


def test_the_chi_square_is_that_of_the_tables():
    assert chi_square_beyond(3.841, 1) == pytest.approx(0.05, rel=1e-3)
    assert chi_square_beyond(18.307, 10) == pytest.approx(0.05, rel=1e-3)
    assert chi_square_beyond(46.797, 21) == pytest.approx(0.001, rel=1e-2)


def test_an_audit_by_attack_finds_less_than_what_is_claimed(record_property):
    """Tell the worst from the best record in one month of a team, and count what that proves."""
    worst, best = (
        np.array(noise.discrete_gaussian([total] * WORLDS, 17.320508)) for total in (-4, 4)
    )
    half = WORLDS // 2
    # Further out there are too few draws to count on.
    thresholds = range(0, 26, 2)
    chosen = max(thresholds, key=lambda one: found_epsilon(worst[:half], best[:half], one))

    found = found_epsilon(worst[half:], best[half:], chosen)
    claimed = claimed_epsilon(17.320508)

    figures = {"draws": 2 * WORLDS, "epsilon found": round(found, 2), "claimed": round(claimed, 2)}
    proofs.report(record_property, "noise", figures)
    assert 0.2 < found <= claimed


def found_epsilon(worst, best, threshold):
    """Return the least epsilon that can explain how often either world is beyond a threshold."""
    often, seldom = float(np.mean(best >= threshold)), float(np.mean(worst >= threshold))
    error = 4 * math.sqrt(0.25 / len(best))
    surely, at_most = often - 4 * math.sqrt(often * (1 - often) / len(best)), seldom
    at_most += 4 * math.sqrt(seldom * (1 - seldom) / len(worst)) + error / len(best)
    return math.log(max(surely - DELTA, 1e-12) / at_most)


def claimed_epsilon(sigma):
    import opendp.prelude as dp

    converted = dp.c.make_zCDP_to_approxDP(noise._mechanism(sigma))
    epsilon, _ = dp.c.make_fix_delta(converted, delta=DELTA).map(float(SENSITIVITY))
    return epsilon


SEEDS = {"seed", "rng", "random_state", "generator", "entropy", "salt", "state"}
CHANCE = {"random", "numpy.random", "secrets", "os.urandom", "hashlib.blake2b"}


def sources():
    return [
        path
        for folder in ("publishing", "disclosure", "ledger", "heatmaps", "charts")
        for path in python_files(PACKAGE / folder)
    ]


def test_no_function_between_answers_and_pages_takes_a_seed():
    taking = [
        f"{named(path)}: {node.name}({argument.arg})"
        for path in sources()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
        for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        if argument.arg in SEEDS
    ]

    assert taking == []


def test_nothing_between_answers_and_pages_draws_chance_by_itself():
    drawing = [
        f"{named(path)}: {name}"
        for path in sources()
        for name in imports_of(path)
        if any(name == one or name.startswith(f"{one}.") for one in CHANCE)
    ]
    reached = [
        f"{named(path)}: {ast.unparse(node)}"
        for path in sources()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"np.random", "numpy.random"}
    ]

    assert drawing + reached == []


def test_no_field_or_setting_holds_a_seed():
    held = [
        f"{named(path)}: {node.target.id}"
        for path in [*sources(), PACKAGE / "settings.py"]
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id in SEEDS
    ]

    assert held == []
