"""What teams go through: a surge of work, a distressing incident, a recovery, or ordinary weeks."""

from dataclasses import dataclass
from random import Random

from wellbeing.simulation.teams import Tale, Team

_TEAM_SPREAD = 0.8
_WORK_SPREAD = 0.5


@dataclass(frozen=True)
class Weather:
    """What a team's week adds to the people in it, in points of the questions' own scales."""

    strain: float = 0.0  # of the warning-sign score, 0 to 18
    events: float = 0.0  # of pressure from events, 0 to 3
    workload: float = 0.0  # of pressure from how work is organised, 0 to 3
    support: float = 0.0
    direct_event: float = 0.006  # chance that a person reports one this week
    second_hand_event: float = 0.04


class Tales:
    """Gives each team's weather for each week; a tale turns near the end of the weeks shown."""

    def __init__(self, seed: int, weeks: int) -> None:
        """Set the turning points so that the last weeks shown hold something to see."""
        self._seed = seed
        self._surge_from = max(1, weeks - 13)
        self._incident_in = max(1, weeks - 9)
        self._recovered_by = max(4, round(weeks * 0.7))
        self._standing: dict[str, Weather] = {}

    def weather(self, team: Team, week: int) -> Weather:
        standing = self._standing_of(team)
        if team.tale is Tale.SURGE:
            return self._surge(standing, week)
        if team.tale is Tale.INCIDENT:
            return self._incident(standing, week)
        if team.tale is Tale.RECOVERING:
            return self._recovery(standing, week)
        return standing

    def _standing_of(self, team: Team) -> Weather:
        """Teams differ, and keep differing: each has its own usual weeks."""
        if team.name not in self._standing:
            rng = Random(f"{self._seed}:team:{team.name}")
            self._standing[team.name] = Weather(
                strain=rng.gauss(0, _TEAM_SPREAD),
                events=rng.gauss(0, _WORK_SPREAD),
                workload=rng.gauss(0, _WORK_SPREAD),
                support=rng.gauss(0, _WORK_SPREAD),
            )
        return self._standing[team.name]

    def _surge(self, usual: Weather, week: int) -> Weather:
        """Work builds up over five weeks, stays for fifteen, and eases over ten."""
        since = week - self._surge_from
        part = max(0.0, min(1.0, since / 5, (30 - since) / 10))
        return Weather(
            strain=usual.strain + 3.0 * part,
            events=usual.events,
            workload=usual.workload + 1.8 * part,
            support=usual.support - 0.9 * part,
        )

    def _incident(self, usual: Weather, week: int) -> Weather:
        """A distressing week, felt less and less over the two months after it."""
        since = week - self._incident_in
        part = 0.0 if since < 0 else max(0.0, 1 - since / 9)
        told_now = since in (0, 1)
        return Weather(
            strain=usual.strain + 4.0 * part,
            events=usual.events + 1.6 * part,
            workload=usual.workload + 0.3 * part,
            support=usual.support + 0.2 * part,
            direct_event=0.45 if told_now else usual.direct_event,
            second_hand_event=0.4 if told_now else usual.second_hand_event,
        )

    def _recovery(self, usual: Weather, week: int) -> Weather:
        """A hard start that eases until the team is where others are."""
        part = max(0.0, 1 - week / self._recovered_by)
        return Weather(
            strain=usual.strain + 4.5 * part,
            events=usual.events + 0.4 * part,
            workload=usual.workload + 1.4 * part,
            support=usual.support - 1.0 * part,
        )
