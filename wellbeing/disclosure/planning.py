"""How the plan of a cycle is made: public facts in (units, sizes, who moved where), a plan out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from wellbeing.disclosure.menus import Kind, Menu, finest, spent_on
from wellbeing.disclosure.parameters import ADOPTED, Level, Parameters
from wellbeing.disclosure.plan import CyclePlan, Unit, UnitPlan, in_words
from wellbeing.disclosure.pools import pool

# From the smallest part to the whole.
UPWARDS = (Level.TEAM, Level.SERVICE, Level.DIRECTORATE, Level.ORGANISATION)
FEWEST_SIBLINGS = 2
# Each of these spends half of the tally's share.
TALLY_LEVELS = (Level.DIRECTORATE, Level.ORGANISATION)
# What adding up a handful of numbers may be out by.
ROUNDING = 1e-9


class BudgetError(Exception):
    """The plan would cost somebody more than a cycle's budget: nothing may be published."""


@dataclass(frozen=True)
class Roster:
    """What the plan may know about people: how many, and how many came from where."""

    units: tuple[Unit, ...]
    # Home unit → people on the roster.
    homes: Mapping[str, int]
    # Home unit now → cell of the cycle before → people.
    came_from: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    # Home units now with anybody who entered a first pulse in the three cycles before.
    lately_first: frozenset[str] = frozenset()

    def people(self) -> dict[str, int]:
        """Count each unit's people, those of the units inside it included."""
        parents = {unit.key: unit.parent_key for unit in self.units}
        counted = dict.fromkeys(parents, 0)
        for home, people in self.homes.items():
            key = home
            while key in counted:
                counted[key] += people
                key = parents[key]
        return counted


def plan_cycle(
    cycle: int,
    roster: Roster,
    centre: float,
    parameters: Parameters = ADOPTED,
    centres: Mapping[str, float] = MappingProxyType({}),
) -> CyclePlan:
    """Decide what the cycle publishes; raise BudgetError rather than overspend."""
    people = roster.people()
    lines = [*_teams(roster, people, parameters), *_upper_units(roster, people, parameters)]
    lines = _without_repeats(lines, people)
    rho = _rho_by_level(lines, parameters)
    charged = [_charged(line, rho[line.level], parameters) for line in lines]
    placed = sorted(_placed(charged, roster.units), key=lambda line: line.unit_key)
    plan = CyclePlan(cycle, centre, parameters, tuple(placed), dict(centres))
    check_budget(plan, tuple(roster.homes))
    return plan


def check_budget(plan: CyclePlan, homes: tuple[str, ...]) -> None:
    """Add up what the plan costs a person of each home; raise BudgetError when it is too much."""
    limit = plan.parameters.rho_cycle
    for home in homes:
        cells = plan.cells_of(home)
        if len({cell.level for cell in cells}) < len(cells):
            raise BudgetError(f"people of {home} would enter two figures of one level")
        spent = sum(part.cost for cell in cells for part in plan.parts(cell))
        if spent > limit * (1 + ROUNDING):
            raise BudgetError(f"people of {home} would spend {spent:.4f} of {limit:.4f}")
        if any(cell.people < plan.parameters.smallest_group for cell in cells):
            raise BudgetError(f"people of {home} would be shown in too small a group")
        if any(cell.tally_rho and not _may_tally(cell, plan.parameters) for cell in cells):
            raise BudgetError(f"people of {home} would be counted in too small a group")


def _teams(
    roster: Roster, people: Mapping[str, int], parameters: Parameters
) -> tuple[UnitPlan, ...]:
    teams = [unit for unit in roster.units if unit.level is Level.TEAM]
    large = [unit for unit in teams if people[unit.key] >= parameters.smallest_group]
    small = [unit for unit in teams if 0 < people[unit.key] < parameters.smallest_group]
    lines = [_line(unit, people[unit.key], Menu.CONDITIONS) for unit in large]
    lines += _pools(small, people, parameters.smallest_group)
    known = {line.unit_key for line in lines}
    lines += [
        _line(unit, people[unit.key], Menu.TOO_FEW) for unit in teams if unit.key not in known
    ]
    members = _members(lines)
    return tuple(
        _with_past(line, members[line.unit_key], roster) if line.is_cell else line for line in lines
    )


