"""Exact discrete Gaussian noise from OpenDP, whose proofs our promise rests on; it takes no seed."""

from collections.abc import Sequence
from typing import Any

from wellbeing.disclosure import SENSITIVITY


def discrete_gaussian(sums: Sequence[int], sigma: float) -> Sequence[int]:
    """Add to every sum a whole number drawn from a cryptographic generator."""
    if not sums:
        return ()
    return tuple(int(number) for number in _mechanism(sigma)(list(sums)))


def cost_by_proof(sigma: float) -> float:
    """Return what OpenDP proves that one release costs a person who enters one of its sums."""
    return float(_mechanism(sigma).map(float(SENSITIVITY)))


def _mechanism(sigma: float) -> Any:
    # A large library, needed only when a window closes.
    import opendp.prelude as dp

    dp.enable_features("contrib")
    whole_numbers = dp.vector_domain(dp.atom_domain(T="i64")), dp.l2_distance(T=float)
    return whole_numbers >> dp.m.then_gaussian(scale=sigma)
