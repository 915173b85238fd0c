"""An import told in words, so that a person can see what it would do before it does it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from wellbeing.accounts.roster_plan import Held, Leading, Placed, Plan

MOST_SHOWN = 20
Item = TypeVar("Item")


def told(plan: Plan) -> Iterator[str]:
    """Tell every kind of change with its number, and the first of each by name."""
    if plan.changes_nothing:
        yield "The roster is as it is stored."
        return
    yield from _part("join", plan.joiners, lambda one: f"{_who(one)} -> {one.unit.name}")
    yield from _part(
        f"leave (of {plan.present} present)",
        plan.leavers,
        lambda one: f"{one.name}, {one.work_email}",
    )
    yield from _part(
        "move", plan.moves, lambda one: f"{_who(one)}: {one.came_from} -> {one.unit.name}"
    )
    yield from _part("change their name", plan.renamed, lambda one: f"{one[0].name} -> {one[1]}")
    yield from _part("new units", plan.new_units, lambda one: f"{one.level} {one.name}")
    yield from _part("renamed units", plan.renamed_units, lambda one: f"{one[0].name} -> {one[1]}")
    yield from _part("closed units", plan.closed_units, lambda one: f"{one.level} {one.name}")
    yield from _part("begin to lead", plan.led_begun, _leading)
    yield from _part("no longer lead", plan.led_ended, _leading)
    yield from _part("begin a role", plan.roles_begun, _held)
    yield from _part("end a role", plan.roles_ended, _held)


def _part(what: str, changes: Sequence[Item], name: Callable[[Item], str]) -> Iterator[str]:
    if not changes:
        return
    yield f"{len(changes)} {what}:"
    for change in changes[:MOST_SHOWN]:
        yield f"  {name(change)}"
    if len(changes) > MOST_SHOWN:
        yield f"  and {len(changes) - MOST_SHOWN} more"


def _who(placed: Placed) -> str:
    return f"{placed.person.name}, {placed.person.work_email}"


def _leading(one: Leading) -> str:
    return f"{one.person.name}: {one.unit.level} {one.unit.name}"


def _held(one: Held) -> str:
    return f"{one.person.name}: {one.role.replace('_', ' ')}"
