"""Draws so many different pictures with one studio, and prints how much memory that took for good.

python -m tests.faults.drawing_memory 1000
"""

import gc
import sys
from pathlib import Path

from tests.unit.charts.drawn import of_viewer
from wellbeing.charts.studio import Key, Limits, Order, Studio, digest
from wellbeing.charts.trend import draw_trend

PAGE = 4096
WARM = 20


def main(drawings: int) -> None:
    studio = Studio(draw_trend, Limits(seconds=600))
    for viewer in range(WARM):
        _drawn(studio, viewer)
    before = _memory()
    for viewer in range(WARM, WARM + drawings):
        _drawn(studio, viewer)
    print(_memory() - before)


def _drawn(studio: Studio, viewer: int) -> None:
    trend = of_viewer(viewer)
    look = ("wide", "narrow", "wide-dark", "narrow-dark")[viewer % 4]
    if studio.picture(Order(Key(str(viewer), look, digest(trend)), trend)) is None:
        raise AssertionError("a picture was not drawn")


def _memory() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE


if __name__ == "__main__":
    main(int(sys.argv[1]))
