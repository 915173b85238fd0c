"""Where everything stands in the picture of one trend; colours come from the style sheet alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from operator import itemgetter

from wellbeing.checkins.chart import Spot, joined
from wellbeing.checkins.told import day_of
from wellbeing.looking_back.trends import Point, Trend, usual_in_short, usual_in_words
from wellbeing.week import Week

# As wide as it is shown on a phone, so that its words keep their size there.
WIDTH, LEFT, RIGHT, TOP = 280, 58, 264, 8
ROOM = {True: 120, False: 84}  # between the lowest and the highest mark: for scores, for answers
FOOT = 26
MOST_LABELS = 3
# Dots of a year must not run into one another.
DOTS = ((16, 3.5), (30, 2.6), (54, 1.9))
# The band is a little wider than its ends, so that a dot at an end lies in it, not on its edge.
MARGIN = 0.04


@dataclass(frozen=True)
class Band:
    """The soft band of what is usual."""

    y: float
    height: float


@dataclass(frozen=True)
class Picture:
    """One trend, ready to be drawn and to be read out."""

    trend: Trend
    box: str
    bottom: int
    marks: tuple[Spot, ...]
    days: tuple[Spot, ...]
    band: Band | None
    lines: tuple[str, ...]
    dots: tuple[Spot, ...]
    here: Spot | None
    dot: float
    heard: str
    usual: str
    usual_in_short: str
    left: int = LEFT
    right: int = RIGHT
    width: int = RIGHT - LEFT

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The same in a table, the latest week first."""
        return tuple((long_day(one.week), one.said) for one in reversed(self.trend.points))


@dataclass(frozen=True)
class _Frame:
    """The weeks from left to right, and the scale from bottom to top."""

    first: Week
    last: Week
    top: int
    room: int

    @property
    def count(self) -> int:
        return self.last.since(self.first) + 1

    @property
    def bottom(self) -> int:
        return TOP + self.room

    def x(self, week: Week) -> float:
        return round(LEFT + (week.since(self.first) + 0.5) * (RIGHT - LEFT) / self.count, 1)

    def y(self, value: float) -> float:
        return round(self.bottom - value * self.room / self.top, 1)

    def spot(self, point: Point) -> Spot:
        return Spot(self.x(point.week), self.y(point.value or 0))


def draw(trend: Trend, first: Week, last: Week) -> Picture:
    """Place a trend in the weeks from first to last; a week without an answer is a gap."""
    shown = trend.since(first)
    frame = _Frame(first, last, trend.top, ROOM[trend.counts_scores])
    told = [point for point in shown.points if point.value is not None]
    spots = tuple(map(frame.spot, told))
    return Picture(
        trend=shown,
        box=f"0 0 {WIDTH} {frame.bottom + FOOT}",
        bottom=frame.bottom,
        marks=tuple(Spot(LEFT - 6, frame.y(value) + 4, word) for value, word in trend.marks),
        days=_days(frame),
        band=_band(frame, trend),
        lines=joined([frame.spot(point) for point in run] for run in _runs(told)),
        dots=spots[:-1],
        here=spots[-1] if spots else None,
        dot=next(size for most, size in DOTS if frame.count <= most),
        heard=_heard(shown, told),
        usual=usual_in_words(trend),
        usual_in_short=usual_in_short(trend),
    )


def long_day(week: Week) -> str:
    """Write the Monday of a week with its year, as `3 March 2026`."""
    return f"{week.monday.day} {week.monday:%B %Y}"


def _runs(told: Sequence[Point]) -> list[list[Point]]:
    """Join neighbouring weeks that were asked alike; nothing is drawn through a gap."""
    begins = accumulate([0, *(not _goes_on(*pair) for pair in pairwise(told))])
    numbered = groupby(zip(begins, told, strict=False), key=itemgetter(0))
    return [[point for _, point in run] for _, run in numbered]


def _goes_on(one: Point, after: Point) -> bool:
    return after.week.since(one.week) == 1 and after.grouping == one.grouping


def _band(frame: _Frame, trend: Trend) -> Band | None:
    if trend.usual is None:
        return None
    spare = trend.top * MARGIN
    top = frame.y(min(trend.usual.high + spare, trend.top))
    bottom = frame.y(max(trend.usual.low - spare, 0))
    return Band(top, round(bottom - top, 1))


def _days(frame: _Frame) -> tuple[Spot, ...]:
    """Name a few weeks by their Mondays, from the latest backwards."""
    every = -(-frame.count // MOST_LABELS)
    weeks = [frame.last.plus(-back) for back in range(0, frame.count, every)]
    return tuple(Spot(frame.x(week), frame.bottom + FOOT - 8, day_of(week)) for week in weeks)


def _heard(trend: Trend, told: Sequence[Point]) -> str:
    """Say the picture in words, for who cannot see it."""
    if not told:
        return "There is nothing to show in these weeks."
    latest = told[-1]
    lowest = min(told, key=lambda point: point.value or 0)
    highest = max(told, key=lambda point: point.value or 0)
    return (
        f"{trend.higher}. The latest, in the week of {long_day(latest.week)}: {latest.said}. "
        f"The lowest in these weeks: {lowest.said}. The highest: {highest.said}. "
        f"{usual_in_short(trend)} The table says the same."
    )
