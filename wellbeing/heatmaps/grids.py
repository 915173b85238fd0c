"""The two maps: units against months, and everything a unit's figures are about against months."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wellbeing.accounts.service import Unit
from wellbeing.disclosure import Indicator, Window
from wellbeing.heatmaps import layout, words
from wellbeing.heatmaps.cells import Cell, in_a_row
from wellbeing.heatmaps.layout import About
from wellbeing.heatmaps.pages import Grid, Line
from wellbeing.heatmaps.reach import Reach
from wellbeing.heatmaps.sentences import Told
from wellbeing.heatmaps.sources import Sources


@dataclass(frozen=True)
class Asked:
    """What a map is about, and its months."""

    about: str
    months: tuple[Window, ...]


def of_units(sources: Sources, reach: Reach, asked: Asked) -> Grid:
    """Return one indicator of these units, each after the one above it."""
    windows = asked.months
    months = layout.Months.of(sources, [unit.id for unit in reach.units], windows)
    lines = []
    for siblings in _in_order(reach.units):
        lines += [
            replace(
                _line(sources, unit, months, asked.about), left_out=reach.left_out.get(unit.id, 0)
            )
            for unit in siblings
        ]
        pools = sources.pools_of([unit.id for unit in siblings], windows)
        lines += [_pool_line(sources, key, months, asked.about) for key in sorted(pools)]
    return Grid(months.spans, tuple(lines))


def _in_order(units: Sequence[Unit]) -> tuple[tuple[Unit, ...], ...]:
    """Put every unit after the one above it; the lowest units under one roof come together."""
    known = {unit.id for unit in units}
    below: dict[str, list[Unit]] = {}
    for unit in units:
        parent = unit.parent_id or ""
        below.setdefault(parent if parent in known else "", []).append(unit)
    return tuple(_down_from("", below))


def _down_from(parent: str, below: Mapping[str, Sequence[Unit]]) -> Iterator[tuple[Unit, ...]]:
    units = below.get(parent, ())
    lowest = tuple(unit for unit in units if unit.id not in below)
    if lowest:
        yield lowest
    for unit in units:
        if unit.id in below:
            yield (unit,)
            yield from _down_from(unit.id, below)


def _line(sources: Sources, unit: Unit, months: layout.Months, about: str) -> Line:
    cells, told = _told(sources, unit.id, months, About(about))
    return Line(
        name=unit.name,
        cells=cells,
        told=told,
        unit_id=unit.id,
        kind=words.LEVELS[unit.level],
        people=sources.people_in(unit.id),
    )


def _pool_line(sources: Sources, key: str, months: layout.Months, about: str) -> Line:
    cells, told = _told(sources, key, months, About(about, when_gone=words.NOT_TOGETHER))
    return Line(
        name=sources.label_of(key),
        cells=cells,
        told=told,
        kind=words.TOGETHER,
        people=sources.people_in(key),
    )


def of_indicators(sources: Sources, unit_id: str, windows: Sequence[Window]) -> Grid | None:
    """Return the finer figures of the last months; None where a unit has none."""
    indicators = sources.indicators(unit_id, windows)
    if indicators == (Indicator.CONDITIONS,):
        return None
    months = layout.Months.of(sources, [unit_id], windows)
    lines = []
    for indicator in indicators:
        cells, told = _told(sources, unit_id, months, About(indicator))
        name = words.INDICATORS[indicator]
        lines.append(Line(name, cells, told=replace(told, name=name) if told else None))
    return Grid(months.spans, tuple(lines))


def _told(
    sources: Sources, key: str, months: layout.Months, about: About
) -> tuple[tuple[Cell, ...], Told | None]:
    """Return a line's cells, and what may be said of it."""
    found = tuple(layout.line(sources, key, months, about))
    return in_a_row(cell for cell, _ in found), Told.of([figure for _, figure in found])
