"""Which units stand together on a map, however large the organisation: never more than fit on a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.service import Level, Unit

MOST_LINES = 60


@dataclass(frozen=True)
class Reach:
    """The units of one map, and where it stands: under which unit, and which part of how many."""

    units: tuple[Unit, ...]
    # Those with units under them that are not on this map.
    closed: frozenset[str] = frozenset()
    under: Unit | None = None
    trail: tuple[Unit, ...] = ()
    part: int = 1
    parts: int = 1


@dataclass(frozen=True)
class Whose:
    """Who looks, on which day."""

    session: Session
    person_id: str
    on: date


def at_first(whose: Whose) -> Reach:
    """Return one's own unit with those above it, those one leads, and as much below as fits."""
    home = accounts.home_unit(whose.session, whose.person_id, whose.on)
    above = accounts.units_above(whose.session, home) if home else ()
    layer = accounts.units_led(whose.session, whose.person_id, whose.on)
    found = {unit.id: unit for unit in (*above, *layer)}
    closed = _with_units_under(layer)
    while closed:
        room = MOST_LINES - len(found)
        below = _under(whose, sorted(closed), MOST_LINES + 1)
        new = {unit.id: unit for unit in below if unit.id not in found}
        if len(new) > room:
            break
        closed = _with_units_under(below)
        found |= new
    return Reach(_ordered(found.values()), closed & found.keys())


def under(whose: Whose, unit_id: str, part: int) -> Reach | None:
    """Return a unit and those right under it that this person may see; None where there is none."""
    session, person_id, on = whose.session, whose.person_id, whose.on
    unit = accounts.unit(session, unit_id)
    if unit is None or not accounts.may_see_unit(session, person_id, unit_id, on):
        return None
    if accounts.leads_over(session, person_id, unit_id, on):
        count = accounts.count_directly_under(session, unit_id, on)
        skip = (part - 1) * MOST_LINES
        below = accounts.units_directly_under(session, [unit_id], on, MOST_LINES, skip)
    else:
        below = tuple(each for each in at_first(whose).units if each.parent_id == unit_id)
        count = len(below)
    parts = max(1, -(-count // MOST_LINES))
    if not 1 <= part <= parts:
        return None
    return Reach(
        units=(unit, *below),
        closed=_with_units_under(below),
        under=unit,
        trail=trail(whose, unit),
        part=part,
        parts=parts,
    )


def trail(whose: Whose, unit: Unit) -> tuple[Unit, ...]:
    """Return the units above one that this person may see too, the highest first."""
    return tuple(
        each
        for each in reversed(accounts.units_above(whose.session, unit)[1:])
        if accounts.may_see_unit(whose.session, whose.person_id, each.id, whose.on)
    )


def _with_units_under(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset(each.id for each in units if each.level is not Level.TEAM)


def _under(whose: Whose, unit_ids: Sequence[str], most: int) -> tuple[Unit, ...]:
    return accounts.units_directly_under(whose.session, unit_ids, whose.on, most)


def _ordered(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(units, key=lambda each: (each.level.depth, each.name, each.id)))
