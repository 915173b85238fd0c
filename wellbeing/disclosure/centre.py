"""The centre: the level around which everybody's answers are bounded in a cycle."""

import math

from wellbeing.disclosure.observing import LEVEL_SLOPE, in_points, noise_variance
from wellbeing.disclosure.parameters import Level, Parameters
from wellbeing.disclosure.reader import Book

STEP = 0.25
# The centre never comes so near an end of the scale that one side of it has no room.
LOWEST, HIGHEST = 1.0, 3.0


def centre_for(book: Book, cycle: int, parameters: Parameters) -> float:
    """Return the organisation's published mean of the cycle before, to the nearest quarter point.

    In a small organisation that mean is rougher than a quarter point; then the centre stays.
    """
    before = book.by_cycle.get(cycle - 1)
    if before is None:
        return parameters.first_centre
    cells = [
        cell
        for cell in book.cells
        if cell.cycle == cycle - 1 and book.plan_of(cell).level is Level.ORGANISATION
    ]
    if not cells:
        return before.centre
    roughness = math.sqrt(sum(noise_variance(cell) for cell in cells)) / len(cells) / LEVEL_SLOPE
    if roughness > STEP:
        return before.centre
    mean = before.centre + sum(in_points(cell) for cell in cells) / len(cells) / LEVEL_SLOPE
    return min(max(round(mean / STEP) * STEP, LOWEST), HIGHEST)
