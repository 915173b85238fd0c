"""How one person's weeks go, and what they would answer; nobody real is behind it."""

from dataclasses import dataclass
from random import Random

from wellbeing.simulation.tales import Weather
from wellbeing.stepped_care import SIGNS, CheckIn, Event, Talk

_NEVER_TAKES_PART = 0.07
_HIGHEST_SCORE = 3
_SKIPS_A_QUESTION = 0.015
_IMPACT_ASKED_FROM = 7
# The middle of the warning-sign score, above which a person counts as doing worse than most.
_MIDDLE = 4.0
# How many of 26 people sit down to it on each day, Monday first.
_WEEKDAYS = (4, 4, 6, 5, 5, 1, 1)
_TALK_WITH = ("peer_supporter", "practitioner", "supervisor", "outside_team")
_TALK_HOW = ("in_person", "phone", "video", "writing")


@dataclass(frozen=True)
class Answered:
    """One person's check-in of one week, and the weekday on which they sat down to it."""

    check_in: CheckIn
    weekday: int
    talk_with: str | None = None
    talk_how: str | None = None


class Life:
    """One person's state from week to week: their own level, its drift, and runs of worse weeks."""

    def __init__(self, seed: int, work_email: str) -> None:
        """Draw what is lasting about this person."""
        rng = self._rng = Random(f"{seed}:life:{work_email}")
        self._level = rng.gammavariate(2.6, 1.45)
        self._drift = 0.0
        self._mood = 0.0
        self._pressure = [rng.gauss(0.75, 0.4), rng.gauss(0.9, 0.4), rng.gauss(0.7, 0.5)]
        self._support = rng.gauss(2.1, 0.5)
        self._loadings = [rng.gauss(0, 0.25) for _ in SIGNS]
        self._usual = _usual_signs(rng)
        takes_part = rng.random() >= _NEVER_TAKES_PART
        self._willing = rng.betavariate(5.0, 1.6) if takes_part else 0.0
        self._away_weeks = 0
        self._talk_asked = 0
        # Some keep a first-aid kit, most of them within their first two months.
        self.starts_kit_after = rng.randrange(1, 9) if takes_part and rng.random() < 0.35 else None

    @property
    def lasting_strain(self) -> float:
        """What is true of this person beneath the ups and downs of single weeks."""
        return self._level + self._drift

    def week(self, weather: Weather) -> Answered | None:
        """Live one week; None when no check-in is sent."""
        rng = self._rng
        self._drift += rng.gauss(0, 0.22) - 0.03 * self._drift
        self._mood = 0.4 * self._mood + rng.gauss(0, 1.35)
        strain = max(0.0, self._level + self._drift + self._mood + weather.strain)
        if self._is_away(strain) or rng.random() >= self._willing * readiness(strain):
            return None
        event = self._event(weather)
        if event in (Event.DIRECT, Event.BOTH):
            strain += 2.5
        check_in = self._check_in(strain, weather, event)
        talk = check_in.talk in (Talk.FEW_DAYS, Talk.SOON)
        return Answered(
            check_in=check_in,
            weekday=rng.choices(range(7), _WEEKDAYS)[0],
            talk_with=rng.choice(_TALK_WITH) if talk else None,
            talk_how=rng.choice(_TALK_HOW) if talk else None,
        )

    def _is_away(self, strain: float) -> bool:
        """Say whether this week falls in leave, or in sickness, which is likelier under strain."""
        if self._away_weeks:
            self._away_weeks -= 1
            return True
        chance = self._rng.random()
        if chance < 0.002 + 0.002 * max(0.0, strain - 9):
            self._away_weeks = self._rng.randrange(2, 7)
            return True
        if chance < 0.07:
            self._away_weeks = self._rng.choice((0, 0, 0, 1))
            return True
        return False

    def _event(self, weather: Weather) -> Event:
        chance = self._rng.random()
        if chance < weather.direct_event:
            return self._rng.choice((Event.DIRECT, Event.DIRECT, Event.DIRECT, Event.BOTH))
        if chance < weather.direct_event + weather.second_hand_event:
            return Event.SECOND_HAND
        return Event.RATHER_NOT_SAY if chance > 0.993 else Event.NONE

    def _check_in(self, strain: float, weather: Weather, event: Event) -> CheckIn:
        sleep, alert, worry, irritable, low, avoid = (
            self._score(strain / len(SIGNS) + loading, 0.5) for loading in self._loadings
        )
        signs = (sleep, alert, worry, irritable, low, avoid)
        above = strain - _MIDDLE
        felt_in_work = 0.8 if event is not Event.NONE else 0.0
        support = self._score(self._support + weather.support - 0.06 * above, 0.5)
        needed_none = strain < _MIDDLE and self._rng.random() < 0.18
        total = sum(score or 0 for score in signs)
        return CheckIn(
            signs=signs,
            usual=self._usual,
            op=self._score(self._pressure[0] + weather.events + felt_in_work + 0.07 * above, 0.5),
            org=self._score(self._pressure[1] + weather.workload + 0.08 * above, 0.5),
            life=self._score(self._pressure[2] + 0.05 * above, 0.5),
            support=None if needed_none else support,
            support_not_needed=needed_none,
            impact=self._score(strain / 6 - 0.3, 0.5) if total >= _IMPACT_ASKED_FROM else None,
            event=event,
            talk=self._talk(strain),
        )

    def _score(self, expected: float, spread: float) -> int | None:
        noise = self._rng.gauss(0, spread)
        if self._rng.random() < _SKIPS_A_QUESTION:
            return None
        return max(0, min(_HIGHEST_SCORE, round(expected + noise)))

    def _talk(self, strain: float) -> Talk:
        """Ask now and then for someone to talk with, and not again for a while."""
        self._talk_asked = max(0, self._talk_asked - 1)
        chance = self._rng.random()
        if self._talk_asked or chance >= 0.003 + 0.012 * max(0.0, strain - 6):
            return Talk.NO
        self._talk_asked = 12
        return Talk.SOON if chance < 0.004 * max(0.0, strain - 7) else Talk.FEW_DAYS


def _usual_signs(rng: Random) -> frozenset[str]:
    """One person in sixteen has a sign that is usual for them whatever the week."""
    if rng.random() >= 1 / 16:
        return frozenset()
    return frozenset(rng.sample(SIGNS, rng.choice((1, 1, 2))))


def readiness(strain: float) -> float:
    """People who are unwell answer less often, down to about six in ten of their usual weeks."""
    return 1 - 0.4 * max(0.0, min(1.0, (strain - 5) / 6))
