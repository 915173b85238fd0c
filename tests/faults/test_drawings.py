"""Pictures drawn for many readers at once never mix, and drawing does not eat memory."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from tests.support import proofs
from tests.support.source import ROOT
from tests.unit.charts.drawn import of_viewer
from wellbeing.charts.studio import Key, Limits, Order, Studio, digest
from wellbeing.charts.trend import draw_trend

VIEWERS = proofs.size(reduced=4, whole=8)
LOOKS = ("wide", "narrow-dark")
MOST_GROWTH = 10 * 1024 * 1024
# Nothing is kept, so that every picture is really drawn; nobody is sent away.
ALL_DRAWN = Limits(waiting=VIEWERS, seconds=600, kept_bytes=0)


def order(viewer, look):
    trend = of_viewer(viewer, months=6)
    return Order(Key("one unit", look, digest(trend)), trend)


def swaps_of(viewer, studio, alone, drawings):
    """Look at one's own pictures again and again; count those that are not one's own."""
    return sum(
        studio.picture(order(viewer, LOOKS[number % 2])) != alone[viewer, LOOKS[number % 2]]
        for number in range(drawings)
    )


@pytest.mark.slow
def test_no_reader_is_ever_handed_the_picture_of_another(record_property):
    drawings = proofs.size(reduced=4, whole=500)
    studio = Studio(draw_trend, ALL_DRAWN)
    everybody = range(VIEWERS)
    alone = {
        (who, look): draw_trend(of_viewer(who, 6), look) for who, look in product(everybody, LOOKS)
    }
    with ThreadPoolExecutor(VIEWERS) as threads:
        swaps = sum(threads.map(lambda who: swaps_of(who, studio, alone, drawings), everybody))

    figures = {"threads": VIEWERS, "drawings of each": drawings, "swaps": swaps}
    proofs.report(record_property, "drawings-never-mix", figures)
    assert len(set(alone.values())) == len(alone)
    assert swaps == 0


def test_a_studio_that_mixes_two_readers_is_noticed():
    studio = Studio(lambda _trend, look: draw_trend(of_viewer(1, 6), look), ALL_DRAWN)
    alone = {(0, look): draw_trend(of_viewer(0, 6), look) for look in LOOKS}

    assert swaps_of(0, studio, alone, drawings=4) == 4


@pytest.mark.slow
def test_drawing_again_and_again_needs_no_more_memory(record_property):
    drawings = proofs.size(reduced=40, whole=1_000)
    measured = subprocess.run(
        [sys.executable, "-m", "tests.faults.drawing_memory", str(drawings)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    growth = int(measured.stdout)

    figures = {"different pictures drawn": drawings, "growth in MB": round(growth / 1024**2, 1)}
    proofs.report(record_property, "drawing-memory", figures)
    assert growth <= MOST_GROWTH
