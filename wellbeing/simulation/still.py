"""Lets a made-up organisation live in which nothing changes: of it, every arrow on a page is a false one.

Here units above teams are measured, and teams with domains each month. The same people are published
twice: once in directorates of services, which all show months, and once with each directorate as one
large service, which shows weeks.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wellbeing.disclosure import Kind, Level, Noise, Roster, Unit
from wellbeing.simulation.everybody import live
from wellbeing.simulation.useful import (
    FIRST,
    WEEKS_A_CYCLE,
    Group,
    Point,
    published,
    read_beside,
)
from wellbeing.week import Week

# Nobody here has a namesake in the organisations whose teams take steps.
OTHER_PEOPLE = 1_000_000
# Smaller teams are measured among those that take steps.
SMALLEST_TEAM = 50


@dataclass(frozen=True)
class StillShape:
    """An organisation: how many directorates, the teams of each of their services, and for how long."""

    directorates: int = 2
    services: tuple[tuple[int, ...], ...] = ((8, 8, 12, 12, 12, 25), (8, 12, 15, 25, 50))
    cycles: int = 5

    @property
    def people(self) -> int:
        return self.directorates * sum(map(sum, self.services))

    @property
    def weeks(self) -> tuple[Week, ...]:
        return tuple(FIRST.plus(number) for number in range(WEEKS_A_CYCLE * self.cycles))

    def homes(self, seed: int) -> dict[str, int]:
        """Return the size of each team; its name tells where it stands."""
        return {
            f"{seed}.{directorate}.{service}.{place}": size
            for directorate in range(self.directorates)
            for service, sizes in enumerate(self.services)
            for place, size in enumerate(sizes)
        }


def still_points_of(seed: int, shape: StillShape, noise: Noise) -> tuple[Point, ...]:
    """Return the measured figures of one such organisation; its people come from the seed."""
    homes = shape.homes(OTHER_PEOPLE + seed)
    everybody = live(OTHER_PEOPLE + seed, homes, shape.weeks, {})
    points: list[Point] = []
    # Teams are read once, among directorates.
    teams = {team for team, size in homes.items() if size >= SMALLEST_TEAM}
    for units, wanted in ((_in_services(homes), teams), (_in_large_services(homes), set[str]())):
        roster = Roster(units, homes)
        book = published(roster, everybody, shape.cycles, noise)
        groups = {key: one for key, one in _groups(roster).items() if _is_asked(one, key, wanted)}
        points += read_beside(book, groups, everybody)
    return tuple(points)


def _in_services(homes: Mapping[str, int]) -> tuple[Unit, ...]:
    services = {team: team.rpartition(".")[0] for team in homes}
    directorates = {name: name.rpartition(".")[0] for name in services.values()}
    top = f"{_seed(homes)} in directorates"
    return (
        Unit(top, Level.ORGANISATION, top),
        *(Unit(name, Level.DIRECTORATE, name, top) for name in sorted(set(directorates.values()))),
        *(Unit(name, Level.SERVICE, name, above) for name, above in directorates.items()),
        *(Unit(team, Level.TEAM, team, service) for team, service in services.items()),
    )


def _in_large_services(homes: Mapping[str, int]) -> tuple[Unit, ...]:
    services = {team: f"{team.rsplit('.', 2)[0]} as one" for team in homes}
    top = f"{_seed(homes)} in services"
    return (
        Unit(top, Level.ORGANISATION, top),
        *(Unit(name, Level.SERVICE, name, top) for name in sorted(set(services.values()))),
        *(Unit(team, Level.TEAM, team, service) for team, service in services.items()),
    )


def _seed(homes: Mapping[str, int]) -> str:
    return next(iter(homes)).split(".")[0]


def _groups(roster: Roster) -> dict[str, Group]:
    above = {unit.key: unit.parent_key for unit in roster.units}
    under: dict[str, set[str]] = {unit.key: set() for unit in roster.units}
    for team in roster.homes:
        unit = team
        while unit:
            under[unit].add(team)
            unit = above[unit]
    people = roster.people()
    return {
        key: Group(frozenset(teams), people[key], Kind.PULSE if key in roster.homes else Kind.LEVEL)
        for key, teams in under.items()
    }


def _is_asked(group: Group, key: str, teams: set[str]) -> bool:
    return group.kind is Kind.LEVEL or key in teams
