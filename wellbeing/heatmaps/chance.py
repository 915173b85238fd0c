"""How many arrows chance alone gives in a year, as measured on made-up organisations."""

from collections.abc import Iterable

from wellbeing.disclosure import Released, Rhythm
from wellbeing.web.measured import UtilityLine

# Nearer to one a year than to one in two years.
OFTEN = 0.75


def false_arrows(newest: Iterable[Released], measured: Iterable[UtilityLine]) -> float:
    """Return how many arrows a year chance gives on a map whose lines end with these figures."""
    lines = tuple(measured)
    return sum(_of_one(figure, lines) for figure in newest)


def in_words(expected: float) -> str:
    """Write how often; nothing where nothing was measured."""
    if expected <= 0:
        return ""
    if expected >= OFTEN:
        times = round(expected)
        return "about once a year" if times == 1 else f"about {times} times a year"
    return f"about once in {max(2, round(1 / expected))} years"


def _of_one(figure: Released, measured: Iterable[UtilityLine]) -> float:
    """Take the group nearest in size; of what was never measured, the most of any."""
    alike = [
        line
        for line in measured
        if line.indicator == figure.indicator and line.rhythm == figure.window.rhythm
    ]
    if alike:
        return min(alike, key=lambda line: abs(line.size - figure.people)).false_arrows_a_year
    weekly = [line.false_arrows_a_year for line in measured if line.rhythm == Rhythm.WEEK]
    return max(weekly, default=0.0)
