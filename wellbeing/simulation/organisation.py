"""The sample organisation and its people, drawn from a seed."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from wellbeing.simulation.names import endless_names
from wellbeing.simulation.teams import Team, teams_of

MAIL_DOMAIN = "eastmere.example"
FEWEST_PEOPLE = 3
MOST_PEOPLE = 200_000
_TWO_SUPERVISORS_FROM = 20
_ORDINARY_PEOPLE = 2
_PRACTICE_TEAM = "Practice and wellbeing"
_SPREAD_ROLES = ("staff representative", "peer supporter", "peer supporter", "peer supporter")
_PRACTICE_ROLES = ("wellbeing lead", "practitioner", "practitioner")
LEAD, REPRESENTATIVE = "wellbeing lead", "staff representative"
# In the order in which they are missed most; in a very small sample somebody holds several.
_EVERY_ROLE = Counter((LEAD, REPRESENTATIVE, *_PRACTICE_ROLES[1:], *_SPREAD_ROLES[1:]))


@dataclass(frozen=True)
class Staff:
    """One person of the sample. Those with a part to play stay throughout."""

    work_email: str
    name: str
    team: Team
    supervisor_email: str = ""
    roles: tuple[str, ...] = ()
    stays: bool = False
    # One person never begins by themselves: somebody who looks at the sample can, as them.
    is_kept_new: bool = False


@dataclass(frozen=True)
class SampleOrganisation:
    """Everybody on the first Monday."""

    name: str
    zone: str
    nation: str
    teams: tuple[Team, ...]
    staff: tuple[Staff, ...]


def found(people: int, seed: int) -> SampleOrganisation:
    """Draw the organisation as it stands on the first Monday."""
    if not FEWEST_PEOPLE <= people <= MOST_PEOPLE:
        raise ValueError(f"the sample has {FEWEST_PEOPLE} to {MOST_PEOPLE} people, not {people}")
    teams = tuple(teams_of(people))
    addresses = AddressBook(seed)
    staff: list[Staff] = []
    for team in teams:
        staff += _with_supervisors(addresses.take(team, team.size))
    return SampleOrganisation(
        name="Eastmere Care and Family Services",
        zone="Europe/London",
        nation="england",
        teams=teams,
        staff=tuple(_with_operator(_with_roles(_with_managers(staff)))),
    )


class AddressBook:
    """Hands out people with names and addresses nobody had before."""

    def __init__(self, seed: int) -> None:
        """Begin with the first name the seed gives."""
        self._names = endless_names(seed)

    def skip(self, how_many: int) -> None:
        """Pass over the names that were handed out before."""
        next(islice(self._names, how_many, how_many), None)

    def take(self, team: Team, how_many: int) -> list[Staff]:
        return [
            Staff(work_email=_address(name), name=name, team=team)
            for name in islice(self._names, how_many)
        ]


def _address(name: str) -> str:
    return f"{name.lower().replace('.', '').replace(' ', '.')}@{MAIL_DOMAIN}"


def _with_supervisors(team: list[Staff]) -> list[Staff]:
    """Make the first one or two of a team its supervisors."""
    leads = 2 if len(team) >= _TWO_SUPERVISORS_FROM else 1
    return [
        replace(person, stays=True)
        if place < leads
        else replace(person, supervisor_email=team[place % leads].work_email)
        for place, person in enumerate(team)
    ]


def _with_managers(staff: Sequence[Staff]) -> list[Staff]:
    """Let the third person of each service manage it, and the fourth of each directorate that."""
    people = list(staff)
    director = _manage(people, "directorate", rank=3)
    manager = _manage(people, "service", rank=2)
    for place, person in enumerate(people):
        if "manager of directorate" in person.roles:
            above = ""
        elif "manager of service" in person.roles:
            above = director.get(person.team.directorate, "")
        elif not person.supervisor_email:
            above = manager.get(person.team.service, "")
        else:
            continue
        people[place] = replace(person, supervisor_email=above)
    return people


def _manage(people: list[Staff], level: str, rank: int) -> dict[str, str]:
    """Give one person of each unit of a level the part of managing it; return who that is."""
    found_so_far: dict[str, int] = {}
    managers: dict[str, str] = {}
    for place, person in enumerate(people):
        unit = person.team.directorate if level == "directorate" else person.team.service
        found_so_far[unit] = found_so_far.get(unit, -1) + 1
        if unit and found_so_far[unit] == rank:
            people[place] = replace(person, roles=(f"manager of {level}",), stays=True)
            managers[unit] = person.work_email
    return managers


def _with_roles(people: list[Staff]) -> list[Staff]:
    """Hand out the remaining parts to people who have none and supervise nobody.

    A few of those stay without one: there is always somebody whose weeks are ordinary.
    """
    supervising = {person.supervisor_email for person in people}
    free = [
        place
        for place, person in enumerate(people)
        if not person.roles and person.work_email not in supervising
    ]
    practice = [place for place in free if people[place].team.name == _PRACTICE_TEAM]
    elsewhere = [place for place in reversed(free) if place not in practice]
    chosen = [*zip(practice or elsewhere, _PRACTICE_ROLES, strict=False)]
    taken = {place for place, _ in chosen}
    rest = [place for place in elsewhere if place not in taken]
    step = max(1, len(rest) // len(_SPREAD_ROLES))
    chosen += [*zip(rest[::step], _SPREAD_ROLES, strict=False)]
    chosen = chosen[: max(1, len(free) - _ORDINARY_PEOPLE)]
    for place, role in chosen:
        _give(people, place, role)
    untaken = [place for place in elsewhere if not people[place].roles]
    spare, ordinary = untaken[:-_ORDINARY_PEOPLE], untaken[-_ORDINARY_PEOPLE:]
    for role in (_EVERY_ROLE - Counter(role for _, role in chosen)).elements():
        _give(people, spare.pop(0) if spare else _doubling(people, role, ordinary), role)
    new = next((place for place in free if not people[place].roles), None)
    if new is not None:
        people[new] = replace(people[new], stays=True, is_kept_new=True)
    return people


def _with_operator(people: list[Staff]) -> list[Staff]:
    """Let somebody who supervises a team run the service as well, most of all those who look after it."""
    supervising = {person.supervisor_email for person in people}
    places = [place for place, person in enumerate(people) if person.work_email in supervising]
    practice = [place for place in places if people[place].team.name == _PRACTICE_TEAM]
    chosen = (practice or places)[-1]
    _give(people, chosen, "operator")
    return people


def _give(people: list[Staff], place: int, role: str) -> None:
    person = people[place]
    people[place] = replace(person, roles=(*person.roles, role), stays=True)


def _doubling(people: Sequence[Staff], role: str, ordinary: Collection[int]) -> int:
    """Return who takes one part more: whoever has the fewest, so nobody has both that must differ."""
    places = [place for place, person in enumerate(people) if role not in person.roles]
    return min(places, key=lambda place: (place in ordinary, len(people[place].roles), place))
