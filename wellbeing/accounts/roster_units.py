"""Which units a roster names, matched with those there are: new, renamed, moved and ended ones."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from wellbeing.accounts.people import Level, Unit
from wellbeing.accounts.roster_fields import alike
from wellbeing.accounts.roster_rows import RosterRow

# The way from the top to a unit: levels and names as they are compared.
Way = tuple[tuple[Level, str], ...]
Key = TypeVar("Key", str, Way)
LEVELS = (Level.DIRECTORATE, Level.SERVICE, Level.TEAM)
# No name may hold it, see `roster_fields`.
BETWEEN = ">"


@dataclass(frozen=True)
class UnitAt:
    """A unit, and the names on the way to it as a person reads them."""

    unit: Unit
    path: str


@dataclass(frozen=True)
class Renamed:
    """A unit that goes on under another name, in another place, or both."""

    before: UnitAt
    after: UnitAt


@dataclass(frozen=True)
class Meant:
    """What becomes of units that the file does not hold as they are: unit id → its way there."""

    ways: Mapping[str, Way] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()


AS_NAMED = Meant()


@dataclass(frozen=True)
class Units:
    """The units after an import, by the way to each, and what changed to get there."""

    by_way: Mapping[Way, Unit]
    new: tuple[UnitAt, ...]
    renamed: tuple[Renamed, ...]
    closed: tuple[UnitAt, ...]

    def of(self, row: RosterRow, level: Level) -> Unit:
        """Return the unit of a level in which a row lies."""
        return self.by_way[way_of(row, level)]


def match(
    standing: Sequence[Unit],
    rows: Sequence[RosterRow],
    today: date,
    new_id: Callable[[], str],
    meant: Meant = AS_NAMED,
) -> Units:
    """Match the open units with those the rows name; the top is there already."""
    before = {way: unit for unit, way in ways_after(standing, meant)}
    was, names = paths_of(standing), paths_in(rows)
    after: dict[Way, Unit] = {(): before[()]}
    for row in rows:
        for level, name in _named(row):
            way = way_of(row, level)
            if way not in after:
                parent, found = after[way[:-1]], before.get(way)
                new = found or Unit(new_id(), level, name, parent.id, opened_on=today)
                after[way] = replace(new, name=name, parent_id=parent.id)
    going_on = {unit.id: UnitAt(unit, names.get(way, "")) for way, unit in after.items()}
    stood = {unit.id: UnitAt(unit, was[unit.id]) for unit in standing}
    return Units(
        by_way=after,
        new=tuple(now for unit_id, now in going_on.items() if unit_id not in stood),
        renamed=tuple(
            Renamed(stood[unit_id], now)
            for unit_id, now in going_on.items()
            if unit_id in stood and stood[unit_id].unit != now.unit
        ),
        closed=tuple(then for unit_id, then in stood.items() if unit_id not in going_on),
    )


def ways_after(standing: Sequence[Unit], meant: Meant) -> Iterator[tuple[Unit, Way]]:
    """Give each unit that goes on with the way it should have in the file.

    What lies within a unit goes where that goes, unless more was said of it.
    """
    ways: dict[str, Way] = {}
    for unit in standing:
        above = ways.get(unit.parent_id or "", ())
        own: Way = () if unit.level is Level.ORGANISATION else ((unit.level, alike(unit.name)),)
        ways[unit.id] = meant.ways.get(unit.id, (*above, *own))
        if unit.id not in meant.ended:
            yield unit, ways[unit.id]


def way_of(row: RosterRow, lowest: Level) -> Way:
    """Return the way to the unit of a level in which a row lies; empty levels are left out."""
    levels = lowest.depth
    return tuple(
        (level, alike(name))
        for level, name in zip(LEVELS[:levels], row.place[:levels], strict=True)
        if name
    )


def paths_in(rows: Sequence[RosterRow]) -> dict[Way, str]:
    """Return each way in the rows with its path as it is first written."""
    found: dict[Way, tuple[Way, tuple[str, ...]]] = {}
    for row in rows:
        names = tuple(name for _, name in _named(row))
        for count, (level, _) in enumerate(_named(row), start=1):
            way = way_of(row, level)
            found.setdefault(way, (way, names[:count]))
    return _paths(found)


def paths_of(standing: Sequence[Unit]) -> dict[str, str]:
    """Return the path of each unit there is, by its id; empty for the top."""
    found: dict[str, tuple[Way, tuple[str, ...]]] = {}
    for unit, way in ways_after(standing, AS_NAMED):
        above = found[unit.parent_id][1] if unit.parent_id in found else ()
        found[unit.id] = (way, (*above, unit.name) if way else ())
    return _paths(found)


def _paths(found: Mapping[Key, tuple[Way, tuple[str, ...]]]) -> dict[Key, str]:
    """Write names from the top; with their levels where two ways have the same names."""
    times = Counter(tuple(name for _, name in way) for way, _ in found.values())
    between = f" {BETWEEN} "
    return {
        key: between.join(names)
        if times[tuple(name for _, name in way)] == 1
        else between.join(f"{name} [{way[place][0]}]" for place, name in enumerate(names))
        for key, (way, names) in found.items()
    }


def _named(row: RosterRow) -> Iterator[tuple[Level, str]]:
    return ((level, name) for level, name in zip(LEVELS, row.place, strict=True) if name)
