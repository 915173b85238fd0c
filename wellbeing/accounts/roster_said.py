"""What the operator says becomes of units that a new roster does not hold as they are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellbeing.accounts.people import Level, Unit
from wellbeing.accounts.roster_fields import alike
from wellbeing.accounts.roster_rows import RosterRow
from wellbeing.accounts.roster_units import (
    AS_NAMED,
    BETWEEN,
    Meant,
    Way,
    paths_in,
    paths_of,
    ways_after,
)

# Behind a name that a service and a team have both: no name may hold brackets.
_LEVEL = re.compile(r"\s*\[(\w+)\]\s*$")


@dataclass(frozen=True)
class Said:
    """Each as it was typed: "Old path=New path" for a unit that goes on, a path for one that ends."""

    renamed: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()


NOTHING = Said()


class SaidError(Exception):
    """What was said does not fit the units or the file; holds everything that does not."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep every problem, in the order in which it was said."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class _Place:
    """A unit there is, or one that the file names; the latter has no id."""

    path: str
    way: Way
    unit_id: str = ""

    @property
    def level(self) -> Level:
        return self.way[-1][0]


@dataclass(frozen=True)
class _Ground:
    """The places there are, and those in the file."""

    before: tuple[_Place, ...]
    after: tuple[_Place, ...]

    def old(self, told: str) -> tuple[_Place, ...]:
        return _fitting(told, self.before)

    def new(self, told: str) -> tuple[_Place, ...]:
        return _fitting(told, self.after)


def resolve(said: Said, standing: Sequence[Unit], rows: Sequence[RosterRow]) -> Meant:
    """Return which units are meant, or raise SaidError with every problem."""
    ground, problems = _ground(standing, rows), list[str]()
    pairs = [one for told in said.renamed if (one := _renamed(told, ground, problems))]
    ended = [place for told in said.ended if (place := _ended(told, ground, problems))]
    problems += _said_twice([*(old.path for old, _ in pairs), *(old.path for old in ended)])
    problems += _taken_twice([new.path for _, new in pairs])
    ways = {old.unit_id: new.way for old, new in pairs}
    meant = Meant(ways, frozenset(old.unit_id for old in ended))
    problems += () if problems else _clashes(meant, standing, ground)
    if problems:
        raise SaidError(tuple(problems))
    return meant


def _ground(standing: Sequence[Unit], rows: Sequence[RosterRow]) -> _Ground:
    paths = paths_of(standing)
    before = [(unit, way) for unit, way in ways_after(standing, AS_NAMED) if way]
    return _Ground(
        before=tuple(_Place(paths[unit.id], way, unit.id) for unit, way in before),
        after=tuple(_Place(path, way) for way, path in paths_in(rows).items()),
    )


def _fitting(told: str, places: Sequence[_Place]) -> tuple[_Place, ...]:
    """Return the places with this path; else those whose path ends with it."""
    parts = [_part(part) for part in told.split(BETWEEN)]
    there = tuple(place for place in places if _ends_with(place.way, parts))
    whole = tuple(place for place in there if len(place.way) == len(parts))
    return whole or there


def _part(told: str) -> tuple[str, str]:
    """Return a level, empty where none is given, and a name as it is compared."""
    level = _LEVEL.search(told)
    name = told[: level.start()] if level else told
    return (level[1] if level else "", alike(" ".join(name.split())))


def _ends_with(way: Way, parts: Sequence[tuple[str, str]]) -> bool:
    last = zip(way[-len(parts) :], parts, strict=False)
    return len(way) >= len(parts) and all(
        told in ("", str(level)) and name == named for (level, name), (told, named) in last
    )


def _renamed(told: str, ground: _Ground, problems: list[str]) -> tuple[_Place, _Place] | None:
    halves = _halves(told, ground)
    if halves is None:
        problems.append(f'--renamed {told!r} needs both names, like "Old path=New path"')
        return None
    olds, news = ground.old(halves[0]), ground.new(halves[1])
    found = [(old, new) for old in olds for new in news if old.level is new.level]
    if len(found) == 1:
        return found[0]
    problems.extend(_why_not(halves, olds, news))
    return None


def _halves(told: str, ground: _Ground) -> tuple[str, str] | None:
    """Cut at the = between two paths that are known; a name may hold one too."""
    cuts = [place for place, sign in enumerate(told) if sign == "="]
    halves = [(told[:cut].strip(), told[cut + 1 :].strip()) for cut in cuts]
    halves = [(old, new) for old, new in halves if old and new]
    known = (each for each in halves if ground.old(each[0]) and ground.new(each[1]))
    return next(known, halves[0] if halves else None)


def _why_not(
    halves: tuple[str, str], olds: Sequence[_Place], news: Sequence[_Place]
) -> Iterator[str]:
    old, new = halves
    if not olds:
        yield _not_there(old)
    if not news:
        yield f"{new!r} is a unit in no row of the file"
    if len(olds) > 1:
        yield _several(old, olds)
    if len(news) > 1:
        yield _several(new, news)
    if len(olds) == len(news) == 1:
        levels = f"{old!r} is a {olds[0].level} and {new!r} a {news[0].level}"
        yield f"{levels}; a unit keeps its level"


def _ended(told: str, ground: _Ground, problems: list[str]) -> _Place | None:
    found = ground.old(told)
    if len(found) == 1:
        return found[0]
    problems.append(_several(told, found) if found else _not_there(told))
    return None


def _not_there(told: str) -> str:
    return f"{told!r} is not a unit there is now; name it like 'Directorate > Service > Team'"


def _several(told: str, found: Sequence[_Place]) -> str:
    paths = "; ".join(repr(place.path) for place in found)
    return f"{told!r} fits {len(found)} units, write the whole path: {paths}"


def _said_twice(paths: Sequence[str]) -> Iterator[str]:
    for path, times in Counter(paths).items():
        if times > 1:
            yield f"{path!r} is named {times} times; say once what becomes of it"


def _taken_twice(paths: Sequence[str]) -> Iterator[str]:
    for path, times in Counter(paths).items():
        if times > 1:
            yield f"{times} units cannot all go on as {path!r}; say which one does"


def _clashes(meant: Meant, standing: Sequence[Unit], ground: _Ground) -> Iterator[str]:
    """Name units of the file that two would be, and units that end although the file holds them."""
    paths, held = paths_of(standing), {place.way: place.path for place in ground.after}
    going_on = _by_way(standing, meant)
    for way, path in held.items():
        both = " and ".join(repr(paths[unit_id]) for unit_id in going_on.get(way, ()))
        if len(going_on.get(way, ())) > 1:
            remedy = "say with --renamed or --ended what becomes of each"
            yield f"{both} would both be {path!r}; {remedy}"
    for way, unit_ids in _by_way(standing, Meant(meant.ways)).items():
        if way in held and way not in going_on:
            yield f"the file still holds {paths[unit_ids[0]]!r}, so it does not end"


def _by_way(standing: Sequence[Unit], meant: Meant) -> dict[Way, list[str]]:
    found: dict[Way, list[str]] = {}
    for unit, way in ways_after(standing, meant):
        found.setdefault(way, []).append(unit.id)
    return found
