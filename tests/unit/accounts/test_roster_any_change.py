"""Whatever a new roster looks like: units are kept, ended or new, and every question has an answer."""

from dataclasses import replace
from datetime import date
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from tests.support.rosters import row
from wellbeing.accounts.people import Level, Person, Unit
from wellbeing.accounts.roster_guesses import guesses
from wellbeing.accounts.roster_said import Said, resolve
from wellbeing.accounts.roster_standing import Standing
from wellbeing.accounts.roster_units import AS_NAMED, match

DAY = date(2026, 3, 2)
TOP = Unit("top", Level.ORGANISATION, "Eastmere", None, DAY)
UPPER, NAMES = st.sampled_from(["", "A", "B"]), st.sampled_from(["A", "B", "C", "D"])
# A handful of people, each somewhere: in a directorate and a service, or in none.
rosters = st.lists(st.tuples(UPPER, UPPER, NAMES), min_size=1, max_size=6)


def rows_of(places):
    return tuple(
        replace(row(f"p{number}@example.org", team), directorate=directorate, service=service)
        for number, (directorate, service, team) in enumerate(places)
    )


def standing_of(rows):
    numbers = count(1)
    found = match([TOP], rows, DAY, lambda: f"old{next(numbers)}")
    people = tuple(
        Person(one.work_email, one.name, one.work_email, frozenset(), DAY) for one in rows
    )
    homes = {one.work_email: found.of(one, Level.TEAM).id for one in rows}
    units = sorted(found.by_way.values(), key=lambda unit: unit.level.depth)
    return Standing(tuple(units), people, homes, frozenset())


@given(rosters, rosters)
def test_every_unit_is_kept_or_ended_and_stands_in_the_one_above_it(before, after):
    standing, rows = standing_of(rows_of(before)), rows_of(after)
    asked = guesses(standing, rows, AS_NAMED)
    said = Said(tuple(f"{one.was}={one.now}" for one in asked))
    numbers = count(1)

    meant = resolve(said, standing.units, rows)
    units = match(standing.units, rows, DAY, lambda: f"new{next(numbers)}", meant)

    ids = [unit.id for unit in units.by_way.values()]
    closed = {one.unit.id for one in units.closed}
    assert len(set(ids)) == len(ids)
    assert {unit.id for unit in standing.units} - set(ids) == closed
    assert all(
        unit.parent_id == units.by_way[way[:-1]].id for way, unit in units.by_way.items() if way
    )
    assert closed.isdisjoint(meant.ways)
    assert guesses(standing, rows, meant) == ()


@given(rosters, rosters)
def test_every_question_can_also_be_answered_with_an_end(before, after):
    standing, rows = standing_of(rows_of(before)), rows_of(after)
    said = Said()

    # A team that went with its service is asked about once the service is said to have ended.
    while asked := guesses(standing, rows, resolve(said, standing.units, rows)):
        ended = {one.was for one in asked}
        assert ended.isdisjoint(said.ended)
        said = Said(ended=(*said.ended, *sorted(ended)))
