"""Turns plans and figures into rows of the ledger, and rows into values again."""

import json
from collections.abc import Iterable

from wellbeing.disclosure import (
    CyclePlan,
    Kind,
    Level,
    Menu,
    Parameters,
    ReleasedCell,
    Rhythm,
    UnitPlan,
)
from wellbeing.ledger import chain
from wellbeing.ledger.rows import ReleaseCellRow, ReleaseCycleRow, ReleasePlanRow


def config_of(plan: CyclePlan) -> str:
    """Return the one written form of what holds for a whole cycle."""
    config = {
        "centre": plan.centre,
        "centres": dict(plan.centres),
        "parameters": plan.parameters.model_dump(mode="json"),
        "plan_sha256": chain.sha256_of(plan.as_json()),
    }
    return json.dumps(config, sort_keys=True, separators=(",", ":"))


def plan_sha256(row: ReleaseCycleRow) -> str:
    """Return the hash of the whole plan as it was fixed."""
    return str(json.loads(row.config_json)["plan_sha256"])


def parameters_of(row: ReleaseCycleRow) -> Parameters:
    """Return the parameters a cycle was fixed with."""
    return Parameters.model_validate(json.loads(row.config_json)["parameters"])


def as_plan(row: ReleaseCycleRow, plan: Iterable[ReleasePlanRow]) -> CyclePlan:
    config = json.loads(row.config_json)
    return CyclePlan(
        cycle=row.id,
        centre=float(config["centre"]),
        parameters=Parameters.model_validate(config["parameters"]),
        units=tuple(sorted(map(_as_unit, plan), key=lambda unit: unit.unit_key)),
        centres=config["centres"],
    )


def plan_as_fixed(row: ReleaseCycleRow, plan: Iterable[ReleasePlanRow]) -> str:
    """Return a plan in the written form it was fixed in, whichever parameters are known by now."""
    return as_plan(row, plan).as_json(json.loads(row.config_json)["parameters"])


def is_plan_of(row: ReleaseCycleRow, plan: CyclePlan) -> bool:
    """Say whether a cycle was fixed with this plan, whichever of the two was written by a later version."""
    as_fixed = plan.as_json(json.loads(row.config_json)["parameters"])
    is_written_so = plan_sha256(row) == chain.sha256_of(as_fixed)
    return is_written_so and plan.parameters == parameters_of(row)


def as_line(cycle: int, unit: UnitPlan) -> ReleasePlanRow:
    return ReleasePlanRow(
        cycle_id=cycle,
        unit_key=unit.unit_key,
        level=str(unit.level),
        label=unit.label,
        above=unit.above,
        cohort_n=unit.people,
        menu=str(unit.menu),
        kind=str(unit.kind),
        rho=unit.rho,
        tally_rho=unit.tally_rho,
        shown_with=unit.shown_with,
        follows=unit.follows,
    )


def as_cell(row: ReleaseCellRow) -> ReleasedCell:
    return ReleasedCell(
        cycle=row.cycle_id,
        window=row.window_index,
        unit_key=row.unit_key,
        kind=Kind(row.kind),
        people=row.cohort_n,
        centre=row.centre,
        clip=row.clip,
        sigma=row.sigma,
        released=row.released_int,
        indicator=row.indicator,
        rhythm=Rhythm(row.rhythm),
    )


def _as_unit(row: ReleasePlanRow) -> UnitPlan:
    return UnitPlan(
        level=Level(row.level),
        unit_key=row.unit_key,
        label=row.label,
        above=row.above,
        people=row.cohort_n,
        menu=Menu(row.menu),
        rho=row.rho,
        tally_rho=row.tally_rho,
        kind=Kind(row.kind),
        shown_with=row.shown_with,
        follows=row.follows,
    )
