"""Puts the names of units and people beside their ids, as they hold on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.actions.log import Action, Passed


@dataclass(frozen=True)
class _Names:
    units: Mapping[str, str]
    people: Mapping[str, str]
    closed: frozenset[str]


def named(session: Session, actions: Iterable[Action], on: date) -> tuple[Action, ...]:
    """Return the actions with the names of units and of those who answered and still work here."""
    found = tuple(actions)
    units = {unit_id: accounts.unit(session, unit_id) for unit_id in sorted(_units_in(found))}
    ids = sorted(_people_in(found))
    here = accounts.people(session, ids, on) if ids else ()
    names = _Names(
        {unit_id: unit.name for unit_id, unit in units.items() if unit},
        {one.id: one.name for one in here if one.left_on is None or on < one.left_on},
        frozenset(unit_id for unit_id, unit in units.items() if not (unit and unit.is_open(on))),
    )
    return tuple(_named(one, names) for one in found)


def with_owners(session: Session, actions: Iterable[Action], on: date) -> tuple[Action, ...]:
    """Return the actions with their owners; only whoever acts for the unit now still is one."""
    found = tuple(actions)
    owned = {one.unit_id for one in found if one.is_open and one.written.owner_id}
    here = {unit_id: _who_may_own(session, unit_id, on) for unit_id in sorted(owned)}
    return tuple(
        replace(one, owner=here.get(one.unit_id, {}).get(one.written.owner_id or "", ""))
        for one in found
    )


def _who_may_own(session: Session, unit_id: str, on: date) -> Mapping[str, str]:
    unit = accounts.unit(session, unit_id)
    people = leading.leads_of(session, unit, on) if unit else ()
    return {person.id: person.name for person in people}


def _named(one: Action, names: _Names) -> Action:
    return replace(
        one,
        unit=names.units.get(one.unit_id, ""),
        passed=None if one.passed is None else _passed(one.passed, names),
    )


def _passed(passed: Passed, names: _Names) -> Passed:
    answers = tuple(
        replace(one, name=names.people.get(one.answered_by, "")) for one in passed.answers
    )
    return replace(
        passed,
        to_unit=names.units.get(passed.to_unit_id, ""),
        is_there=passed.to_unit_id not in names.closed,
        answers=answers,
    )


def _units_in(actions: Iterable[Action]) -> set[str]:
    asked = {one.passed.to_unit_id for one in actions if one.passed}
    return asked | {one.unit_id for one in actions}


def _people_in(actions: Iterable[Action]) -> set[str]:
    return {each.answered_by for one in actions if one.passed for each in one.passed.answers}
