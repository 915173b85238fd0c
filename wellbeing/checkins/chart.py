"""A person's own weeks as lines and dots: where everything stands in the picture, nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wellbeing.history.service import PastWeek
from wellbeing.stepped_care import HIGHEST_SCORE
from wellbeing.week import Week

WIDTH, HEIGHT = 320, 190
LEFT, RIGHT, TOP, BOTTOM = 28, 312, 10, 158
MARKS = (0, 6, 12, 18)
SHOWN_WEEKS = 12
LABEL_EVERY = 4


@dataclass(frozen=True)
class Spot:
    """A place in the picture, with a word where one belongs."""

    x: float
    y: float
    label: str = ""


@dataclass(frozen=True)
class Band:
    """The weeks on one step, as a stretch of ground behind the dots."""

    x: float
    width: float
    level: int


@dataclass(frozen=True)
class Chart:
    """The picture: its ground, its lines between neighbouring check-ins, its dots and its words."""

    bands: tuple[Band, ...]
    lines: tuple[str, ...]
    dots: tuple[Spot, ...]
    here: Spot | None
    marks: tuple[Spot, ...]
    weeks: tuple[Spot, ...]
    usual: Spot | None
    box: str = f"0 0 {WIDTH} {HEIGHT}"
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM
    depth: int = BOTTOM - TOP
    foot: int = HEIGHT - 10


def draw(weeks: Sequence[PastWeek], usual: float | None) -> Chart | None:
    """Place the latest weeks, oldest first; None when there is no score to show."""
    shown = tuple(weeks)[-SHOWN_WEEKS:]
    spots = [_spot(at, len(shown), each) for at, each in enumerate(shown)]
    scored = tuple(spot for spot in spots if spot is not None)
    if not scored:
        return None
    return Chart(
        bands=tuple(_band(at, len(shown), each) for at, each in enumerate(shown)),
        lines=_lines(spots),
        dots=scored[:-1],
        here=scored[-1],
        marks=tuple(Spot(LEFT, _height(mark), str(mark)) for mark in MARKS),
        weeks=tuple(
            Spot(_middle(at, len(shown)), HEIGHT - 10, day_of(each.week))
            for at, each in enumerate(shown)
            if (len(shown) - 1 - at) % LABEL_EVERY == 0
        ),
        usual=None if usual is None else Spot(RIGHT, _height(usual), f"{usual:g}"),
    )


def joined(runs: Iterable[Sequence[Spot]]) -> tuple[str, ...]:
    """Return the lines through each run of places; a place alone has none."""
    return tuple(" ".join(f"{spot.x},{spot.y}" for spot in run) for run in runs if len(run) > 1)


def day_of(week: Week) -> str:
    """Write the Monday of a week, as `3 Mar`."""
    return f"{week.monday.day} {week.monday:%b}"


def _spot(at: int, count: int, each: PastWeek) -> Spot | None:
    if each.w is None:
        return None
    return Spot(_middle(at, count), _height(each.w), str(each.w))


def _band(at: int, count: int, each: PastWeek) -> Band:
    width = (RIGHT - LEFT) / count
    level = each.step.level if each.step else 0
    return Band(round(LEFT + at * width, 1), round(width, 1), level)


def _lines(spots: Sequence[Spot | None]) -> tuple[str, ...]:
    """Join check-ins of neighbouring weeks; a missed week leaves a gap, nothing is guessed."""
    runs: list[list[Spot]] = [[]]
    for spot in spots:
        if spot is None:
            runs.append([])
        else:
            runs[-1].append(spot)
    return joined(runs)


def _middle(at: int, count: int) -> float:
    return round(LEFT + (at + 0.5) * (RIGHT - LEFT) / count, 1)


def _height(score: float) -> float:
    return round(BOTTOM - score * (BOTTOM - TOP) / HIGHEST_SCORE, 1)
