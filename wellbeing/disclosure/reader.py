"""Reads levels and arrows from published numbers: smoothing that looks at nothing else.

From amendment 4a: the model, what a team's pulse and a service's row say, the organisation's mean,
the range, and the rule for arrows. Ours, where it is silent:

- how finer rows follow their level, and how they lean around their centre (`told`);
- that conditions at work of a unit with domains come from the same rows, and that a team with a
  finer menu is read from its pulse and from them;
- that directorates and the organisation are one series each, whose parts share a drift (`parts`);
- arrows of units above teams (all their parts step together), and that an arrow needs a month
  before its step and 13 weeks of numbers before its month;
- that a cycle is read with the plans known then, so that a new roster changes no figure that is out;
- that the plans, not the numbers so far, say which series there are and how large they are, and that
  of windows of one day the shorter is read first: so no later number changes a figure that is out.
"""

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import NamedTuple

from wellbeing.disclosure.arrows import STEP_MONTHS, Change, Question, Step, change_of, scores
from wellbeing.disclosure.book import Book
from wellbeing.disclosure.calendar import PER_CYCLE, WINDOWS, Rhythm
from wellbeing.disclosure.indicators import Indicator
from wellbeing.disclosure.model import Node, Observation, Reading, Target, read
from wellbeing.disclosure.parameters import Level
from wellbeing.disclosure.parts import Parts
from wellbeing.disclosure.told import Told

# An arrow begins after as many months as a cycle has.
MONTHS_BEFORE_ARROWS = WINDOWS


class Place(NamedTuple):
    """Where a figure stands: whose it is, of which window, and what it is about."""

    unit_key: str
    window: int
    indicator: str = Indicator.CONDITIONS
    rhythm: Rhythm = Rhythm.MONTH


@dataclass(frozen=True)
class Read:
    """A level with its range, and its arrow; no arrow before there can be one."""

    level: Reading
    # How many standard errors the best-fitting step stands out; None in the first 13 weeks.
    score: float | None

    @property
    def change(self) -> Change | None:
        return None if self.score is None else change_of(self.score)


# What was read of a group of units: (unit, indicator, cycle) → its figures of that cycle.
Kept = MutableMapping[tuple[str, str, int], Mapping[Place, Read]]


class Reader:
    """Reads a book; what was read once is kept, for a book never changes.

    Readers of books from one ledger may share what they keep, for each reads the same in it.
    """

    def __init__(self, book: Book, kept: Kept | None = None) -> None:
        """Read nothing yet."""
        self.book = book
        self._kept: Kept = {} if kept is None else kept

    def at(self, place: Place) -> Read | None:
        """Return what stands at a place; None where nothing was published.

        It uses what was published up to then, so it never changes afterwards.
        """
        cycle = _cycle_of(place)
        plan = self.book.by_cycle.get(cycle)
        unit = plan.by_key.get(place.unit_key) if plan else None
        if unit is None or not unit.is_cell:
            return None
        key = unit.above if unit.level is Level.TEAM else unit.unit_key
        return self._group(key, place.indicator, cycle).get(place)

    def _group(self, key: str, indicator: str, cycle: int) -> Mapping[Place, Read]:
        found = self._kept.get((key, indicator, cycle))
        if found is None:
            found = _read_cycle(self.book.until(cycle), cycle, key, indicator)
            self._kept[key, indicator, cycle] = found
        return found


def readings(
    book: Book, unit_keys: Iterable[str], indicator: str = Indicator.CONDITIONS
) -> dict[Place, Read]:
    """Read these units in every window in which they have a number of the indicator."""
    wanted = frozenset(unit_keys)
    telling = book.tell(indicator)
    groups = wanted & telling.of_units.keys()
    groups |= {
        key for key, told in telling.under.items() if wanted & {one.unit_key for one in told}
    }
    found: dict[Place, Read] = {}
    for key in sorted(groups):
        found |= read_unit(book, key, indicator)
    return {place: one for place, one in found.items() if place.unit_key in wanted}


def read_unit(book: Book, key: str, indicator: str) -> dict[Place, Read]:
    """Read a unit and the teams and pools directly under it, each cycle as it was known then.

    A later plan brings other people and other teams, which must not change a figure that is out.
    """
    found: dict[Place, Read] = {}
    for cycle in sorted(book.by_cycle):
        found |= _read_cycle(book.until(cycle), cycle, key, indicator)
    return found


def _read_cycle(book: Book, cycle: int, key: str, indicator: str) -> dict[Place, Read]:
    """Read the windows of a book's last cycle, with one solve for each question."""
    parts = Parts(book, key, indicator)
    now = [one for one in (*parts.teams, *parts.own) if one.cycle == cycle]
    told = {_place(one, indicator): one for one in now}
    if not told:
        return {}
    observations, group = parts.observations(), parts.group()
    targets = [Target(one.at.turn, _weights(book, parts, one)) for one in told.values()]
    levels = read(group, observations, targets)
    asked = _Asked(book, parts, observations)
    questions = [asked.question(one) for one in told.values()]
    steps = scores(group, observations, questions)
    return {
        place: Read(level, score) for place, level, score in zip(told, levels, steps, strict=True)
    }


class _Asked:
    """Which steps an arrow may stand for."""

    def __init__(self, book: Book, parts: Parts, observations: Iterable[Observation]) -> None:
        self._book = book
        self._nodes: tuple[Node, ...] = tuple(
            {node: None for one in observations for node in one.weights}
        )
        self._first: dict[str, int] = {}
        for one in (*parts.behind, *parts.own):
            whose = self._whose(one)
            self._first[whose] = min(self._first.get(whose, one.at.month), one.at.month)
        self._steps: dict[tuple[str, int], Step] = {}

    def question(self, told: Told) -> Question:
        whose = self._whose(told)
        first = self._beginning(whose)
        if told.at.month - first < MONTHS_BEFORE_ARROWS:
            return Question(told.at.turn, ())
        months = range(max(first + 1, told.at.month - STEP_MONTHS + 1), told.at.month + 1)
        return Question(told.at.turn, tuple(self._step(whose, month) for month in months))

    def _whose(self, told: Told) -> str:
        """A team's series; empty for the unit as a whole."""
        return self._book.series_of(told) if self._book.is_team(told) else ""

    def _beginning(self, whose: str) -> int:
        """Return the first month with a value of these people, in whatever team they were."""
        earliest = self._first[whose]
        while whose and (whose := self._book.lineage.began[whose][1]):
            earliest = min(earliest, self._first.get(whose, earliest))
        return earliest

    def _step(self, whose: str, since: int) -> Step:
        if (whose, since) not in self._steps:
            self._steps[whose, since] = Step(
                frozenset(
                    (key, time)
                    for key, time in self._nodes
                    if time >= since - 0.5 and self._moves(whose, key, time)
                ),
                (whose, since),
            )
        return self._steps[whose, since]

    def _moves(self, whose: str, key: str, time: float) -> bool:
        return not whose or key == self._book.lineage.at(whose, round(time))


def _weights(book: Book, parts: Parts, told: Told) -> dict[Node, float]:
    shares = {book.series_of(told): 1.0} if book.is_team(told) else parts.shares(told.cycle)
    return {(key, told.at.time): share for key, share in shares.items()}


def _cycle_of(place: Place) -> int:
    return place.window // PER_CYCLE[place.rhythm] + 1


def _place(told: Told, indicator: str) -> Place:
    return Place(told.unit_key, told.window, indicator, told.rhythm)
