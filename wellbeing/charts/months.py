"""What a trend is drawn from: released figures, and nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TrendMonth:
    """One month or week of the picture; without an estimate its place is hatched."""

    label: str
    estimate: float | None = None
    low: float = 0.0
    high: float = 0.0
    # "rising", "falling", or nothing that could be drawn.
    change: str = ""
