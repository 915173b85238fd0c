"""The few values of a week that published figures are made of: 0 to 4, higher is better."""

from collections.abc import Iterable
from dataclasses import dataclass

from wellbeing.stepped_care import HIGHEST_ANSWER, SIGNS, CheckIn
from wellbeing.stepped_care.canonical import EXACT, WrittenWeek
from wellbeing.week import Week

BEST = 4
# The longest a release looks back: the 26 weeks before a month of five, and the week in which
# its figures come out, whose check-in may have been given already.
KEPT_WEEKS = 32


@dataclass(frozen=True)
class WeekIndicators:
    """One person's indicators of one week; None where no answer counts."""

    week: WrittenWeek
    conditions: float | None  # of work: pressure and support together
    signs: float | None
    work_pressure: float | None
    support: float | None

    __pydantic_config__ = EXACT


def indicators_of(week: Week, check_in: CheckIn) -> WeekIndicators:
    """Skipped, usual and not-needed answers are no answer, never a middling one."""
    counted = [
        answer
        for sign, answer in zip(SIGNS, check_in.signs, strict=True)
        if sign not in check_in.usual
    ]
    work_pressure = _mean(_relief(answer) for answer in (check_in.op, check_in.org))
    support = None if check_in.support is None else BEST * check_in.support / HIGHEST_ANSWER
    return WeekIndicators(
        week=week,
        conditions=_mean((work_pressure, support)),
        signs=_mean(_relief(answer) for answer in counted),
        work_pressure=work_pressure,
        support=support,
    )


def with_week(
    kept: tuple[WeekIndicators, ...], latest: WeekIndicators
) -> tuple[WeekIndicators, ...]:
    """Put a week in its place, in order of time, and let go of those no release will need."""
    others = (one for one in kept if one.week != latest.week)
    ordered = sorted((*others, latest), key=lambda one: one.week)
    return tuple(one for one in ordered if ordered[-1].week.since(one.week) < KEPT_WEEKS)


def _relief(answer: int | None) -> float | None:
    """Turn a pressure or a sign round, so that higher is better."""
    return None if answer is None else BEST * (HIGHEST_ANSWER - answer) / HIGHEST_ANSWER


def _mean(values: Iterable[float | None]) -> float | None:
    given = [value for value in values if value is not None]
    return sum(given) / len(given) if given else None
