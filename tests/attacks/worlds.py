"""What an attacker has: made-up organisations, the product's numbers of them, and who conspires."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tests.attacks.attackers import Groups
from tests.attacks.mechanism import Published, team_key
from tests.attacks.people import Chance, Numbers, Staff, Whole, live
from wellbeing.disclosure import ReleasedCell, Standing
from wellbeing.publishing.noise import discrete_gaussian

WEEKS_IN_A_YEAR, WEEKS_IN_A_CYCLE = 52, 13
EVERYBODY = -1
MONTHS_START = (0, 4, 8, 13, 17, 21, 26, 30, 34, 39, 43, 47, 52)
Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Span:
    """What is looked at: numbers of which months, and in which weeks the secret holds."""

    name: str
    months: range
    weeks: range
    # One week's own figures alone, where there are any.
    week: int | None = None

    @property
    def seen_weeks(self) -> range:
        """The weeks that the months cover, or the one."""
        if self.week is not None:
            return range(self.week, self.week + 1)
        return range(MONTHS_START[self.months.start], MONTHS_START[self.months.stop])


A_WEEK = Span("one week", range(2, 3), range(WEEKS_IN_A_CYCLE), week=WEEKS_IN_A_CYCLE - 1)
A_MONTH = Span("one month", range(2, 3), range(WEEKS_IN_A_CYCLE))
A_CYCLE = Span("13 weeks", range(3), range(WEEKS_IN_A_CYCLE))
A_YEAR = Span("52 weeks", range(12), range(WEEKS_IN_A_YEAR))
# Everything of a year, to find out how somebody fares at its end.
A_YEAR_FOR_NOW = Span(
    "52 weeks, for the last 13",
    range(12),
    range(WEEKS_IN_A_YEAR - WEEKS_IN_A_CYCLE, WEEKS_IN_A_YEAR),
)


@dataclass(frozen=True)
class World:
    """One made-up organisation over a year, with what each person adds to each number."""

    published: Published
    staff: Staff

    @classmethod
    def of(cls, published: Published, chance: Chance) -> "World":
        weeks = published.year.weeks_before + WEEKS_IN_A_YEAR
        return cls(published, live(chance, published.shape, weeks))

    @cached_property
    def integers(self) -> Whole:
        return self.published.integers(self.staff)

    @cached_property
    def sums(self) -> Whole:
        return np.asarray(self.integers.sum(axis=0))

    def struggling(self, span: Span) -> Chosen:
        before = self.published.year.weeks_before
        return self.staff.struggling(slice(before + span.weeks.start, before + span.weeks.stop))

    def team_of(self, person: int) -> range:
        people = self.published.shape.people
        first = person // people * people
        return range(first, first + people)

    @cached_property
    def own(self) -> Whole:
        """What each person adds to the numbers they enter."""
        people = range(self.published.shape.whole)
        return np.array([self.integers[one][self.published.above(one)] for one in people])

    def known(self, person: int, colluders: int, chance: Chance) -> list[int] | None:
        """Return a person and those of their team who conspire; None if everybody there is does."""
        if colluders == EVERYBODY:
            return None
        mates = [one for one in self.team_of(person) if one != person]
        return [person, *map(int, chance.choice(mates, colluders, replace=False))]

    def of_others(self, person: int, colluders: int, chance: Chance) -> Whole:
        """Return what other people, except for colluders, add to the numbers a person enters.

        So many of the team conspire with the attacker, or everybody else there is.
        """
        known = self.known(person, colluders, chance)
        if known is None:
            return np.zeros_like(self.own[person])
        above = self.published.above(person)
        return np.asarray(self.sums[above] - self.integers[known][:, above].sum(axis=0))


@dataclass(frozen=True)
class Worlds:
    """Several organisations of one shape: some to learn from, others to attack."""

    published: Published
    learnt: tuple[World, ...]
    attacked: tuple[World, ...]

    @classmethod
    def of(cls, published: Published, seed: int, people: int) -> "Worlds":
        """Make organisations with so many people together, as many again to learn from."""
        count = max(2, -(-people // published.shape.whole))
        worlds = [
            World.of(published, np.random.default_rng([seed, number]))
            for number in range(2 * count)
        ]
        return cls(published, tuple(worlds[:count]), tuple(worlds[count:]))

    @cached_property
    def kept(self) -> dict[object, Whole]:
        """What several attacks on the same people need, by what it is."""
        return {}

    @cached_property
    def numbers(self) -> tuple[ReleasedCell, ...]:
        """Return the numbers that somebody enters, without their values."""
        return tuple(self.published.numbers[place] for place in self.published.above(0))

    @cached_property
    def sigma(self) -> Numbers:
        return np.asarray(self.published.sigma[self.published.above(0)])

    @cached_property
    def sensitivity(self) -> Numbers:
        return np.asarray(self.published.sensitivity[self.published.above(0)])

    def rho(self, columns: Chosen) -> float:
        """Add up what these numbers cost a person, whatever their record is."""
        spent = self.sensitivity[columns] ** 2 / (2 * self.sigma[columns] ** 2)
        tallied = self.sensitivity[columns] == 1
        # Of a tally's counts, another record moves two.
        in_tally = 0.0 if not tallied.any() else float(spent[tallied].sum()) * 2 / len(Standing)
        return float(spent[~tallied].sum()) + in_tally

    def rho_of_absence(self, columns: Chosen) -> float:
        """Add up what they cost against having taken no part: a quarter, and the whole of a tally."""
        tallied = columns & (self.sensitivity == 1)
        return self.rho(columns & ~tallied) / 4 + self.rho(tallied)

    def columns(self, span: Span) -> Chosen:
        """Say which of the numbers somebody enters belong to a span."""
        above = self.published.above(0)
        if span.week is not None:
            return np.asarray(self.published.week[above] == span.week)
        months = self.published.month[above]
        return np.isin(months, list(span.months))

    @property
    def of_team(self) -> Chosen:
        """Say which of the numbers somebody enters are those of their team."""
        return np.array([cell.unit_key == self.team for cell in self.numbers])

    @property
    def team(self) -> str:
        return self.published.plans[0].cells_of(team_key(self.published.shape, 0))[0].unit_key


# Draws of each sigma, which attacks share; within one attack no draw is used twice.
POOLS: dict[float, Whole] = {}
MOST_AT_ONCE = 200_000


def noise_for(sigmas: tuple[float, ...], draws: int) -> Whole:
    """Return the product's own noise for a row of numbers, so many times over."""
    drawn: Whole = np.empty((draws, len(sigmas)), dtype=np.int64)
    for sigma in sorted(set(sigmas)):
        here = np.array(sigmas) == sigma
        drawn[:, here] = _pool(sigma, int(here.sum()) * draws).reshape(draws, -1)
    return drawn


