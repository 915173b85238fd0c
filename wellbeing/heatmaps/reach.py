"""Which units stand together on a map, however large the organisation: never more than fit on a page."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.service import Level, Unit

MOST_LINES = 60


@dataclass(frozen=True)
class Part:
    """Which of the units that belong on a map are on this part of it."""

    number: int = 1
    of: int = 1
    # Counted from 1, as they are told; `units` is how many there are on all parts together.
    first: int = 1
    last: int = 0
    units: int = 0

    @classmethod
    def at(cls, number: int, units: int) -> "Part | None":
        """Return a part of so many units; None where there is no such part."""
        parts = max(1, -(-units // MOST_LINES))
        if not 1 <= number <= parts:
            return None
        before = (number - 1) * MOST_LINES
        return cls(number, parts, before + 1, min(units, before + MOST_LINES), units)

    @property
    def skips(self) -> int:
        return self.first - 1


WHOLE = Part()


@dataclass(frozen=True)
class Reach:
    """The units of one map, and where it stands: under which unit, and which part of how many."""

    units: tuple[Unit, ...]
    # How many units right under one of these, for this person to see, are not on this map.
    left_out: Mapping[str, int] = field(default_factory=dict)
    under: Unit | None = None
    trail: tuple[Unit, ...] = ()
    part: Part = WHOLE


@dataclass(frozen=True)
class Whose:
    """Who looks, on which day."""

    session: Session
    person_id: str
    on: date


@dataclass(frozen=True)
class _Known:
    """What is somebody's to see without looking below: their own units, and those they lead."""

    above: tuple[Unit, ...]
    led: tuple[Unit, ...]

    @classmethod
    def of(cls, whose: Whose) -> "_Known":
        home = accounts.home_unit(whose.session, whose.person_id, whose.on)
        above = accounts.units_above(whose.session, home) if home else ()
        led = accounts.units_led(whose.session, whose.person_id, whose.on)
        return cls(above, _ordered(led))

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple({unit.id: unit for unit in (*self.above, *self.led)}.values())

    def under(self, unit_id: str) -> tuple[Unit, ...]:
        return _ordered(unit for unit in self.units if unit.parent_id == unit_id)


def at_first(whose: Whose, number: int = 1) -> Reach | None:
    """Return one's own unit with those above it, those one leads, and as much below as fits.

    Whoever leads more units than fit finds them in parts; None where there is no such part.
    """
    known = _Known.of(whose)
    part = Part.at(number, len(known.led))
    if part is None:
        return None
    led = known.led[part.skips : part.last]
    shown = {unit.id: unit for unit in (*known.above, *led)}
    led_over = {unit.id for unit in led}
    if part.of == 1:
        below = _below(whose, known.led, MOST_LINES - len(shown))
        shown |= {unit.id: unit for unit in below}
        led_over |= {unit.id for unit in below}
    units = _ordered(shown.values())
    return Reach(units, _left_out(whose, units, led_over), part=part)


def under(whose: Whose, unit_id: str, number: int) -> Reach | None:
    """Return a unit and those right under it that this person may see; None where there is none."""
    session, person_id, on = whose.session, whose.person_id, whose.on
    unit = accounts.unit(session, unit_id)
    if unit is None or not accounts.may_see_unit(session, person_id, unit_id, on):
        return None
    leads_all = accounts.leads_over(session, person_id, unit_id, on)
    below = _all_under(whose, unit, number) if leads_all else _own_under(whose, unit, number)
    return None if below is None else replace(below, under=unit, trail=trail(whose, unit))


def _all_under(whose: Whose, unit: Unit, number: int) -> Reach | None:
    """Everything right under a unit that this person leads, or that lies in one they lead."""
    count = accounts.count_directly_under(whose.session, [unit.id], whose.on)[unit.id]
    part = Part.at(number, count)
    if part is None:
        return None
    below = accounts.units_directly_under(
        whose.session, [unit.id], whose.on, MOST_LINES, part.skips
    )
    left_out = _left_out(whose, below, {each.id for each in below})
    return Reach((unit, *below), left_out, part=part)


def _own_under(whose: Whose, unit: Unit, number: int) -> Reach | None:
    """What is somebody's own right under a unit above it: the rest is not theirs to see."""
    known = _Known.of(whose)
    mine = known.under(unit.id)
    part = Part.at(number, len(mine))
    if part is None:
        return None
    below = mine[part.skips : part.last]
    left_out = _left_out(whose, below, {each.id for each in known.led}, known.units)
    return Reach((unit, *below), left_out, part=part)


def trail(whose: Whose, unit: Unit) -> tuple[Unit, ...]:
    """Return the units above one that this person may see too, the highest first."""
    return tuple(
        each
        for each in reversed(accounts.units_above(whose.session, unit)[1:])
        if accounts.may_see_unit(whose.session, whose.person_id, each.id, whose.on)
    )


def _below(whose: Whose, above: Iterable[Unit], room: int) -> tuple[Unit, ...]:
    """Return what lies below some units, level by level, as long as a whole level fits."""
    found = {unit.id: unit for unit in above}
    level = [unit.id for unit in found.values() if unit.level is not Level.TEAM]
    new: dict[str, Unit] = {}
    while level:
        below = accounts.units_directly_under(
            whose.session, sorted(level), whose.on, MOST_LINES + 1
        )
        more = {unit.id: unit for unit in below if unit.id not in found}
        if len(below) > MOST_LINES or len(new) + len(more) > room:
            break
        found |= more
        new |= more
        level = [unit.id for unit in below if unit.level is not Level.TEAM]
    return tuple(new.values())


def _left_out(
    whose: Whose, shown: Collection[Unit], led_over: Collection[str], known: Iterable[Unit] = ()
) -> dict[str, int]:
    """Count what stands right under these units for this person to see and is not shown with them.

    Under a unit one leads that is everything; under any other only what is one's own.
    """
    wide = [unit.id for unit in shown if unit.level is not Level.TEAM]
    mine = Counter(unit.parent_id for unit in known)
    there = Counter(unit.parent_id for unit in shown)
    led = [unit_id for unit_id in wide if unit_id in led_over]
    counts = {unit_id: mine[unit_id] for unit_id in wide}
    counts |= accounts.count_directly_under(whose.session, led, whose.on)
    left = {unit_id: count - there[unit_id] for unit_id, count in counts.items()}
    return {unit_id: count for unit_id, count in left.items() if count > 0}


def _ordered(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(units, key=lambda each: (each.level.depth, each.name, each.id)))
