"""Attacks that look more than once: before and after, again and again, at teams made for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

import numpy as np

from tests.attacks import naive, naive_pages
from tests.attacks.attackers import BASE_RATE, RIGHT
from tests.attacks.houses import DIRECTOR, SERVICES, Premises, everybody
from tests.attacks.people import Chance, Numbers
from tests.attacks.view import START, Answer, answer_of, ask, forget_what_was_read
from wellbeing.disclosure import Window
from wellbeing.disclosure.parameters import BOUND
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.week import Week

SCORES = range(4)
FILES = ("", "/figures.csv", "/figures.json", "/trend.png")
# A team too small for figures, by itself or with others, has nothing to draw.
NO_PICTURE = {f"{START}/lone/trend.png": HTTPStatus.NOT_FOUND}
Glance = dict[str, Answer]


@dataclass(frozen=True)
class Tried:
    """How often an attack was tried, and how often it gave something away."""

    attempts: int
    disclosures: int


def glance(house: Premises, units: Sequence[str], who: str = DIRECTOR) -> Glance:
    """Fetch the map, and all there is of some units, read from the ledger anew."""
    forget_what_was_read()
    browser = house.home.browser_of(who)
    addresses = [START, *(f"{START}/{unit}{file}" for unit in units for file in FILES)]
    found = {address: answer_of(ask(browser, address)) for address in addresses}
    failed = {address: one.status for address, one in found.items() if one.status != HTTPStatus.OK}
    assert failed.items() <= NO_PICTURE.items(), failed
    return found


@dataclass
class Latecomers:
    """People who answer weeks that have been published, in order of time as the service asks."""

    house: Premises
    weeks: Sequence[Week]
    chance: Chance
    # Person → the last week they answered, and what.
    answered: dict[str, tuple[int, int]] = field(default_factory=dict)

    def answers(self, person: str) -> None:
        """Answer one more week late, or the last one anew with something else."""
        last, said = self.answered.get(person, (-1, -1))
        anew = last >= 0 and (last + 1 == len(self.weeks) or self.chance.random() < 0.5)
        place = last if anew else last + 1
        # Never the same again: an answer that changes nothing is no attempt.
        others = [score for score in SCORES if not anew or score != said]
        score = int(self.chance.choice(others))
        self.answered[person] = place, score
        self.house.works.answer(person, self.weeks[place], score, again=anew)


def before_and_after(
    house: Premises, windows: Sequence[Window], chance: Chance, attempts: int
) -> Tried:
    """Look, let one person answer late or anew, look again, and count the looks that differ.

    The look after one answer is the look before the next: nothing else happens in between.
    """
    people = everybody(SERVICES)
    weeks = [week for window in windows for week in window.weeks]
    latecomers = Latecomers(house, weeks, chance)
    changed = 0
    seen: Glance = {}
    for _ in range(attempts):
        person = str(chance.choice(people))
        # The map beside it has the figures of every unit.
        team = [house.works.homes[person]]
        if f"{START}/{team[0]}" not in seen:
            seen |= glance(house, team)
        latecomers.answers(person)
        after = glance(house, team)
        changed += any(seen[address] != answer for address, answer in after.items())
        seen |= after
    return Tried(attempts, changed)


def before_and_after_of_naive(chance: Chance, attempts: int) -> Tried:
    """Do the same to a service that shows exact live means from five answers on."""
    service = naive_pages.Service()
    right = 0
    for number in range(attempts):
        team, size = f"team {number}", int(chance.integers(6, 12))
        answers = [int(answer) / 3 for answer in chance.integers(0, 13, size=size)]
        for answer in answers[:-1]:
            service.answer(team, answer)
        before = service.mean_of(team)
        service.answer(team, answers[-1])
        guess = naive.one_more(before, service.mean_of(team))
        right += guess is not None and bool(np.isclose(guess, answers[-1]))
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
