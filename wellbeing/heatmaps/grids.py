"""The two maps: units against months, and everything a unit's figures are about against months."""

from collections.abc import Iterator, Mapping, Sequence

from wellbeing.accounts.service import Unit
from wellbeing.disclosure import Indicator, Window
from wellbeing.heatmaps import layout, words
from wellbeing.heatmaps.cells import in_a_row
from wellbeing.heatmaps.layout import About
from wellbeing.heatmaps.pages import Grid, Line, Month
from wellbeing.heatmaps.sources import Sources


def of_units(sources: Sources, units: Sequence[Unit], months: Sequence[Window]) -> Grid:
    """Return conditions at work of these units, each after the one above it."""
    spans = layout.columns(sources, [unit.id for unit in units], months)
    lines = []
    for siblings in _in_order(units):
        lines += [_line(sources, unit, months, spans) for unit in siblings]
        pools = sources.pools_of([unit.id for unit in siblings], months)
        lines += [_pool_line(sources, key, months, spans) for key in sorted(pools)]
    return Grid(spans, tuple(lines))


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


def _line(sources: Sources, unit: Unit, months: Sequence[Window], spans: Sequence[Month]) -> Line:
    return Line(
        name=unit.name,
        cells=in_a_row(layout.cells(sources, unit.id, months, spans)),
        unit_id=unit.id,
        kind=words.LEVELS[unit.level],
        people=sources.people_in(unit.id),
    )


def _pool_line(
    sources: Sources, key: str, months: Sequence[Window], spans: Sequence[Month]
) -> Line:
    found = layout.cells(sources, key, months, spans, About(when_gone=words.NOT_TOGETHER))
    return Line(
        name=sources.label_of(key),
        cells=in_a_row(found),
        kind=words.TOGETHER,
        people=sources.people_in(key),
    )


def of_indicators(sources: Sources, unit_id: str, months: Sequence[Window]) -> Grid | None:
    """Return the finer figures of the last months; None where a unit has none."""
    indicators = sources.indicators(unit_id, months)
    if indicators == (Indicator.CONDITIONS,):
        return None
    spans = layout.columns(sources, [unit_id], months)
    return Grid(
        spans,
        tuple(
            Line(
                name=words.INDICATORS[indicator],
                cells=in_a_row(layout.cells(sources, unit_id, months, spans, About(indicator))),
            )
            for indicator in indicators
        ),
    )
