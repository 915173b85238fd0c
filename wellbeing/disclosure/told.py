"""What published numbers tell of one indicator's level, straight or put together from its parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import fsum

from wellbeing.disclosure.calendar import (
    CYCLE_WEEKS,
    MONTHS,
    WINDOW_WEEKS,
    WINDOWS,
    Rhythm,
)
from wellbeing.disclosure.exact import ReleasedCell
from wellbeing.disclosure.indicators import MADE_OF, Indicator
from wellbeing.disclosure.menus import Kind
from wellbeing.disclosure.parameters import BOUND
from wellbeing.disclosure.scales import Scale, measured

RHYTHMS = tuple(Rhythm)


@dataclass(frozen=True)
class Moment:
    """When a level was: its month, its time in months, and the week after which it came out."""

    month: int
    time: float
    week: int
    # Its place in the order in which all windows come out: on one day the shorter ones first.
    turn: int


@dataclass(frozen=True)
class Told:
    """A published value in points of the scale: the level then, less so much of its own past."""

    unit_key: str
    cycle: int
    rhythm: Rhythm
    window: int
    people: int
    value: float
    # The variance of the noise that was drawn, and of what people's bounded parts leave open.
    noise: float
    scatter: float
    # How much of the own past is taken off.
    past: float = 0.0
    # How far all values around these centres may be off together.
    lean: float = 0.0
    centres: tuple[float, ...] = ()

    @property
    def at(self) -> Moment:
        return moment_of(self.rhythm, self.window)


def moment_of(rhythm: Rhythm, window: int) -> Moment:
    """Place a window: a month stands at its number, its weeks evenly around it."""
    cycle, number = divmod(window, len(WINDOW_WEEKS[rhythm]))
    last = tuple(accumulate(WINDOW_WEEKS[rhythm]))[number]
    ends = tuple(accumulate(MONTHS))
    month = next(place for place, end in enumerate(ends) if end >= last)
    time = float(cycle * WINDOWS + month)
    if rhythm is Rhythm.WEEK:
        weeks = MONTHS[month]
        time += (last - (ends[month] - weeks) - 0.5) / weeks - 0.5
    week = cycle * CYCLE_WEEKS + last - 1
    turn = week * len(RHYTHMS) + RHYTHMS.index(rhythm)
    return Moment(cycle * WINDOWS + month, time, week, turn)


def tell(cells: Iterable[ReleasedCell], indicator: str) -> tuple[Told, ...]:
    """Say what these numbers tell of an indicator, its own and those it is made of.

    A unit with domains thus has conditions at work from the same numbers, never from others.
    """
    together: dict[tuple[str, Rhythm, int], dict[str, ReleasedCell]] = {}
    for cell in cells:
        if cell.kind is not Kind.TALLY:
            place = (cell.unit_key, cell.rhythm, cell.window)
            together.setdefault(place, {})[cell.indicator] = cell
    found: list[Told] = []
    for place in sorted(together):
        found += _of_window(together[place], indicator)
    return tuple(found)


def _of_window(cells: Mapping[str, ReleasedCell], indicator: str) -> Sequence[Told]:
    """A team of many has a pulse and, beside it, the domains: both are told."""
    own = [told_by(cells[indicator])] if indicator in cells else []
    parts = [_of_window(cells, part) for part in MADE_OF.get(Indicator(indicator), ())]
    if parts and all(parts):
        own.append(_mean([part for (part, *_) in parts]))
    return own


def told_by(cell: ReleasedCell) -> Told:
    """Read one number as it stands."""
    scale = scale_of(cell)
    step = cell.clip / BOUND
    past = scale.past / scale.slope
    return Told(
        unit_key=cell.unit_key,
        cycle=cell.cycle,
        rhythm=cell.rhythm,
        window=cell.window,
        people=cell.people,
        value=cell.released * step / cell.people / scale.slope + (1 - past) * cell.centre,
        noise=(cell.sigma * step / cell.people / scale.slope) ** 2,
        scatter=scale.scatter / scale.slope**2 / cell.people,
        past=past,
        lean=scale.lean,
        centres=(cell.centre,),
    )


def scale_of(cell: ReleasedCell) -> Scale:
    """Return how a number follows its level, as it was bounded in its own cycle."""
    return measured(cell.kind, cell.indicator, cell.rhythm, cell.clip)


def _mean(parts: Sequence[Told]) -> Told:
    """Noise was drawn for each part by itself; scatter and lean are taken to be the same in all."""
    count = len(parts)
    return replace(
        parts[0],
        value=fsum(part.value for part in parts) / count,
        noise=fsum(part.noise for part in parts) / count**2,
        scatter=fsum(part.scatter for part in parts) / count,
        lean=fsum(part.lean for part in parts) / count,
        centres=tuple(centre for part in parts for centre in part.centres),
    )
