"""The attack of somebody who has only the pages: smoothed figures, rounded to one decimal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from tests.attacks.attackers import (
    Groups,
    Lines,
    Outcome,
    likelihood_ratio,
    outcome,
    sure_from_likelihood,
)
from tests.attacks.mechanism import CALENDAR, Published, team_key
from tests.attacks.people import Numbers, Whole
from tests.attacks.worlds import A_YEAR, EVERYBODY, Scene, World, Worlds, noise_for, records
from wellbeing.disclosure import HIGHEST, Book, Reader, Released, Window, figure
from wellbeing.disclosure.reader import Place

# What rounding to one decimal hides, as a variance.
ROUNDING = 0.1**2 / 12


@dataclass(frozen=True)
class Pages:
    """The pages of one team and the units above it over a year; the reader's model is linear."""

    published: Published

    def shown(self, released: Sequence[int]) -> Numbers:
        """Return the middles as the pages show them."""
        reader = Reader(self._book(released))
        found = [figure(reader, CALENDAR, key, window) for key, window in self._places]
        return np.array([one.estimate for one in found if isinstance(one, Released)])

    def rounded(self, released: Lines) -> Numbers:
        """Return the same for many ledgers at once, a line for each."""
        return np.asarray(np.round(np.clip(self.exact(released), 0.0, HIGHEST), 1))

    def exact(self, released: Lines) -> Numbers:
        return np.asarray(self._of_nothing + released @ self._weights)

    @cached_property
    def _of_nothing(self) -> Numbers:
        return self._read(np.zeros(len(self.published.numbers)))

    @cached_property
    def _weights(self) -> Numbers:
        each = np.eye(len(self.published.numbers))
        return np.array([self._read(one) - self._of_nothing for one in each])

    def _read(self, released: Numbers) -> Numbers:
        """Read without rounding."""
        reader = Reader(self._book(list(released)))
        found = [reader.at(Place(key, window.index)) for key, window in self._places]
        return np.array([one.level.estimate for one in found if one is not None])

    def _book(self, released: Sequence[float]) -> Book:
        cells = (
            replace(cell, released=int(number))
            for cell, number in zip(self.published.numbers, released, strict=True)
        )
        return Book(self.published.plans, tuple(cells))

    @cached_property
    def _places(self) -> tuple[tuple[str, Window], ...]:
        home = team_key(self.published.shape, 0)
        keys = [cell.unit_key for cell in self.published.plans[0].cells_of(home)]
        return tuple((key, window) for key in keys for window in self.published.windows)


def attack(worlds: Worlds, trials: int, seed: int) -> Outcome:
    """Say from the pages of a year whether a person of the first team struggles.

    The attacker knows everybody else's exact answers, and nothing of the ledger's own numbers.
    """
    pages = Pages(worlds.published)
    scene = Scene(A_YEAR, EVERYBODY, seed)
    noise = noise_for(tuple(worlds.published.sigma), 4 * trials)
    learnt = _seen(pages, worlds.learnt, scene, noise[: 2 * trials])
    attacked = _seen(pages, worlds.attacked, scene, noise[2 * trials :])
    score = likelihood_ratio(learnt, np.full(learnt.true.shape[1], ROUNDING))
    return outcome(score(attacked.true), score(attacked.false), sure_from_likelihood)


def _seen(pages: Pages, worlds: Sequence[World], scene: Scene, noise: Whole) -> Groups:
    """Return what the pages show beyond what the attacker can explain with other people."""
    others = np.array([world.sums - world.integers[0] for world in worlds])
    above = pages.published.above(0)
    found = []
    for struggling, draws in zip((True, False), np.array_split(noise, 2), strict=True):
        own = records(worlds, scene, struggling=struggling)
        places = np.arange(len(draws))
        known = others[places % len(others)]
        released = known + draws
        released[:, above] += own[places * len(own) // len(draws)]
        found.append(pages.rounded(released) - pages.exact(known))
    return Groups(*found)
