"""The plan of a cycle: which figures there will be and how rough, from roster sizes alone."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property

from wellbeing.disclosure.parameters import Level, Parameters


class Menu(StrEnum):
    """What is published about a unit in a cycle."""

    CONDITIONS = "conditions-monthly"
    POOLED = "pooled"
    TOO_FEW = "too-few"
    ONLY_ONE = "only-one"


class Kind(StrEnum):
    """How a person's weeks become their whole number in a sum."""

    LEVEL = "level"
    PULSE = "pulse"
    FIRST_PULSE = "first-pulse"


CONDITIONS = "conditions"


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
    rho: float = 0.0
    kind: Kind = Kind.LEVEL
    # The pool whose figure stands for this team, or the one unit with the same people.
    shown_with: str = ""
    # The cell of the cycle before in which at least half of these people were.
    follows: str = ""

    @property
    def is_cell(self) -> bool:
        """Say whether this unit gets a figure of its own."""
        return self.menu is Menu.CONDITIONS


@dataclass(frozen=True)
class CyclePlan:
    """All that is fixed at the start of a cycle."""

    cycle: int
    centre: float
    parameters: Parameters
    units: tuple[UnitPlan, ...]

    @cached_property
    def by_key(self) -> dict[str, UnitPlan]:
        return {unit.unit_key: unit for unit in self.units}

    @property
    def cells(self) -> tuple[UnitPlan, ...]:
        return tuple(unit for unit in self.units if unit.is_cell)

    def cells_of(self, home: str) -> tuple[UnitPlan, ...]:
        """Return the cells that people with this home unit enter, the smallest first."""
        return self._cells_by_home.get(home, ())

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

    def as_json(self) -> str:
        """Return the one written form, which `plan_from_json` reads."""
        written = {
            "centre": self.centre,
            "cycle": self.cycle,
            "parameters": self.parameters.model_dump(mode="json"),
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
