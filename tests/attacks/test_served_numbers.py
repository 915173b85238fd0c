"""What real roles read on real pages is exactly what the attacks reckon with."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from tests.attacks.houses import MANAGER, STAFF, VIEWERS, premises
from tests.attacks.people import NO_ANSWER, Shape, live
from tests.support.press import CALENDAR, FIRST_MONDAY
from wellbeing.disclosure import (
    ADOPTED,
    Book,
    Crowd,
    ExactSums,
    Level,
    Reader,
    Released,
    Rhythm,
    Roster,
    Unit,
    figure,
    indicators_of,
    plan_cycle,
    values_of,
)
from wellbeing.heatmaps import words
from wellbeing.ledger import service as ledger
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.week import Week

# The red team is large enough for domains; two of the viewers belong to it.
SERVICES = {"north": {"red": 40, "dot": 3, "dash": 5}, "south": {"green": 9, "lone": 2}}
WINDOWS = (*CALENDAR.windows(1), CALENDAR.windows(2)[0])
FIRST_WEEK = Week.of(FIRST_MONDAY)


@dataclass
class Recording:
    """The product's own noise, with a note of what went in and what came out."""

    sums: list[int] = field(default_factory=list)
    noise: list[int] = field(default_factory=list)
    # How many numbers each sigma was asked for.
    asked: Counter[float] = field(default_factory=Counter)

    def __call__(self, sums, sigma):
        released = discrete_gaussian(sums, sigma)
        self.asked[sigma] += len(sums)
        self.sums += sums
        self.noise += [out - exact for exact, out in zip(sums, released, strict=True)]
        return released


@dataclass
class Replaying:
    """The same noise again, on sums that were reckoned elsewhere."""

    noise: list[int]
    sums: list[int] = field(default_factory=list)

    def __call__(self, sums, _sigma):
        self.sums += sums
        return [exact + self.noise.pop(0) for exact in sums]


def reckoned(homes, items, noise):
    """Return the whole book from the roster, the answers and the noise alone."""
    units = (
        Unit("org", Level.ORGANISATION, "org"),
        *(Unit(service, Level.SERVICE, service, "org") for service in SERVICES),
        *(
            Unit(team, Level.TEAM, team, service)
            for service, teams in SERVICES.items()
            for team in teams
        ),
    )
    people = {home: list(homes.values()).count(home) for home in set(homes.values())}
    first = plan_cycle(1, Roster(units, people), ADOPTED.first_centre)
    came_from = {
        home: {cell.unit_key: count}
        for home, count in people.items()
        for cell in first.cells_of(home)[:1]
        if cell.level is Level.TEAM
    }
    plans = (first, plan_cycle(2, Roster(units, people, came_from), ADOPTED.first_centre))
    cells = [
        cell
        for window in WINDOWS
        for cell in of_window(plans[window.cycle - 1], window, homes, items, noise)
    ]
    return Book(plans, tuple(cells))


def of_window(plan, window, homes, items, noise):
    weeks = (*window.weeks_before(plan.parameters.past_weeks), *window.weeks)
    places = np.array([week.since(FIRST_WEEK) for week in weeks])
    there = np.where((places >= 0)[None, :, None], items[:, np.maximum(places, 0)], NO_ANSWER)
    indicators = {each for part in plan.parts_by_rhythm[Rhythm.MONTH] for each in part.indicators}
    values = {each: values_of(there, each) for each in sorted(indicators)}
    sums = ExactSums(plan, window)
    sums.add(Crowd(list(homes.values()), weeks, values))
    return sums.release(noise)


def expected(book):
    """Return the files' numbers: rounded, and named as the pages name them."""
    reader = Reader(book)
    found = {}
    for plan in book.plans:
        for unit in plan.cells:
            for window in (window for window in WINDOWS if window.cycle == plan.cycle):
                for indicator in indicators_of(unit.menu):
                    shown = figure(reader, CALENDAR, unit.unit_key, window, indicator)
                    assert isinstance(shown, Released)
                    days = window.starts_on.isoformat(), window.ends_on.isoformat()
                    key = (unit.label, words.INDICATORS[indicator], "month", *days)
                    numbers = (shown.estimate, shown.low, shown.high)
                    found[key] = (str(shown.people), *map(str, numbers))
    return found


def without_words(values):
    people, _, *numbers, _ = values
    return (people, *numbers)


def test_every_role_reads_the_numbers_that_the_attacks_reckon_with(database):
    with premises(database, SERVICES) as house:
        homes = dict(house.works.homes)
        staff = live(np.random.default_rng(3), Shape(1, 1, 1, len(homes)), 17)
        items = np.where(np.isin(list(homes), list(VIEWERS))[:, None, None], NO_ANSWER, staff.items)
        check_in_all(house, list(homes), items)
        recording = Recording()
        for window in WINDOWS:
            house.publish(window, recording)
        looks = house.looks()
        with house.works.ledger() as session:
            kept = ledger.book(session)
    assert recording.asked == Counter(cell.sigma for cell in kept.cells)
    replaying = Replaying(list(recording.noise))
    book = reckoned(homes, items, replaying)

    assert replaying.sums == recording.sums
    assert book == kept
    numbers = expected(book)
    assert {key[1] for key in numbers} > {"Conditions at work"}
    read = {key: without_words(values) for key, values in looks["director"].numbers().items()}
    assert read == numbers
    for look in looks.values():
        assert look.numbers().items() <= looks["director"].numbers().items()
        for unit in look.units:
            check_unit(look, unit)
    assert looks[STAFF].units < looks[MANAGER].units < looks["director"].units


def check_in_all(house, people, items):
    for person, number in np.argwhere(items[:, :, 0] != NO_ANSWER):
        given = list(map(int, items[person, number]))
        house.check_in(people[person], FIRST_WEEK.plus(int(number)), given)


def check_unit(look, unit):
    """The page, the file for spreadsheets and the JSON say the same."""
    if f"/teams/{unit}/figures.csv" not in look.answers:
        return
    assert look.json(unit) == look.csv(unit)
    conditions = [
        without_words(values)[2:]
        for key, values in look.csv(unit).items()
        if key[1] == "Conditions at work"
    ]
    assert look.ranges(unit)[: len(conditions)] == tuple(reversed(conditions))
