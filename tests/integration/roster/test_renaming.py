"""A unit that was renamed or moved stays the same unit, when somebody says so; the past stays true."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.support.roster_office import MONDAY
from tests.support.rosters import changed, row, two_teams
from wellbeing.accounts import earlier, leading, roster, service
from wellbeing.accounts.rows import EarlierUnitRow, MembershipRow, UnitRow

YOUTH = "Children > Help > Youth"


def with_team(name, service_name="Help"):
    """Write the people of Youth into a team of another name, or under another service."""
    return tuple(
        replace(one, team=name, service=service_name) if one.team == "Youth" else one
        for one in two_teams()
    )


def in_two_services():
    """Add a service with a manager and a team of its own."""
    ours = [
        replace(row(f"care{n}@example.org", "Duty", "carl@example.org"), service="Care")
        for n in range(5)
    ]
    manager = row("cora@example.org", "Duty", "", "manager of service")
    lead = row("carl@example.org", "Duty", "cora@example.org")
    return (*two_teams(), *(replace(one, service="Care") for one in (manager, lead)), *ours)


def moved_to_care():
    return tuple(
        replace(one, service="Care") if one.team == "Youth" else one for one in in_two_services()
    )


def count(office, row_class):
    return office.session.scalar(select(func.count()).select_from(row_class))


def test_a_renamed_team_stays_the_same_unit_with_the_same_people(office):
    office.bring(two_teams())
    before, homes = office.unit("Youth"), count(office, MembershipRow)
    office.later(days=7)

    plan = office.bring(with_team("Young people"), said=roster.Said((f"{YOUTH}=Young people",)))

    now = office.unit("Young people")
    assert (now.id, now.parent_id) == (before.id, before.parent_id)
    assert [(one.before.path, one.after.path) for one in plan.renamed_units] == [
        (YOUTH, "Children > Help > Young people")
    ]
    assert (plan.new_units, plan.closed_units, plan.moves, plan.led_begun) == ((), (), (), ())
    assert count(office, MembershipRow) == homes
    member = office.person("youth1@example.org")
    assert leading.is_of_team(office.session, member.id, before.id, office.today)
    assert leading.leads(
        office.session, office.person("dev@example.org").id, before.id, office.today
    )


def test_the_name_a_unit_had_is_kept_with_its_days(office):
    office.bring(two_teams())
    office.later(days=7)
    office.bring(with_team("Young people"), said=roster.Said(("Youth=Young people",)))
    office.later(days=7)
    office.bring(with_team("Next step"), said=roster.Said(("Young people=Next step",)))

    week = timedelta(days=7)
    unit = office.unit("Next step")
    assert [
        (one.name, one.from_on, one.until_on) for one in earlier.of_unit(office.session, unit.id)
    ] == [
        ("Young people", MONDAY + week, MONDAY + 2 * week),
        ("Youth", MONDAY, MONDAY + week),
    ]
    then = [
        {one.name for one in earlier.units_as_they_were(office.session, MONDAY + days * week / 7)}
        for days in (0, 6, 7, 13, 14)
    ]
    expected = ["Youth", "Youth", "Young people", "Young people", "Next step"]
    assert then == [{"Eastmere", "Children", "Help", "Hubs", name} for name in expected]


def test_changed_twice_on_one_day_a_unit_keeps_what_stood_in_the_morning(office):
    office.bring(two_teams())
    office.later(days=7)
    office.bring(with_team("A slip"), said=roster.Said(("Youth=A slip",)))
    office.bring(with_team("Young people"), said=roster.Said(("A slip=Young people",)))

    unit = office.unit("Young people")
    assert [one.name for one in earlier.of_unit(office.session, unit.id)] == ["Youth"]

    office.bring(two_teams(), said=roster.Said(("Young people=Youth",)))

    assert earlier.of_unit(office.session, unit.id) == ()
    assert office.unit("Youth").id == unit.id


def test_a_name_that_never_held_for_a_day_leaves_no_trace(office):
    office.bring(two_teams())
    office.bring(with_team("Young people"), said=roster.Said(("Youth=Young people",)))

    assert count(office, EarlierUnitRow) == 0


def test_a_moved_team_is_seen_from_its_new_place_from_that_day(office):
    office.bring(in_two_services())
    before = {
        address: office.sees(f"{address}@example.org")
        for address in ("tom", "cora", "hub1", "aisha", "care1", "dev", "youth1")
    }
    unit = office.unit("Youth")
    office.later(days=7)

    office.bring(moved_to_care(), said=roster.Said((f"{YOUTH}=Children > Care > Youth",)))

    after = {address: office.sees(f"{address}@example.org") for address in before}
    assert office.unit("Youth").id == unit.id
    assert before["tom"] - after["tom"] == {"Youth"}
    assert after["cora"] - before["cora"] == {"Youth"}
    assert after["youth1"] == {"Eastmere", "Children", "Care", "Youth"}
    # Nobody of the place it left, and nobody of the place it came to, sees a unit more.
    assert all(after[address] <= before[address] for address in ("tom", "hub1", "aisha", "care1"))
    tom = office.person("tom@example.org").id
    assert not leading.leads(office.session, tom, unit.id, office.today)


def test_a_service_takes_its_teams_along(office):
    office.bring(two_teams())
    ids = {name: office.unit(name).id for name in ("Help", "Hubs", "Youth")}
    office.later(days=7)
    renamed = tuple(replace(one, service="Early help") for one in two_teams())

    plan = office.bring(renamed, said=roster.Said(("Help=Early help",)))

    assert {name: office.unit(name).id for name in ("Early help", "Hubs", "Youth")} == {
        "Early help": ids["Help"],
        "Hubs": ids["Hubs"],
        "Youth": ids["Youth"],
    }
    assert len(plan.renamed_units) == 1
    assert (plan.moves, plan.closed_units, plan.new_units) == ((), (), ())


def test_a_team_can_move_into_a_unit_that_is_new_itself(office):
    office.bring(two_teams())
    youth = office.unit("Youth").id
    office.later(days=7)

    office.bring(with_team("Youth", "Young"), said=roster.Said((f"{YOUTH}=Young > Youth",)))

    assert office.unit("Youth").id == youth
    assert office.unit("Youth").parent_id == office.unit("Young").id


def test_what_looks_renamed_is_not_ended_before_somebody_says_so(office):
    office.bring(two_teams())
    before = count(office, UnitRow)
    office.later(days=7)

    with pytest.raises(roster.LooksRenamedError, match=YOUTH):
        office.bring(with_team("Young people"))

    assert count(office, UnitRow) == before
    plan = office.bring(with_team("Young people"), said=roster.Said(ended=("Youth",)))
    assert [one.path for one in plan.closed_units] == [YOUTH]
    assert [one.path for one in plan.new_units] == ["Children > Help > Young people"]


def test_what_does_not_fit_changes_nothing_at_all(office):
    office.bring(two_teams())
    office.later(days=7)
    rows = changed(with_team("Young people"), "hub1@example.org", name="Somebody Else")

    with pytest.raises(roster.SaidError, match="Yuth"):
        office.bring(rows, said=roster.Said(("Yuth=Young people", "Youth=Young persons")))

    assert office.person("hub1@example.org").name == "Hub1"
    assert office.unit("Youth").closed_on is None
    with pytest.raises(roster.SaidError, match="Young persons"):
        roster.preview(office.session, rows, office.today, roster.Said(("Youth=Young persons",)))


def test_in_an_ended_unit_nobody_is_at_home_and_nobody_leads_it(office):
    office.bring(two_teams())
    youth = office.unit("Youth").id
    office.later(days=7)
    everybody = tuple(changed((one,), one.work_email, team="Hubs")[0] for one in two_teams())

    office.bring(everybody)

    people = service.present(office.session, office.today)
    assert not any(
        leading.is_of_team(office.session, person_id, youth, office.today)
        or service.may_see_unit(office.session, person_id, youth, office.today)
        for person_id in people
    )
