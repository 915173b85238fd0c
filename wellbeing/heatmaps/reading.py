"""Puts together what stands above a map: its sentences, and how many of its arrows chance may give."""

from collections.abc import Sequence

from wellbeing.disclosure import Figure
from wellbeing.heatmaps import chance, sentences
from wellbeing.heatmaps.pages import Grid, Reading
from wellbeing.heatmaps.sentences import Sentence, Told
from wellbeing.web.measured import utility_figures


def of_map(grid: Grid, own: Sequence[Figure]) -> Reading:
    """Read a map of units: the group somebody looks for first, then every arrow there is."""
    told = tuple(line.told for line in grid.lines)
    first = Told.of(own)
    return _reading((*sentences.in_full(first), *sentences.changes(told, first)), told)


def of_unit(own: Sequence[Figure]) -> Reading:
    told = Told.of(own)
    return _reading(sentences.in_full(told), (told,))


def of_detail(detail: Grid | None) -> Reading:
    """Read the map of one unit: each thing its figures are about, in a sentence of its own."""
    told = tuple(line.told for line in detail.lines) if detail else ()
    return _reading(tuple(one for line in told for one in sentences.in_short(line)), told)


def _reading(said: tuple[Sentence, ...], lines: Sequence[Told | None]) -> Reading:
    measured = utility_figures()
    newest = [line.newest for line in lines if line is not None]
    if measured is None or not newest:
        return Reading(said, "")
    return Reading(said, chance.in_words(chance.false_arrows(newest, measured.lines)))
