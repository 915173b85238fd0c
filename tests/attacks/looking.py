"""Attacks that look more than once: before and after, again and again, at teams made for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tests.attacks import naive
from tests.attacks.attackers import BASE_RATE, RIGHT
from tests.attacks.houses import DIRECTOR, SERVICES, Premises, everybody
from tests.attacks.people import Chance, Numbers
from tests.attacks.view import START, Answer, answer_of, ask
from wellbeing.disclosure import Window
from wellbeing.disclosure.parameters import BOUND
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.week import Week

FILES = ("", "/figures.csv", "/figures.json", "/trend.png")
Glance = dict[str, Answer]


@dataclass(frozen=True)
class Tried:
    """How often an attack was tried, and how often it gave something away."""

    attempts: int
    disclosures: int


def glance(house: Premises, units: Sequence[str], who: str = DIRECTOR) -> Glance:
    """Fetch the map, and all there is of some units."""
    browser = house.home.browser_of(who)
    addresses = [START, *(f"{START}/{unit}{file}" for unit in units for file in FILES)]
    return {address: answer_of(ask(browser, address)) for address in addresses}


@dataclass
class Latecomers:
    """People who answer weeks that have been published, in order of time as the service asks."""

    house: Premises
    weeks: Sequence[Week]
    chance: Chance
    answered: dict[str, int] = field(default_factory=dict)

    def answers(self, person: str) -> None:
        """Answer one more week late, or the last one anew with something else."""
        last = self.answered.get(person, -1)
        anew = last >= 0 and (last + 1 == len(self.weeks) or self.chance.random() < 0.5)
        place = last if anew else last + 1
        self.answered[person] = place
        score = int(self.chance.integers(4))
        self.house.works.answer(person, self.weeks[place], score, again=anew)


def before_and_after(
    house: Premises, windows: Sequence[Window], chance: Chance, attempts: int
) -> Tried:
    """Look, let one person answer late or anew, look again, and count the looks that differ."""
    people = everybody(SERVICES)
    weeks = [week for window in windows for week in window.weeks]
    latecomers = Latecomers(house, weeks, chance)
    changed = 0
    for _ in range(attempts):
        person = str(chance.choice(people))
        # The map beside it has the figures of every unit.
        team = [house.works.homes[person]]
        before = glance(house, team)
        latecomers.answers(person)
        changed += glance(house, team) != before
    return Tried(attempts, changed)


def before_and_after_of_naive(chance: Chance, attempts: int) -> Tried:
    """Do the same to exact live means of teams from five answers on."""
    right = 0
    for _ in range(attempts):
        team = chance.integers(0, 13, size=int(chance.integers(6, 12))) / 3
        guess = naive.one_more(naive.live_mean(list(team[:-1])), naive.live_mean(list(team)))
        right += guess is not None and bool(np.isclose(guess, team[-1]))
    return Tried(attempts, right)


def subtraction_of_naive(chance: Chance, attempts: int) -> Tried:
    """Take the teams' exact means from their service's, and say whose is the rest."""
    right = 0
    for _ in range(attempts):
        teams = [chance.integers(0, 13, size=8) / 3 for _ in range(3)]
        lone = chance.integers(0, 13) / 3
        whole = naive.live_mean([*np.concatenate(teams), lone])
        parts = {
            str(n): mean for n, team in enumerate(teams) if (mean := naive.live_mean(list(team)))
        }
        guess = naive.without(whole, parts) if whole else None
        right += guess is not None and bool(np.isclose(guess, lone))
    return Tried(attempts, right)


def again_and_again(house: Premises, unit: str, times: int) -> int:
    """Fetch the same files many times, and count how many different answers there are."""
    return len({tuple(glance(house, [unit]).items()) for _ in range(times)})


def redrawn(sigma: float, times: int, attempts: int) -> Tried:
    """What repeating would give away if every look drew new noise: the worst or the best record."""
    draws = np.array(discrete_gaussian([0] * (times * attempts), sigma)).reshape(attempts, times)
    sure = _told_by_mean(draws.mean(axis=1) + BOUND, sigma / np.sqrt(times))
    return Tried(attempts, int(np.sum(sure)))


def _told_by_mean(seen: Numbers, error: float) -> Numbers:
    """Say where an attacker who knows all the others is sure that it is the best record."""
    odds = np.exp(2 * BOUND * seen / error**2) * BASE_RATE / (1 - BASE_RATE)
    return np.asarray(odds / (1 + odds) >= RIGHT)
