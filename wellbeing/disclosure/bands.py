"""Five words for the scale from 0 to 4, and what a page says when a range covers more than one."""

from enum import StrEnum

HIGHEST = 4.0
TENTHS_PER_BAND = 8


class Band(StrEnum):
    """Five equal parts of the scale, the lowest first."""

    STRAINED = "Strained"
    UNDER_STRAIN = "Under strain"
    MIXED = "Mixed"
    STEADY = "Steady"
    WELL = "Well"


BANDS = tuple(Band)
TOO_ROUGH = "Too rough to place"


def bands_of(low: float, high: float) -> tuple[Band, ...]:
    """Return the bands a range touches, ends given to one decimal; its upper end touches none."""
    lowest, highest = round(low * 10), round(high * 10)
    last = max(lowest, highest - 1)
    return BANDS[_place(lowest) : _place(last) + 1]


def words_of(low: float, high: float) -> str:
    """Return the word for a range: one band, between two, or too rough to place."""
    touched = bands_of(low, high)
    if len(touched) == 1:
        return str(touched[0])
    if len(touched) == 2:
        return f"{touched[0]} to {touched[1].lower()}"
    return TOO_ROUGH


def band_at(estimate: float) -> Band:
    """Return the band an estimate lies in, which gives a cell its colour."""
    return BANDS[_place(round(estimate * 10))]


def _place(tenths: int) -> int:
    return max(0, min(len(BANDS) - 1, tenths // TENTHS_PER_BAND))
