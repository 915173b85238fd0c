"""Who joins, leaves and moves in the sample organisation, week by week."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from wellbeing.simulation.organisation import AddressBook, SampleOrganisation, Staff
from wellbeing.simulation.teams import Team

_LEAVES = 0.004
_MOVES = 0.002
_LARGEST_TEAM = 40
_LONGEST_VACANCY = 5


@dataclass(frozen=True)
class _Vacancy:
    team: Team
    supervisor_email: str
    filled_in: int


class Payroll:
    """The people employed in each week; the same weeks come out however many are asked for."""

    def __init__(self, organisation: SampleOrganisation, seed: int) -> None:
        """Start with everybody of the first Monday."""
        self._seed = seed
        self._staff = list(organisation.staff)
        self._addresses = AddressBook(seed)
        self._addresses.skip(len(self._staff))
        self._vacancies: list[_Vacancy] = []
        # The first of a team is its supervisor.
        self._leads = {p.team.name: p.work_email for p in reversed(self._staff)}

    def weeks(self) -> Iterator[tuple[Staff, ...]]:
        """Give the people of week after week, without end."""
        week = 0
        while True:
            yield tuple(self._staff)
            week += 1
            self._turn(week, Random(f"{self._seed}:churn:{week}"))

    def _turn(self, week: int, rng: Random) -> None:
        sizes = Counter(person.team.name for person in self._staff)
        kept: list[Staff] = []
        for person in self._staff:
            chance = 1.0 if person.stays else rng.random()
            if chance < _LEAVES:
                self._leave(person, week + 1 + rng.randrange(_LONGEST_VACANCY))
            elif chance < _LEAVES + _MOVES:
                kept.append(self._moved(person, sizes, rng))
            else:
                kept.append(person)
        self._staff = kept + self._joiners(week)

    def _leave(self, person: Staff, filled_in: int) -> None:
        self._vacancies.append(_Vacancy(person.team, person.supervisor_email, filled_in))

    def _moved(self, person: Staff, sizes: Counter[str], rng: Random) -> Staff:
        """Move someone to a sister team that has room, unless their own would be left too small."""
        sisters = [
            team
            for team in {p.team.name: p.team for p in self._staff}.values()
            if team.service == person.team.service
            and team.name != person.team.name
            and sizes[team.name] < max(_LARGEST_TEAM, team.size)
        ]
        if not sisters or sizes[person.team.name] <= 3:
            return person
        team = rng.choice(sisters)
        sizes[person.team.name] -= 1
        sizes[team.name] += 1
        return replace(person, team=team, supervisor_email=self._leads[team.name])

    def _joiners(self, week: int) -> list[Staff]:
        due = [vacancy for vacancy in self._vacancies if vacancy.filled_in <= week]
        self._vacancies = [vacancy for vacancy in self._vacancies if vacancy.filled_in > week]
        return [
            replace(self._addresses.take(v.team, 1)[0], supervisor_email=v.supervisor_email)
            for v in due
        ]
