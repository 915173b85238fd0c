"""Counts how useful figures are: how near, how often a range holds, how often an arrow is right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

from wellbeing.disclosure import Change, Indicator, Kind, Rhythm
from wellbeing.simulation.useful import SEEN, Point

ALARMS = 0.05
MONTHS_TO_FIND = 3
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Line:
    """What was measured of one indicator in groups of one kind and size."""

    # Teams have a monthly pulse, also beside finer figures; units above them have levels only.
    kind: str
    size: int
    indicator: str
    rhythm: str
    # The root of the mean squared distance between the middle of the range and the truth, and
    # the mean distance.
    error: float
    lean: float
    # How often the range held the truth, after the first 13 weeks and in them.
    cover: float
    cover_at_first: float
    # Of the groups that fell or rose by half a point, how many pages called so within 13 weeks.
    # None for warning signs, which take no step here, and where no group took one.
    arrow_shown: float | None
    # The same for a reader who takes the arrow's own measure after 13 weeks, and accepts so many
    # false alarms either way.
    found_with_5_percent_alarms: float | None
    # How often a year a group that did neither is called falling, and rising.
    false_falls: float
    false_rises: float
    groups: int


def lines_of(points: Sequence[Point]) -> tuple[Line, ...]:
    """Return a line for each kind of row, size and indicator of which there are figures."""
    # A team with weekly figures also has a monthly pulse; pages show the weeks.
    weekly = {one.team for one in points if one.rhythm == Rhythm.WEEK}
    kinds: dict[_Kind, list[Point]] = {}
    for one in points:
        if one.rhythm == Rhythm.WEEK or one.team not in weekly:
            kinds.setdefault(_Kind.of(one), []).append(one)
    return tuple(_line(kinds[kind]) for kind in sorted(kinds))


class _Kind(NamedTuple):
    """What figures have in common that make a line, in the order of lines: teams before larger units."""

    is_level: bool
    size: int
    rhythm: str
    indicator: int

    @classmethod
    def of(cls, one: Point) -> Self:
        about = SEEN.index(Indicator(one.indicator))
        return cls(one.kind is Kind.LEVEL, one.size, one.rhythm, about)


def _line(chosen: Sequence[Point]) -> Line:
    errors = np.array([one.error for one in chosen])
    still = _by_team(chosen, lambda one: one.step == 0)
    moved = _by_team(chosen, lambda one: one.step != 0)
    takes_step = bool(moved) and chosen[0].indicator != Indicator.SIGNS
    return Line(
        kind=str(chosen[0].kind),
        size=chosen[0].size,
        indicator=str(chosen[0].indicator),
        rhythm=chosen[0].rhythm,
        error=float(np.sqrt((errors**2).mean())),
        lean=float(errors.mean()),
        cover=_share([one.held for one in chosen if one.month >= MONTHS_TO_FIND]),
        cover_at_first=_share([one.held for one in chosen if one.month < MONTHS_TO_FIND]),
        arrow_shown=_shown(moved) if takes_step else None,
        found_with_5_percent_alarms=_found(moved, still) if takes_step else None,
        false_falls=_runs_a_year(still, Change.FALLING),
        false_rises=_runs_a_year(still, Change.RISING),
        groups=len(still) + len(moved),
    )


def _by_team(points: Sequence[Point], wanted: Callable[[Point], bool]) -> list[list[Point]]:
    teams: dict[str, list[Point]] = {}
    for one in points:
        if wanted(one):
            teams.setdefault(one.team, []).append(one)
    return [sorted(found, key=lambda one: one.week) for found in teams.values()]


def _share(held: Sequence[bool]) -> float:
    return float(np.mean(held))


def _shown(moved: Sequence[Sequence[Point]]) -> float:
    return _share([any(map(_says_it, _soon(team))) for team in moved])


def _found(moved: Sequence[Sequence[Point]], still: Sequence[Sequence[Point]]) -> float:
    quiet = [one.read.score for team in still for one in team if one.read.score is not None]
    limits = float(np.quantile(quiet, ALARMS)), float(np.quantile(quiet, 1 - ALARMS))
    return _share([_stands_out(_soon(team)[-1], limits) for team in moved])


def _soon(team: Sequence[Point]) -> list[Point]:
    """Return what came out in the 13 weeks after the step."""
    return [one for one in team if one.since is not None and 0 <= one.since < MONTHS_TO_FIND]


def _says_it(one: Point) -> bool:
    return one.read.change is (Change.FALLING if one.step < 0 else Change.RISING)


def _stands_out(one: Point, limits: tuple[float, float]) -> bool:
    score, (low, high) = one.read.score or 0.0, limits
    return score < low if one.step < 0 else score > high


def _runs_a_year(teams: Sequence[Sequence[Point]], change: Change) -> float:
    """Count how often an arrow appears, and not for how long it stays."""
    runs, months = 0, 0
    for team in teams:
        said = [one.read.change is change for one in team if one.read.change is not None]
        runs += sum(now and not before for before, now in zip([False, *said], said, strict=False))
        months += len({one.month for one in team if one.read.change is not None})
    return runs / (months / MONTHS_A_YEAR)
