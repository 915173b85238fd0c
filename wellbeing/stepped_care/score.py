"""The warning-sign score of a week, and the person's own usual level it is compared with."""

from collections.abc import Sequence
from statistics import median

from wellbeing.stepped_care.answers import SIGNS, CheckIn
from wellbeing.stepped_care.policy import Policy


def warning_sign_score(check_in: CheckIn, policy: Policy) -> int | None:
    """Score 0 to 18; None when too few answers count, which is not the same as being well."""
    usual = check_in.usual
    counted = [
        answer
        for sign, answer in zip(SIGNS, check_in.signs, strict=True)
        if answer is not None and sign not in usual
    ]
    if len(counted) < policy.score.min_items:
        return None
    # The mean times six, a half rounded up, in whole numbers only: no binary fraction decides a step.
    return (2 * len(SIGNS) * sum(counted) + len(counted)) // (2 * len(counted))


def baseline(fit_scores: Sequence[int], policy: Policy) -> float | None:
    """The middle of the latest fit weeks; a half is exact, and it is never rounded."""
    if len(fit_scores) < policy.baseline.weeks_min:
        return None
    return float(median(fit_scores))
