"""People of the simulation of whom the whole truth is known: what each would have answered every week.

Who sends what they would have answered is decided as in the simulation: by willingness, leave and how
they are. The product gets only what was sent.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wellbeing.disclosure import Crowd, Indicator, Window, values_of
from wellbeing.history.indicators import items_of
from wellbeing.simulation.life import Life, readiness
from wellbeing.simulation.tales import Tales, Weather
from wellbeing.simulation.teams import Team
from wellbeing.stepped_care import CheckIn, Event
from wellbeing.week import Week

ALL = tuple(str(indicator) for indicator in Indicator)
# How many points of the questions' own scales move conditions at work by one point, when workload
# and events rise and support falls by the same: 4/3 each way, somewhat less at the scale's ends.
PER_POINT = 0.81
# A point of the mean of six signs from 0 to 4 is this much of the score from 0 to 18.
STRAIN_PER_POINT = 4.5


@dataclass(frozen=True)
class Change:
    """A lasting step in conditions at work of a whole team, and in its signs, in points from 0 to 4."""

    from_week: int
    by: float
    of_signs: float = 0.0


@dataclass(frozen=True)
class Everybody:
    """Some teams' people: their teams, what they would answer, and what they sent."""

    homes: tuple[str, ...]
    weeks: tuple[Week, ...]
    # (person, week, item), turned so that higher is better; -1 where no answer counts.
    would: NDArray[np.int8]
    sent: NDArray[np.bool_]

    def truth(self, indicator: str) -> NDArray[np.float64]:
        """Return what everybody would have said: person by week, 0 to 4."""
        return values_of(self.would, indicator)

    def truth_of(self, teams: Container[str], indicator: str) -> NDArray[np.float64]:
        """Return the same of the people of some teams."""
        members = [number for number, home in enumerate(self.homes) if home in teams]
        return values_of(self.would[members], indicator)

    def crowd(self, window: Window, indicators: Sequence[str]) -> Crowd:
        """Return what was sent up to a window, as the publisher reads it."""
        weeks = (*window.weeks_before(26), *window.weeks)
        place = {week: number for number, week in enumerate(self.weeks)}
        known = [place.get(week, -1) for week in weeks]
        items = np.where(self.sent[:, :, None], self.would, np.int8(-1))[:, known]
        items[:, [number < 0 for number in known]] = -1
        return Crowd(
            homes=self.homes,
            weeks=weeks,
            values={each: values_of(items, each) for each in indicators},
            standing=np.zeros(len(self.homes), dtype=np.int64),
        )


class _Open(Life):
    """A life that always answers, and says beside it whether the answer would have been sent."""

    def __init__(self, seed: int, name: str) -> None:
        """Keep this person's own willingness, and then let every answer through."""
        super().__init__(seed, name)
        self._own_willing, self._willing = self._willing, 1e9
        self._sends = np.random.default_rng([seed, *name.encode()])
        self._away = False

    def lived(self, weather: Weather) -> tuple[CheckIn, bool]:
        self.week(weather)
        ready = self._own_willing * readiness(self._strain)
        return self._would_send, not self._away and self._sends.random() < ready

    def _is_away(self, strain: float) -> bool:
        self._away = super()._is_away(strain)
        return False

    def _check_in(self, strain: float, weather: Weather, event: Event) -> CheckIn:
        self._strain = strain
        self._would_send = super()._check_in(strain, weather, event)
        return self._would_send


def live(
    seed: int, teams: dict[str, int], weeks: Sequence[Week], changes: dict[str, Change]
) -> Everybody:
    """Let the people of these teams live through these weeks."""
    tales = Tales(seed, len(weeks))
    homes = [team for team, people in teams.items() for _ in range(people)]
    would = np.full((len(homes), len(weeks), 10), -1, dtype=np.int8)
    sent = np.zeros((len(homes), len(weeks)), dtype=np.bool_)
    for number, home in enumerate(homes):
        person = _Open(seed, f"{number}@{home}")
        usual = tales.weather(Team("", "", home, teams[home]), 0)
        for place in range(len(weeks)):
            check_in, was_sent = person.lived(_with(usual, changes.get(home), place))
            items = items_of(check_in)
            would[number, place] = [-1 if item is None else item for item in items]
            sent[number, place] = was_sent
    return Everybody(tuple(homes), tuple(weeks), would, sent)


def _with(usual: Weather, change: Change | None, week: int) -> Weather:
    if change is None or week < change.from_week:
        return usual
    by = change.by * PER_POINT
    return replace(
        usual,
        strain=usual.strain - change.of_signs * STRAIN_PER_POINT,
        events=usual.events - by,
        workload=usual.workload - by,
        support=usual.support + by,
    )


def mean_of(values: NDArray[np.float64]) -> float:
    """Return the mean of everybody's own means; who never would have answered is left out."""
    given = ~np.isnan(values)
    total = np.where(given, values, 0.0).sum(axis=1)
    count = given.sum(axis=1)
    return float((total[count > 0] / count[count > 0]).mean())
