"""What attackers reckon with, from what they know: roster, answers, noise; a whole ledger comes out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np

from tests.attacks.people import NO_ANSWER, Answers
from tests.support.press import CALENDAR, FIRST_MONDAY, ZONE
from wellbeing.disclosure import (
    ADOPTED,
    Book,
    Crowd,
    CyclePlan,
    ExactSums,
    Kind,
    Level,
    Noise,
    Parameters,
    ReleasedCell,
    Rhythm,
    Roster,
    Standing,
    Unit,
    Window,
    centre_for,
    centres_for,
    plan_cycle,
    values_of,
)
from wellbeing.disclosure.beginnings import came_from, cycles_apart, lately_first
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.timetable import Opening, due
from wellbeing.week import Week

FIRST_WEEK = Week.of(FIRST_MONDAY)
STANDINGS = tuple(Standing)


@dataclass
class Recording:
    """The product's own noise, with a note of what went in and what came out."""

    sums: list[int] = field(default_factory=list)
    released: list[int] = field(default_factory=list)
    # How many numbers each sigma was asked for.
    asked: Counter[float] = field(default_factory=Counter)

    def __call__(self, sums: Sequence[int], sigma: float) -> Sequence[int]:
        released = discrete_gaussian(sums, sigma)
        self.asked[sigma] += len(sums)
        self.sums += sums
        self.released += released
        return released

    @property
    def noise(self) -> list[int]:
        return [out - exact for exact, out in zip(self.sums, self.released, strict=True)]


@dataclass
class Replaying:
    """The same noise again, on sums that were reckoned elsewhere."""

    noise: list[int]
    sums: list[int] = field(default_factory=list)

    def __call__(self, sums: Sequence[int], _sigma: float) -> Sequence[int]:
        self.sums += sums
        return [exact + self.noise.pop(0) for exact in sums]


@dataclass
class Printing:
    """Brings out numbers that were released elsewhere, whatever the sums are here."""

    released: list[int]

    def __call__(self, sums: Sequence[int], _sigma: float) -> Sequence[int]:
        return [self.released.pop(0) for _ in sums]


@dataclass(frozen=True)
class Stay:
    """Somebody's time in one unit, until the first day that is not in it any more."""

    unit: str
    from_on: date = date.min
    until_on: date = date.max

    def holds(self, day: date) -> bool:
        return self.from_on <= day < self.until_on


def nobody_stands(_person: str, _window: Window) -> Standing:
    return Standing.NO_PART


@dataclass(frozen=True)
class Known:
    """All that there is to know of people: where they were when, what they said, how they stood."""

    services: Mapping[str, Iterable[str]]
    stays: Mapping[str, Sequence[Stay]]
    # One line for each of these people, one column for each week since the first.
    items: Answers
    standing: Callable[[str, Window], Standing] = nobody_stands
    parameters: Parameters = ADOPTED

    def home_at(self, person: str, day: date) -> str:
        return next((stay.unit for stay in self.stays[person] if stay.holds(day)), "")

    def homes_in(self, cycle: int) -> dict[str, str]:
        """Return everybody's home on the day a cycle began, without those who had none."""
        began = CALENDAR.starts_on(cycle)
        homes = {person: self.home_at(person, began) for person in self.stays}
        return {person: home for person, home in homes.items() if home}

    def unit_in(self, person: str, week: Week) -> str:
        """Return the unit in which a person was from Monday to Sunday; empty when in none."""
        held = (
            stay.unit
            for stay in self.stays[person]
            if stay.holds(week.monday) and stay.holds(week.sunday)
        )
        return next(held, "")


def reckoned(known: Known, noise: Noise, now: datetime) -> Book:
    """Return the whole book as it is at a moment, without a look at any database."""
    plans: dict[int, CyclePlan] = {}
    cells: list[ReleasedCell] = []
    for one in due(CALENDAR, ZONE, now):
        book = Book(tuple(plans.values()), tuple(cells))
        if isinstance(one, Opening):
            plans[one.cycle] = _plan(known, one.cycle, book)
        elif one.window.rhythm in plans[one.window.cycle].parts_by_rhythm:
            cells += _of_window(known, plans[one.window.cycle], one.window, noise)
    return Book(tuple(plans.values()), tuple(cells))


def _plan(known: Known, cycle: int, before: Book) -> CyclePlan:
    units = (
        Unit("org", Level.ORGANISATION, "org"),
        *(Unit(service, Level.SERVICE, service, "org") for service in known.services),
        *(
            Unit(team, Level.TEAM, team, service)
            for service, teams in known.services.items()
            for team in teams
        ),
    )
    people = Counter(known.homes_in(cycle).values())
    last = before.by_cycle.get(cycle - 1)
    came = came_from(_moved(known, cycle, cycle - 1), last) if last else {}
    lately = [
        lately_first(_moved(known, cycle, earlier), before.by_cycle[earlier])
        for earlier in cycles_apart(cycle)
    ]
    roster = Roster(units, people, came, frozenset[str]().union(*lately))
    parameters = known.parameters
    centre, centres = centre_for(before, cycle, parameters), centres_for(before, cycle)
    return plan_cycle(cycle, roster, centre, parameters, centres)


def _moved(known: Known, cycle: int, earlier: int) -> list[tuple[str, str, int]]:
    """Count who was where in an earlier cycle: home now, home then, people."""
    now, then = known.homes_in(cycle), known.homes_in(earlier)
    pairs = Counter((now[person], then[person]) for person in now.keys() & then.keys())
    return [(home, before, people) for (home, before), people in pairs.items()]


def _of_window(
    known: Known, plan: CyclePlan, window: Window, noise: Noise
) -> tuple[ReleasedCell, ...]:
    homes = known.homes_in(plan.cycle)
    sums = ExactSums(plan, window)
    if window.rhythm is Rhythm.CYCLE:
        sums.add(_counted(known, homes, window))
    else:
        sums.add(_crowd(known, homes, plan, window))
    return sums.release(noise)


def _counted(known: Known, homes: Mapping[str, str], window: Window) -> Crowd:
    places = [STANDINGS.index(known.standing(person, window)) for person in homes]
    return Crowd(list(homes.values()), window.weeks, {}, standing=np.array(places))


def _crowd(known: Known, homes: Mapping[str, str], plan: CyclePlan, window: Window) -> Crowd:
    weeks = (*window.weeks_before(plan.parameters.past_weeks), *window.weeks)
    numbers = np.array([week.since(FIRST_WEEK) for week in weeks])
    lines = [line for line, person in enumerate(known.stays) if person in homes]
    mine = known.items[lines]
    said = np.where((numbers >= 0)[None, :, None], mine[:, np.maximum(numbers, 0)], NO_ANSWER)
    parts = plan.parts_by_rhythm[window.rhythm]
    about = {each for part in parts if part.kind is not Kind.TALLY for each in part.indicators}
    was_in = {
        place: units
        for place, (person, home) in enumerate(homes.items())
        if set((units := {week: known.unit_in(person, week) for week in window.weeks}).values())
        != {home}
    }
    values = {each: values_of(said, each) for each in sorted(about)}
    return Crowd(list(homes.values()), weeks, values, was_in)