def _pool(sigma: float, count: int) -> Whole:
    pool = POOLS.get(sigma, np.empty(0, dtype=np.int32))
    while len(pool) < count:
        more = discrete_gaussian([0] * min(MOST_AT_ONCE, count - len(pool)), sigma)
        pool = np.concatenate([pool, np.array(more, dtype=np.int32)])
    POOLS[sigma] = pool
    return pool[:count]


@dataclass(frozen=True)
class Scene:
    """What is looked at and with whose help."""

    span: Span
    colluders: int
    seed: int = 1

    @property
    def chance(self) -> Chance:
        return np.random.default_rng(self.seed)


def of_others(worlds: Sequence[World], scene: Scene) -> Whole:
    """Return, for every place in every team, what the attacker does not know of other people."""
    chance = scene.chance
    return np.array(
        [
            world.of_others(person, scene.colluders, chance)
            for world in worlds
            for person in range(world.published.shape.whole)
        ]
    )


def records(worlds: Sequence[World], scene: Scene, *, struggling: bool) -> Whole:
    """Return what people add who struggle, or who do not, in an order without meaning."""
    found = np.concatenate(
        [world.own[world.struggling(scene.span) == struggling] for world in worlds]
    )
    return np.asarray(scene.chance.permutation(found))


def in_their_place(others: Whole, true: Whole, false: Whole) -> Groups:
    """Put one record or another in a person's place, and leave everybody else as they are.

    So a difference is about this one person, and not about their team as a group.
    """
    places = np.arange(len(others))
    return Groups(
        others + true[places * len(true) // len(others)],
        others + false[places * len(false) // len(others)],
    )


def by_nature(worlds: Sequence[World], scene: Scene, *, took_part: bool) -> Groups:
    """Part people by the secret where they are: a team also says something of its members."""
    others = of_others(worlds, scene)
    own = np.concatenate([world.own for world in worlds])
    secret = np.concatenate([world.struggling(scene.span) for world in worlds])
    seen = others + own if took_part else others
    order = scene.chance.permutation(len(seen))
    seen, secret = seen[order], secret[order]
    return Groups(seen[secret], seen[~secret])
