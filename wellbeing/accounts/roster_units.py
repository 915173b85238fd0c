"""Which units a roster names, matched with those there are: new, renamed and closed ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wellbeing.accounts.people import Level, Unit
from wellbeing.accounts.roster_fields import alike
from wellbeing.accounts.roster_rows import RosterRow

# The way from the top to a unit: levels and names as they are compared.
Way = tuple[tuple[Level, str], ...]
LEVELS = (Level.DIRECTORATE, Level.SERVICE, Level.TEAM)


@dataclass(frozen=True)
class Units:
    """The units after an import, by the way to each, and what changed to get there."""

    by_way: Mapping[Way, Unit]
    new: tuple[Unit, ...]
    renamed: tuple[tuple[Unit, str], ...]
    closed: tuple[Unit, ...]

    def of(self, row: RosterRow, level: Level) -> Unit:
        """Return the unit of a level in which a row lies."""
        return self.by_way[way_of(row, level)]


def match(
    standing: Sequence[Unit],
    rows: Sequence[RosterRow],
    today: date,
    new_id: Callable[[], str],
) -> Units:
    """Match the open units with those the rows name; the top is there already."""
    top = next(unit for unit in standing if unit.level is Level.ORGANISATION)
    before = dict(_ways(standing))
    after: dict[Way, Unit] = {(): top}
    renamed: list[tuple[Unit, str]] = []
    for row in rows:
        for level, name in _named(row):
            way = way_of(row, level)
            if way in after:
                continue
            found = before.get(way)
            if found is None:
                found = Unit(new_id(), level, name, after[way[:-1]].id, opened_on=today)
            elif found.name != name:
                renamed.append((found, name))
            after[way] = found
    return Units(
        by_way=after,
        new=tuple(unit for way, unit in after.items() if way not in before),
        renamed=tuple(renamed),
        closed=tuple(unit for way, unit in before.items() if way not in after),
    )


def way_of(row: RosterRow, lowest: Level) -> Way:
    """Return the way to the unit of a level in which a row lies; empty levels are left out."""
    levels = lowest.depth
    return tuple(
        (level, alike(name))
        for level, name in zip(LEVELS[:levels], row.place[:levels], strict=True)
        if name
    )


def _named(row: RosterRow) -> Iterator[tuple[Level, str]]:
    return ((level, name) for level, name in zip(LEVELS, row.place, strict=True) if name)


def _ways(standing: Sequence[Unit]) -> Iterator[tuple[Way, Unit]]:
    by_id = {unit.id: unit for unit in standing}
    for unit in standing:
        way: list[tuple[Level, str]] = []
        here: Unit | None = unit
        while here is not None and here.level is not Level.ORGANISATION:
            way.append((here.level, alike(here.name)))
            here = by_id.get(here.parent_id or "")
        yield tuple(reversed(way)), unit
