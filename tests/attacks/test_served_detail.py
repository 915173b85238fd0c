"""In all detail, and while people come, go and move, real roles read what the attacks reckon with."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from tests.attacks.bridge import (
    FIRST_WEEK,
    Known,
    Printing,
    Recording,
    Replaying,
    Stay,
    reckoned,
)
from tests.attacks.houses import DIRECTOR, SUPERVISOR, VIEWERS, Premises, premises
from tests.attacks.people import NO_ANSWER, Answers, Shape, live
from tests.attacks.served import check_in_all, check_look, expected, numbers_in
from tests.attacks.test_nothing_moves import differing
from tests.support import proofs
from tests.support.databases import POSTGRES, Database, on_sqlite
from tests.support.press import CALENDAR, publication
from wellbeing.disclosure import ADOPTED, Book, Kind, Menu, Noise, Rhythm, Standing, Window
from wellbeing.disclosure.parameters import Limits
from wellbeing.history import service as history
from wellbeing.history.service import Desk
from wellbeing.ledger import service as ledger
from wellbeing.policies import service as policies
from wellbeing.stepped_care import Step
from wellbeing.week import Week

SERVICES = {
    "north": {"red": 40, "blue": 9, "dot": 3, "dash": 5},
    "south": {"green": 12, "lone": 2, "large": 0},
}
# With these few people every menu there is; the count by step takes its five hundred as always.
HIRED = 450
DETAILED = ADOPTED.model_copy(
    update={"limits": Limits(team=1.2, service=0.7, directorate=0.15, organisation=0.12)}
)
EVERY_MENU = {Menu.CONDITIONS, Menu.DOMAINS, Menu.DOMAINS_WEEKLY, Menu.ITEMS_WEEKLY}
WEEKS = (*CALENDAR.windows(1, Rhythm.WEEK), *CALENDAR.windows(2, Rhythm.WEEK)[:4])
# Everyday runs stop here on PostgreSQL, where each look takes long.
FEW_WEEKS = 5


def day(week: int, weekday: int = 1):
    return FIRST_WEEK.plus(week - 1).monday + timedelta(days=weekday - 1)


# Who is somewhere else, from which day on; "" is out of the house.
PATHS: Mapping[str, Sequence[Stay]] = {
    "red-0": [Stay("red", until_on=day(6, 3))],
    "red-1": [Stay("red", until_on=day(2, 4)), Stay("blue", day(2, 4))],
    "red-2": [Stay("red", until_on=day(6)), Stay("green", day(6), day(8)), Stay("red", day(8))],
    "red-3": [Stay("red", until_on=day(10)), Stay("large", day(10))],
    "dot-0": [Stay("dot", until_on=day(7, 5)), Stay("dash", day(7, 5))],
    "green-0": [Stay("green", until_on=day(13, 7))],
    "newcomer": [Stay("red", day(3, 3))],
    "late newcomer": [Stay("lone", day(14))],
}


@dataclass(frozen=True)
class Lived:
    """One organisation over 17 weeks: who was where, and what everybody said."""

    stays: Mapping[str, Sequence[Stay]]
    items: Answers

    @classmethod
    def by(cls, house: Premises) -> "Lived":
        homes = house.works.homes
        stays = {person: [Stay(home)] for person, home in homes.items()} | dict(PATHS)
        staff = live(np.random.default_rng(7), Shape(1, 1, 1, len(stays)), len(WEEKS))
        # Of the large team a few answer; the viewers look.
        silent = [who in VIEWERS or is_one_of_many(who) for who in stays]
        return cls(stays, np.where(np.array(silent)[:, None, None], NO_ANSWER, staff.items))


def is_one_of_many(who: str) -> bool:
    return who.startswith("large-") and int(who.removeprefix("large-")) >= 1015


def weeks_on(database: Database) -> Sequence[Window]:
    is_short = database.kind == POSTGRES and not proofs.is_whole()
    return WEEKS[:FEW_WEEKS] if is_short else WEEKS


def live_through(
    house: Premises, weeks: Sequence[Window], noise: Noise, lived: Lived | None = None
) -> None:
    """Let weeks pass: what one of them brings comes out on the Wednesday of the next."""
    for number in range(len(weeks) + 1):
        walk(house, number + 1)
        if number:
            house.publish(weeks[number - 1], noise)
        if lived is not None and number < len(weeks):
            check_in_all(house, list(lived.stays), lived.items, range(number, number + 1))


def walk(house: Premises, week: int) -> None:
    """Let those go where they go in a week, on their day."""
    for person, stays in PATHS.items():
        for stay in stays:
            if stay.from_on in range_of(week) and person not in house.works.homes:
                house.works.join(person, stay.unit, stay.from_on)
            elif stay.from_on in range_of(week):
                house.works.move(person, stay.unit, stay.from_on)
        if stays[-1].until_on in range_of(week):
            house.works.leave(person, stays[-1].until_on)


def range_of(week: int) -> list[object]:
    return [day(week, weekday) for weekday in range(1, 8)]


@contextmanager
def detailed(database: Database) -> Iterator[Premises]:
    with premises(database, SERVICES) as house:
        house.works.hire(HIRED, "large")
        house.works.parameters = DETAILED
        yield house


def standing_of(house: Premises, lived: Lived):
    """Say how somebody stood at the end of a cycle, as their own page tells them."""
    numbers = {person: line for line, person in enumerate(lived.stays)}

    def standing(person: str, window: Window) -> Standing:
        sent = [
            week
            for week in window.weeks
            if lived.items[numbers[person], week.since(FIRST_WEEK), 0] != NO_ANSWER
        ]
        return Standing(step_of(house, person, sent[-1])) if sent else Standing.NO_PART

    return standing


def step_of(house: Premises, person: str, week: Week) -> Step:
    with house.works.session() as session:
        desk = Desk(session, house.works.vault, policies.rulebook(session), week.monday)
        placed = history.placement_of(desk, person, week)
    assert placed is not None
    return placed.step or Step.PREVENTION


def viewers() -> Sequence[str]:
    """Return who looks: all roles in whole runs, the narrowest view and the widest in others."""
    return tuple(VIEWERS) if proofs.is_whole() else (SUPERVISOR, DIRECTOR)


def check_variety(kept: Book, weeks: Sequence[Window]) -> None:
    """Every sort of figure is among them."""
    counted = [cell for cell in kept.cells if cell.kind is Kind.TALLY]

    assert {cell.menu for cell in kept.plans[0].cells} == EVERY_MENU
    assert len(counted) == (len(Standing) if weeks == WEEKS else 0)
    assert len({cell.indicator for cell in kept.cells}) > 10


def test_every_role_reads_in_all_detail_what_the_attacks_reckon_with(database, tmp_path):
    recording, weeks = Recording(), weeks_on(database)
    now = publication(weeks[-1])
    with detailed(database) as house:
        lived = Lived.by(house)
        live_through(house, weeks, recording, lived)
        looks = {who: house.look(who) for who in viewers()}
        with house.works.ledger() as session:
            kept = ledger.book(session)
        known = Known(SERVICES, lived.stays, lived.items, standing_of(house, lived), DETAILED)
        replaying = Replaying(recording.noise)
        book = reckoned(known, replaying, now)

    check_variety(kept, weeks)
    assert recording.asked == Counter(cell.sigma for cell in kept.cells)
    assert replaying.sums == recording.sums
    assert book == kept
    assert numbers_in(looks[DIRECTOR]) == expected(book, now.date())
    for look in looks.values():
        check_look(look, looks[DIRECTOR])

    # The same numbers, printed where nobody ever answered, are the same in every byte.
    data = tmp_path / "printed"
    data.mkdir(mode=0o700)
    with detailed(on_sqlite(data)) as house:
        live_through(house, weeks, Printing(recording.released))
        assert recording.released == []
        assert differing(looks, {who: house.look(who) for who in looks}) == set()
