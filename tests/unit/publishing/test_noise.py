"""The noise comes from OpenDP, costs what the plan says, and cannot be seeded."""

import inspect
import math
from collections import Counter

import pytest

from wellbeing.disclosure.parameters import cost_of, sigma_for
from wellbeing.publishing import noise


@pytest.mark.parametrize("rho", [0.32, 0.38, 0.392, 0.04, 0.06, 0.02, 0.012])
def test_the_proven_cost_of_a_cycle_is_the_planned_one(rho):
    sigma = sigma_for(rho, figures=3)

    assert 3 * noise.cost_by_proof(sigma) == pytest.approx(rho, rel=1e-6)
    assert cost_of(sigma, figures=3) == pytest.approx(rho)


def test_noise_has_the_promised_shape():
    sigma = sigma_for(0.32, figures=3)
    draws = Counter(noise.discrete_gaussian([0] * 40_000, sigma))

    weights = {n: math.exp(-(n**2) / (2 * sigma**2)) for n in range(-200, 201)}
    whole = sum(weights.values())
    groups = [range(low, low + 5) for low in range(-45, 45, 5)]
    chi_square = 0.0
    for group in groups:
        expected = 40_000 * sum(weights[n] for n in group) / whole
        chi_square += (sum(draws[n] for n in group) - expected) ** 2 / expected
    # 18 groups: a true sampler goes beyond this once in a thousand million runs.
    assert chi_square < 80


def test_every_number_is_whole_and_drawn_anew():
    first = noise.discrete_gaussian([5] * 50, 17.32)
    second = noise.discrete_gaussian([5] * 50, 17.32)

    assert all(isinstance(number, int) for number in first)
    assert first != second
    assert noise.discrete_gaussian([], 17.32) == ()


def test_there_is_no_seed():
    assert list(inspect.signature(noise.discrete_gaussian).parameters) == ["sums", "sigma"]
    assert "seed" not in inspect.getsource(noise).replace("no seed", "")
