"""How many arrows chance alone gives in a year, as measured on made-up organisations."""

from collections.abc import Iterable, Sequence

from wellbeing.disclosure import Released
from wellbeing.web.measured import UtilityLine

# Nearer to one a year than to one in two years.
OFTEN = 0.75
# Of fewer groups one size cannot be told from another: two measurements differed by a factor of two.
ENOUGH = 100


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


def _of_one(figure: Released, measured: Sequence[UtilityLine]) -> float:
    """Take groups of the same kind that are no larger; where they are none or few, the most of what is near.

    The most is too much rather than too little: of a kind in any size, or else of everything measured.
    """
    alike = [line for line in measured if _is_alike(line, figure)]
    no_larger = [line for line in alike if line.size <= figure.people]
    nearest = max(no_larger, key=lambda line: line.size, default=None)
    if nearest is not None and nearest.groups >= ENOUGH:
        return nearest.false_arrows_a_year
    return max((line.false_arrows_a_year for line in alike or measured), default=0.0)


def _is_alike(line: UtilityLine, figure: Released) -> bool:
    return (line.kind, line.rhythm, line.indicator) == (
        figure.kind,
        figure.window.rhythm,
        figure.indicator,
    )
