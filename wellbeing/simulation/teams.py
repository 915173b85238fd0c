"""The teams of the sample organisation, what each goes through, and how people are shared out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

_SMALLEST_TEAM = 3
# Below these sizes a smaller shape is used, so that teams stay teams.
_ONE_TEAM_BELOW = 6
_TWO_SERVICES_FROM = 9
_WHOLE_SHAPE_FROM = 60
_PEOPLE_OF_ONE_AREA = 190
_MANY_AREAS_FROM = 285


class Tale(StrEnum):
    """What a team goes through in the weeks we watch it."""

    ORDINARY = "ordinary"
    SURGE = "surge"
    INCIDENT = "incident"
    RECOVERING = "recovering"


@dataclass(frozen=True)
class Team:
    """A team with its place in the organisation; an empty directorate means there is none."""

    directorate: str
    service: str
    name: str
    size: int
    tale: Tale = Tale.ORDINARY


class _Service(NamedTuple):
    directorate: str
    name: str
    teams: tuple[tuple[str, int, Tale], ...]


_CHILDREN = "Children and families"
_ADULTS = "Adults and community health"

# 190 people in 16 teams. Leaving care and Fostering support are small and share a figure; Night
# sitting is small and has no small team beside it.
_WHOLE = (
    _Service(
        _CHILDREN,
        "Children's social care",
        (
            ("Referral and assessment", 40, Tale.SURGE),
            ("Family safeguarding East", 14, Tale.INCIDENT),
            ("Family safeguarding West", 13, Tale.ORDINARY),
            ("Children in care", 12, Tale.ORDINARY),
            ("Leaving care", 5, Tale.ORDINARY),
            ("Fostering support", 5, Tale.ORDINARY),
        ),
    ),
    _Service(
        _CHILDREN,
        "Early help and practice",
        (
            ("Family hubs", 11, Tale.ORDINARY),
            ("Youth outreach", 9, Tale.ORDINARY),
            ("Practice and wellbeing", 8, Tale.ORDINARY),
        ),
    ),
    _Service(
        _ADULTS,
        "Adult social care",
        (
            ("Hospital discharge", 12, Tale.RECOVERING),
            ("Learning disability", 11, Tale.ORDINARY),
            ("Mental health social work", 9, Tale.ORDINARY),
            ("Sensory and occupational therapy", 4, Tale.ORDINARY),
        ),
    ),
    _Service(
        _ADULTS,
        "Community nursing and care",
        (
            ("District nursing", 24, Tale.ORDINARY),
            ("Home care reablement", 10, Tale.ORDINARY),
            ("Night sitting", 3, Tale.ORDINARY),
        ),
    ),
)
_SMALL = (
    _Service(
        "",
        "Family support",
        (("Family safeguarding", 5, Tale.INCIDENT), ("Youth outreach", 4, Tale.SURGE)),
    ),
    _Service("", "Community care", (("Home care", 3, Tale.RECOVERING),)),
)
_TINY = (_Service("", "Community care", (("Home care", 1, Tale.ORDINARY),)),)

_AREAS = (
    "Eastmere",
    "Northfield",
    "Southgate",
    "Westbrook",
    "Millbank",
    "Harrowdale",
    "Kingsmoor",
    "Ashdown",
    "Brackley",
    "Fernhill",
    "Longmead",
    "Oakworth",
    "Riverside",
    "Stonebridge",
    "Thornbury",
    "Whitmoor",
)


def teams_of(people: int) -> Iterator[Team]:
    areas = max(1, round(people / _PEOPLE_OF_ONE_AREA)) if people >= _MANY_AREAS_FROM else 1
    for area in range(areas):
        here = people // areas + (1 if area < people % areas else 0)
        for team in _teams_of_one_area(here):
            yield team if areas == 1 else _in_area(team, area)


def _in_area(team: Team, area: int) -> Team:
    round_number, place = divmod(area, len(_AREAS))
    label = _AREAS[place] + (f" {round_number + 1}" if round_number else "")
    return replace(team, service=f"{team.service}, {label}", name=f"{team.name}, {label}")


def _teams_of_one_area(people: int) -> Iterator[Team]:
    shape = _shape_for(people)
    weights = [weight for service in shape for _, weight, _ in service.teams]
    sizes = iter(_shares(people, weights))
    for service in shape:
        for name, _, tale in service.teams:
            yield Team(service.directorate, service.name, name, next(sizes), tale)


def _shape_for(people: int) -> tuple[_Service, ...]:
    if people >= _WHOLE_SHAPE_FROM:
        return _WHOLE
    if people >= _TWO_SERVICES_FROM:
        return _SMALL
    return _SMALL[:1] if people >= _ONE_TEAM_BELOW else _TINY


def _shares(people: int, weights: Sequence[int]) -> list[int]:
    """Share people out by weight; no team falls below the smallest size."""
    total = sum(weights)
    sizes = [max(_SMALLEST_TEAM, people * weight // total) for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: -weights[place])
    turn = 0
    while (missing := people - sum(sizes)) != 0:
        place = order[turn % len(order)]
        turn += 1
        if missing > 0:
            sizes[place] += 1
        elif sizes[place] > _SMALLEST_TEAM:
            sizes[place] -= 1
    return sizes
