"""Which new unit a vanished one may have become, by where its people stand now: asked, never taken."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from wellbeing.accounts.people import Level, Unit
from wellbeing.accounts.roster_fields import alike
from wellbeing.accounts.roster_rows import RosterRow
from wellbeing.accounts.roster_standing import Standing
from wellbeing.accounts.roster_units import (
    LEVELS,
    Meant,
    Way,
    paths_in,
    paths_of,
    way_of,
    ways_after,
)


@dataclass(frozen=True)
class Guess:
    """A unit that the file no longer holds, and a new one in which most of its people stand."""

    unit: Unit
    was: str
    now: str
    way: Way
    people: int
    of: int

    @property
    def keeps_its_name(self) -> bool:
        return alike(self.unit.name) == self.way[-1][1]


@dataclass(frozen=True)
class _Crowd:
    """The people of the units of one level, and how many of them stand where in the file."""

    people: Counter[str]
    shared: Counter[tuple[str, Way]]

    @classmethod
    def of(cls, standing: Standing, rows: Sequence[RosterRow], level: Level) -> "_Crowd":
        units = {unit.id: unit for unit in standing.units}
        places = {alike(row.work_email): way_of(row, level) for row in rows}
        crowd = cls(Counter(), Counter())
        for person in standing.people:
            unit = units.get(standing.homes.get(person.id, ""))
            while unit is not None and unit.level is not level:
                unit = units.get(unit.parent_id or "")
            if unit is not None:
                crowd.people[unit.id] += 1
                crowd.shared[unit.id, places.get(alike(person.work_email), ())] += 1
        return crowd

    def most(self, gone: Sequence[Unit], new: Set[Way]) -> list[tuple[Unit, Way]]:
        """Return where more than half of a unit's people went; a new unit is one's only."""
        units = {unit.id: unit for unit in gone}
        found = [
            (units[unit_id], way)
            for (unit_id, way), people in self.shared.items()
            if unit_id in units and way in new and 2 * people > self.people[unit_id]
        ]
        found.sort(key=lambda one: (-self.shared[one[0].id, one[1]], one[0].name, one[0].id))
        first: dict[Way, Unit] = {}
        for unit, way in found:
            first.setdefault(way, unit)
        return [(unit, way) for way, unit in first.items()]


def guesses(standing: Standing, rows: Sequence[RosterRow], meant: Meant) -> tuple[Guess, ...]:
    """Return what looks like a new name or place, the highest units first.

    What would follow from the guess about a unit above is not asked again.
    """
    was, now = paths_of(standing.units), paths_in(rows)
    found: list[Guess] = []
    for level in LEVELS:
        crowd = _Crowd.of(standing, rows, level)
        going_on = dict(ways_after(standing.units, meant))
        gone = [unit for unit, way in going_on.items() if unit.level is level and way not in now]
        new = {way for way in now.keys() - going_on.values() if way[-1][0] is level}
        for unit, way in crowd.most(gone, new):
            people = crowd.shared[unit.id, way], crowd.people[unit.id]
            found.append(Guess(unit, was[unit.id], now[way], way, *people))
            meant = replace(meant, ways={**meant.ways, unit.id: way})
    return tuple(found)