def _pools(small: list[Unit], people: Mapping[str, int], smallest_group: int) -> list[UnitPlan]:
    names = {unit.key: unit.name for unit in small}
    lines: list[UnitPlan] = []
    for parent in sorted({unit.parent_key for unit in small}):
        siblings = {unit.key: unit for unit in small if unit.parent_key == parent}
        for found in pool(list(siblings), people, smallest_group):
            label = in_words(sorted(names[key] for key in found.teams))
            together = Unit(found.key, Level.TEAM, label, parent)
            lines.append(_line(together, found.people, Menu.CONDITIONS))
            lines += [
                replace(_line(siblings[key], people[key], Menu.POOLED), shown_with=found.key)
                for key in found.teams
            ]
    return lines


def _upper_units(
    roster: Roster, people: Mapping[str, int], parameters: Parameters
) -> tuple[UnitPlan, ...]:
    lines = []
    for unit in roster.units:
        if unit.level is Level.TEAM:
            continue
        siblings = [one for one in roster.units if one.level is unit.level and people[one.key]]
        menu = Menu.CONDITIONS
        if people[unit.key] < parameters.smallest_group:
            menu = Menu.TOO_FEW
        elif unit.level is not Level.ORGANISATION and len(siblings) < FEWEST_SIBLINGS:
            menu = Menu.ONLY_ONE
        lines.append(_line(unit, people[unit.key], menu))
    return tuple(lines)


def _without_repeats(lines: list[UnitPlan], people: Mapping[str, int]) -> list[UnitPlan]:
    """Where one team or pool already holds everybody, no unit above repeats its figure."""
    below = [line for line in lines if line.is_cell and line.level is not Level.ORGANISATION]
    whole = max(people.values(), default=0)
    if len(below) != 1 or below[0].people < whole:
        return lines
    only = below[0].unit_key
    return [
        line
        if line.level is Level.TEAM or not line.people
        else replace(line, menu=Menu.ONLY_ONE, shown_with=only)
        for line in lines
    ]


def _rho_by_level(lines: list[UnitPlan], parameters: Parameters) -> dict[Level, float]:
    """Divide what may be spent: a level that is not shown leaves its share to the level below."""
    shown = {Level.TEAM} | {
        line.level for line in lines if line.people and line.menu is not Menu.ONLY_ONE
    }
    rho: dict[Level, float] = {}
    handed_down = 0.0
    for level in reversed(UPWARDS):
        share = parameters.shares.of(level) + handed_down
        handed_down = 0.0 if level in shown else share
        rho[level] = share * parameters.rho_cycle if level in shown else 0.0
    return rho


def _charged(line: UnitPlan, rho: float, parameters: Parameters) -> UnitPlan:
    """Give a cell all the detail its size allows for its share, and what it spends on that."""
    if not line.is_cell:
        return line
    menu = finest(line.level, line.people, line.kind, rho, parameters)
    counted = parameters.shares.tally * parameters.rho_cycle / len(TALLY_LEVELS)
    tally = counted if _may_tally(line, parameters) else 0.0
    spent = spent_on(menu, line.kind, rho, parameters)
    return replace(line, rho=spent, menu=menu, tally_rho=tally)


def _may_tally(line: UnitPlan, parameters: Parameters) -> bool:
    return line.level in TALLY_LEVELS and line.people >= parameters.smallest_tally


def _placed(lines: list[UnitPlan], units: tuple[Unit, ...]) -> list[UnitPlan]:
    """Tell every line which unit above has figures of its own."""
    parents = {unit.key: unit.parent_key for unit in units}
    parents |= {
        line.shown_with: parents[line.unit_key] for line in lines if line.menu is Menu.POOLED
    }
    cells = {line.unit_key for line in lines if line.is_cell}
    placed = []
    for line in lines:
        above = parents[line.unit_key]
        while above and above not in cells:
            above = parents[above]
        placed.append(replace(line, above=above))
    return placed


def _with_past(line: UnitPlan, teams: list[str], roster: Roster) -> UnitPlan:
    """A cell goes on from the earlier cell in which at least half of its people were.

    Where there is none it begins with first pulses, once for each of its people in four cycles.
    """
    shared: dict[str, int] = {}
    for team in teams:
        for earlier, people in roster.came_from.get(team, {}).items():
            shared[earlier] = shared.get(earlier, 0) + people
    most = max(shared, key=lambda key: (shared[key], key), default="")
    if not most or 2 * shared[most] < line.people:
        again = not roster.lately_first.isdisjoint(teams)
        return replace(line, kind=Kind.PULSE if again else Kind.FIRST_PULSE)
    return replace(line, kind=Kind.PULSE, follows=most)


def _members(lines: list[UnitPlan]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for line in lines:
        members.setdefault(line.shown_with or line.unit_key, []).append(line.unit_key)
    return members


def _line(unit: Unit, people: int, menu: Menu) -> UnitPlan:
    return UnitPlan(unit.level, unit.key, unit.name, "", people, menu)
