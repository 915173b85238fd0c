"""Made-up organisations for the tests of disclosure control."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from hypothesis import strategies as st

from wellbeing.disclosure import (
    Calendar,
    Crowd,
    CyclePlan,
    Indicator,
    Level,
    Roster,
    Unit,
    Window,
    plan_cycle,
)
from wellbeing.week import Week

ORGANISATION = "organisation"
FIRST_MONDAY = date(2026, 1, 5)
CALENDAR = Calendar(FIRST_MONDAY)


@dataclass(frozen=True)
class PersonWeeks:
    """One person: what they said of everything in each week, and where they were."""

    home: str
    values: Mapping[Week, float]
    was_in: Mapping[Week, str]
    standing: int = 0


def crowd_of(people: Sequence[PersonWeeks], window: Window) -> Crowd:
    """Put people together as the publisher does, those who stayed at home unnamed."""
    weeks = (*window.weeks_before(26), *window.weeks)
    said = [[person.values.get(week, np.nan) for week in weeks] for person in people]
    values = np.array(said, dtype=float).reshape(len(people), len(weeks))
    at_home = [dict.fromkeys(window.weeks, person.home) for person in people]
    return Crowd(
        homes=[person.home for person in people],
        weeks=weeks,
        values=dict.fromkeys(Indicator, values),
        was_in={
            place: {week: person.was_in.get(week, "") for week in window.weeks}
            for place, (person, stayed) in enumerate(zip(people, at_home, strict=True))
            if person.was_in != stayed
        },
        standing=np.array([person.standing for person in people], dtype=np.int64),
    )


def organisation_of(services: Mapping[str, Mapping[str, int]]) -> tuple[Unit, ...]:
    """Build units: one directorate for every two services, and the services' teams."""
    units = [Unit(ORGANISATION, Level.ORGANISATION, "Organisation")]
    for number, (service, teams) in enumerate(services.items()):
        directorate = f"directorate {number // 2}"
        if number % 2 == 0:
            units.append(Unit(directorate, Level.DIRECTORATE, directorate, ORGANISATION))
        units.append(Unit(service, Level.SERVICE, service, directorate))
        units += [Unit(team, Level.TEAM, team, service) for team in teams]
    return tuple(units)


def roster_of(services: Mapping[str, Mapping[str, int]]) -> Roster:
    homes = {team: people for teams in services.values() for team, people in teams.items()}
    return Roster(organisation_of(services), homes)


def plan_of(services: Mapping[str, Mapping[str, int]], cycle: int = 1) -> CyclePlan:
    return plan_cycle(cycle, roster_of(services), centre=2.0)


# Four services, so that every level is shown.
FOUR_SERVICES = {
    "A": {"a1": 8, "a2": 12, "a3": 3, "a4": 4, "a5": 2},
    "B": {"b1": 50, "b2": 7},
    "C": {"c1": 9, "c2": 5, "c3": 5},
    "D": {"d1": 3, "d2": 3},
}

team_sizes = st.dictionaries(
    st.integers(0, 9).map(lambda number: f"t{number}"), st.integers(0, 30), max_size=6
)
services = st.lists(team_sizes, min_size=0, max_size=6).map(
    lambda found: {
        f"s{number}": {f"s{number}.{team}": people for team, people in teams.items()}
        for number, teams in enumerate(found)
    }
)


@st.composite
def person_weeks(draw: st.DrawFn, plan: CyclePlan, window_number: int = 0) -> PersonWeeks:
    """Draw anybody: any home, any answers or none, staying, moving or leaving."""
    window = CALENDAR.windows(plan.cycle)[window_number]
    homes = sorted(unit.unit_key for unit in plan.units if unit.level is Level.TEAM) or [""]
    home = draw(st.sampled_from(homes))
    weeks = [*window.weeks_before(26), *window.weeks]
    values = draw(st.dictionaries(st.sampled_from(weeks), st.floats(0, 4)))
    elsewhere = st.sampled_from([*homes, "", "a team opened since"])
    was_in = {week: draw(st.one_of(st.just(home), elsewhere)) for week in window.weeks}
    return PersonWeeks(home, values, was_in)


def always(home: str, value: float, window_number: int = 0, cycle: int = 1) -> PersonWeeks:
    """Return somebody who says the same in every week and never moves."""
    window = CALENDAR.windows(cycle)[window_number]
    weeks: list[Week] = [*window.weeks_before(26), *window.weeks]
    return PersonWeeks(home, dict.fromkeys(weeks, value), dict.fromkeys(window.weeks, home))
