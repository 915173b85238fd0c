"""What units were called and where they stood before they were renamed or moved."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import earlier_store, store
from wellbeing.accounts.people import Earlier, Unit


def units_as_they_were(session: Session, on: date) -> tuple[Unit, ...]:
    """Return the units open on a day, called as they were then and standing where they stood."""
    changed = earlier_store.on_day(session, on)
    then = (_as_then(unit, changed.get(unit.id)) for unit in store.units(session))
    found = (unit for unit in then if unit.is_open(on))
    return tuple(sorted(found, key=lambda unit: (unit.level.depth, unit.name, unit.id)))


def of_unit(session: Session, unit_id: str) -> tuple[Earlier, ...]:
    """Return what a unit was before, the newest first; empty where it was never changed."""
    return earlier_store.of_unit(session, unit_id)


def _as_then(unit: Unit, then: Earlier | None) -> Unit:
    return unit if then is None else replace(unit, name=then.name, parent_id=then.parent_id)
