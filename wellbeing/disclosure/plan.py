"""The plan of a cycle: which figures there will be and how rough, from roster sizes alone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property

from wellbeing.disclosure.calendar import Rhythm
from wellbeing.disclosure.indicators import can_tell
from wellbeing.disclosure.menus import DETAIL, Kind, Menu, Part, parts_of, tally_of
from wellbeing.disclosure.parameters import Level, Parameters


@dataclass(frozen=True)
class Unit:
    """A unit of the organisation as the roster knows it."""

    key: str
    level: Level
    name: str
    parent_key: str = ""


@dataclass(frozen=True)
class UnitPlan:
    """One line of the plan. Nothing in it depends on any answer."""

    level: Level
    unit_key: str
    label: str
    # The nearest unit above with figures of its own.
    above: str
    people: int
    menu: Menu
    # What its figures cost in the cycle, the tally apart: what is spent, not what might have been.
    rho: float = 0.0
    # Of conditions at work; finer figures are level rows always.
    kind: Kind = Kind.LEVEL
    # The pool whose figure stands for this team, or the one unit with the same people.
    shown_with: str = ""
    # The cell of the cycle before in which at least half of these people were; "" where the team
    # begins anew, with first pulses or, if somebody in it lately entered one, with ordinary ones.
    follows: str = ""
    # What the tally of steps costs; nothing where there is none.
    tally_rho: float = 0.0

    @property
    def is_cell(self) -> bool:
        """Say whether this unit gets a figure of its own."""
        return self.menu in DETAIL


@dataclass(frozen=True)
class CyclePlan:
    """All that is fixed at the start of a cycle."""

    cycle: int
    centre: float
    parameters: Parameters
    units: tuple[UnitPlan, ...]
    # Where an indicator's own centre is known; the others are bounded around the common one.
    centres: Mapping[str, float] = field(default_factory=dict)

    def centre_of(self, indicator: str) -> float:
        return self.centres.get(indicator, self.centre)

    def parts(self, unit: UnitPlan) -> tuple[Part, ...]:
        """Return all that is published about a unit in this cycle."""
        parts = tuple(parts_of(unit.menu, unit.kind, unit.rho, self.parameters))
        return (*parts, tally_of(unit.tally_rho)) if unit.tally_rho else parts

    def comes_out(self, unit: UnitPlan, rhythm: Rhythm) -> tuple[Part, ...]:
        """Return what is published about a unit for each window of a rhythm."""
        return tuple(part for part in self.parts(unit) if part.rhythm is rhythm)

    def tells(self, unit: UnitPlan, indicator: str) -> bool:
        """Say whether the figures of a unit in this cycle are to tell of an indicator."""
        parts = self.parts(unit)
        own = {one for part in parts if part.kind is not Kind.TALLY for one in part.indicators}
        return can_tell(own, indicator)

    @cached_property
    def teams_under(self) -> dict[str, tuple[UnitPlan, ...]]:
        """Return the teams and pools with figures by the unit right above them, in a fixed order."""
        found: dict[str, list[UnitPlan]] = {}
        for cell in sorted(self.cells, key=lambda cell: cell.unit_key):
            if cell.level is Level.TEAM:
                found.setdefault(cell.above, []).append(cell)
        return {above: tuple(cells) for above, cells in found.items()}

    def enters(self, home: str, rhythm: Rhythm) -> bool:
        """Say whether people with this home unit enter a figure of this rhythm."""
        return home in self._homes_by_rhythm.get(rhythm, frozenset())

    @cached_property
    def parts_by_rhythm(self) -> dict[Rhythm, tuple[Part, ...]]:
        """Return all that comes out with each rhythm, told once whichever units it is about."""
        found: dict[Rhythm, set[Part]] = {}
        for unit in self.units:
            for part in self.parts(unit):
                found.setdefault(part.rhythm, set()).add(part)
        return {rhythm: tuple(parts) for rhythm, parts in found.items()}

    @cached_property
    def _homes_by_rhythm(self) -> dict[Rhythm, frozenset[str]]:
        found: dict[Rhythm, set[str]] = {}
        for unit in self.units:
            for part in self.parts(unit):
                found.setdefault(part.rhythm, set()).update(self.homes_in(unit.unit_key))
        return {rhythm: frozenset(homes) for rhythm, homes in found.items()}

    @cached_property
    def by_key(self) -> dict[str, UnitPlan]:
        return {unit.unit_key: unit for unit in self.units}

    @property
    def cells(self) -> tuple[UnitPlan, ...]:
        return tuple(unit for unit in self.units if unit.is_cell)

    def cells_of(self, home: str) -> tuple[UnitPlan, ...]:
        """Return the cells that people with this home unit enter, the smallest first."""
        return self._cells_by_home.get(home, ())

    def homes_in(self, unit_key: str) -> tuple[str, ...]:
        """Return the home units whose people enter this cell."""
        return self._homes_by_cell.get(unit_key, ())

    @cached_property
    def _homes_by_cell(self) -> dict[str, tuple[str, ...]]:
        homes: dict[str, list[str]] = {}
        for home, cells in self._cells_by_home.items():
            for cell in cells:
                homes.setdefault(cell.unit_key, []).append(home)
        return {unit_key: tuple(found) for unit_key, found in homes.items()}

    @cached_property
    def _cells_by_home(self) -> dict[str, tuple[UnitPlan, ...]]:
        return {unit.unit_key: tuple(self._upwards(unit)) for unit in self.units}

    def _upwards(self, unit: UnitPlan) -> Iterator[UnitPlan]:
        if unit.menu is Menu.POOLED:
            unit = self.by_key[unit.shown_with]
        if unit.is_cell:
            yield unit
        if unit.above:
            yield from self._upwards(self.by_key[unit.above])

    def as_json(self, parameters: Mapping[str, object] | None = None) -> str:
        """Return the one written form, which `plan_from_json` reads.

        A plan of an earlier version was written with the parameters that were known then: where it
        is to be written again as it was, they are given as they stood.
        """
        written = {
            "centre": self.centre,
            "centres": dict(self.centres),
            "cycle": self.cycle,
            "parameters": dict(parameters or self.parameters.model_dump(mode="json")),
            "units": [asdict(unit) for unit in self.units],
        }
        return json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def in_words(names: Sequence[str]) -> str:
    """Write names as in a sentence: A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def plan_from_json(written: str) -> CyclePlan:
    """Read a plan back; raise ValueError or KeyError when it is not one."""
    found = json.loads(written)
    return CyclePlan(
        cycle=found["cycle"],
        centre=found["centre"],
        centres=found["centres"],
        parameters=Parameters.model_validate(found["parameters"]),
        units=tuple(
            UnitPlan(
                **{
                    **unit,
                    "level": Level(unit["level"]),
                    "menu": Menu(unit["menu"]),
                    "kind": Kind(unit["kind"]),
                }
            )
            for unit in found["units"]
        ),
    )
