"""The two ways of saying a budget as epsilon at delta 1e-6."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.disclosure.epsilon import DELTA, epsilon_of, epsilon_of_gaussian


@pytest.mark.parametrize(
    ("rho", "published"), [(0.5, 4.9), (2.0, 11.0), (0.125, 2.25)], ids=["cycle", "year", "no part"]
)
def test_the_noise_s_epsilon_is_the_one_the_study_published(rho, published):
    assert epsilon_of_gaussian(rho) == pytest.approx(published, abs=0.02)


@pytest.mark.parametrize("rho", [0.1, 0.125, 0.4, 0.5, 1.6, 2.0])
def test_opendp_says_the_same_of_a_budget_alone(rho):
    import opendp.prelude as dp

    dp.enable_features("contrib")
    noise = dp.m.make_gaussian(
        dp.atom_domain(T=int), dp.absolute_distance(T=float), 8 / (2 * rho) ** 0.5
    )
    curve = dp.c.make_zCDP_to_approxDP(noise)

    epsilon, _ = dp.c.make_fix_delta(curve, delta=DELTA).map(8.0)

    assert epsilon_of(rho) == pytest.approx(epsilon, abs=1e-6)


@given(st.floats(0.001, 4.0), st.floats(1e-9, 1e-3))
def test_knowing_the_noise_never_makes_the_bound_worse(rho, delta):
    assert 0 < epsilon_of_gaussian(rho, delta) <= epsilon_of(rho, delta) + 1e-6


@given(st.floats(0.01, 3.9))
def test_a_larger_budget_has_a_larger_epsilon(rho):
    assert epsilon_of(rho) < epsilon_of(rho + 0.1)
    assert epsilon_of_gaussian(rho) < epsilon_of_gaussian(rho + 0.1)
