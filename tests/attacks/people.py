"""Made-up staff for the attacks: how every week is for them, and what they answer, from a seed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wellbeing.disclosure import ITEMS, Indicator, values_of

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Answers = NDArray[np.int8]
Chance = np.random.Generator

# An attacker's secret: a person's own mean over 13 weeks is below this, on the scale from 0 to 4.
STRUGGLING_BELOW = 1.6
# Chosen so that about 13 people of 100 are struggling.
MEAN = 2.6
SERVICE_SD, TEAM_SD, TEAM_DRIFT_SD, PERSON_SD, OWN_DRIFT_SD = 0.15, 0.25, 0.20, 0.70, 0.25
ITEM_SD = 0.5
TEAM_DRIFT_WEEKS, OWN_DRIFT_WEEKS = 26, 8
SPELL_CHANCE, SPELL_WEEKS, SPELL_DEPTH = 0.006, 10, 0.9
LEAVE_CHANCE, LEAVE_WEEKS = 0.01, 3
ANSWERS, ANSWERS_WHEN_UNWELL = 0.72, 0.6
NO_ANSWER = -1


@dataclass(frozen=True)
class Shape:
    """An organisation with as many units in each unit, and people in each team, as these say."""

    directorates: int
    services: int
    teams: int
    people: int

    @property
    def in_each_service(self) -> int:
        return self.teams * self.people

    @property
    def in_each_directorate(self) -> int:
        return self.services * self.in_each_service

    @property
    def whole(self) -> int:
        return self.directorates * self.in_each_directorate

    def home_of(self, person: int) -> tuple[int, int, int]:
        """Return directorate, service and team of a person, who are numbered through."""
        directorate, left = divmod(person, self.in_each_directorate)
        service, left = divmod(left, self.in_each_service)
        return directorate, service, left // self.people


@dataclass(frozen=True)
class Staff:
    """One organisation, week by week: how everybody fares, and what they say of it."""

    # person, week: 0 to 4
    levels: Numbers
    # person, week, item: 0 to 3, higher is better; -1 where nothing was answered
    items: Answers

    def struggling(self, weeks: slice) -> NDArray[np.bool_]:
        return np.asarray(self.levels[:, weeks].mean(axis=1) < STRUGGLING_BELOW)

    @property
    def said(self) -> Numbers:
        """What each check-in says of conditions at work, 0 to 4; not a number without one."""
        return values_of(self.items, Indicator.CONDITIONS)


def live(chance: Chance, shape: Shape, weeks: int) -> Staff:
    """Let an organisation live through so many weeks."""
    services = shape.directorates * shape.services
    teams = services * shape.teams
    service = np.repeat(chance.normal(0, SERVICE_SD, services), shape.teams)
    team = service + chance.normal(0, TEAM_SD, teams)
    of_teams = team[:, None] + _drift(chance, (teams, weeks), TEAM_DRIFT_WEEKS) * TEAM_DRIFT_SD
    levels = MEAN + np.repeat(of_teams, shape.people, axis=0)
    levels += chance.normal(0, PERSON_SD, shape.whole)[:, None]
    levels += _drift(chance, levels.shape, OWN_DRIFT_WEEKS) * OWN_DRIFT_SD
    unwell = _spells(chance, levels.shape, SPELL_CHANCE, SPELL_WEEKS)
    levels = np.clip(levels - SPELL_DEPTH * unwell, 0, 4)
    return Staff(levels, _items(chance, levels, unwell))


def _items(chance: Chance, levels: Numbers, unwell: NDArray[np.bool_]) -> Answers:
    felt = levels[:, :, None] + chance.normal(0, ITEM_SD, (*levels.shape, len(ITEMS)))
    items = np.clip(np.rint(felt * 3 / 4), 0, 3).astype(np.int8)
    away = _spells(chance, levels.shape, LEAVE_CHANCE, LEAVE_WEEKS)
    willing = chance.random(levels.shape) < np.where(unwell, ANSWERS_WHEN_UNWELL, ANSWERS)
    return np.where((willing & ~away)[:, :, None], items, np.int8(NO_ANSWER))


def _drift(chance: Chance, shape: tuple[int, ...], length: int) -> Numbers:
    """Return what wanders around 0 with a standard deviation of 1 and forgets in so many weeks."""
    steps = chance.normal(size=shape)
    keeps = float(np.exp(-1 / length))
    for week in range(1, shape[1]):
        steps[:, week] = keeps * steps[:, week - 1] + np.sqrt(1 - keeps**2) * steps[:, week]
    return np.asarray(steps)


def _spells(
    chance: Chance, shape: tuple[int, ...], begins: float, length: int
) -> NDArray[np.bool_]:
    starts = chance.random(shape) < begins
    inside = starts.copy()
    for later in range(1, length):
        inside[:, later:] |= starts[:, :-later]
    return inside
