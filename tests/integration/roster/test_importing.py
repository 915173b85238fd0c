"""An import makes the stored roster say what the file says, dated, whole or not at all."""

import pytest
from sqlalchemy import func, select

from tests.support.roster_office import MONDAY
from tests.support.rosters import LEAD, changed, row, two_teams, without
from wellbeing.accounts import roster, service, sign_in
from wellbeing.accounts.people import Level, Role
from wellbeing.accounts.rows import MembershipRow, PersonRow, SessionRow, UnitRow


def test_the_first_import_brings_everybody_and_places_the_lead(office):
    plan = office.bring(two_teams())

    assert len(plan.joiners) == 23
    assert not plan.leavers
    assert office.home(LEAD) == office.home("tom@example.org") == "Hubs"
    assert [unit.level for unit in service.units(office.session, MONDAY)] == [
        Level.ORGANISATION,
        Level.DIRECTORATE,
        Level.SERVICE,
        Level.TEAM,
        Level.TEAM,
    ]


def test_a_preview_changes_nothing(office):
    before = office.session.scalar(select(func.count()).select_from(PersonRow))

    plan = roster.preview(office.session, two_teams(), MONDAY)

    assert len(plan.joiners) == 23
    assert office.session.scalar(select(func.count()).select_from(PersonRow)) == before


def test_the_same_roster_again_changes_nothing(office):
    office.bring(two_teams())
    office.later(days=3)

    assert roster.preview(office.session, two_teams(), office.today).changes_nothing
    assert office.bring(two_teams()).changes_nothing


def test_supervisors_see_their_own_team_and_managers_what_lies_within_their_unit(office):
    office.bring(two_teams())

    assert "Youth" not in office.leads("aisha@example.org")
    assert {"Hubs", "Youth"} <= office.leads("tom@example.org")
    assert "Hubs" not in office.leads("dev@example.org")


def test_a_teams_own_supervisor_names_somebody_above_the_team_not_beside_them(office):
    plan = office.bring(two_teams())

    assert {(one.person.name, one.unit.name) for one in plan.led_begun} == {
        ("Aisha", "Hubs"),
        ("Dev", "Youth"),
        ("Tom", "Help"),
    }


def test_a_move_is_dated_and_the_past_stays_as_it_was(office):
    office.bring(two_teams())
    office.later(days=7)

    plan = office.bring(changed(two_teams(), "hub1@example.org", team="Youth"))

    assert [(move.person.work_email, move.came_from) for move in plan.moves] == [
        ("hub1@example.org", "Hubs")
    ]
    assert office.home("hub1@example.org") == "Youth"
    assert office.home("hub1@example.org", on=MONDAY) == "Hubs"


def test_two_moves_on_one_day_leave_one_home(office):
    office.bring(two_teams())
    office.later(days=7)

    office.bring(changed(two_teams(), "hub1@example.org", team="Youth"))
    office.bring(changed(two_teams(), "hub1@example.org", team="Outreach"))
    office.bring(two_teams())

    assert office.home("hub1@example.org") == "Hubs"
    person_id = office.person("hub1@example.org").id
    running = office.session.scalars(
        select(MembershipRow).where(
            MembershipRow.person_id == person_id, MembershipRow.until_on.is_(None)
        )
    ).all()
    assert len(running) == 1


def test_a_leaver_is_gone_from_that_day_and_their_sessions_end(office):
    office.bring(two_teams())
    hub = office.person("hub1@example.org")
    token = sign_in.sign_in_as(office.door, hub.id)
    office.later(days=7)

    plan = office.bring(without(two_teams(), "hub1@example.org"))

    assert [person.work_email for person in plan.leavers] == ["hub1@example.org"]
    assert office.person("hub1@example.org") is None
    assert service.person(office.session, hub.id, MONDAY) is not None
    assert sign_in.find(office.door, token).person is None
    assert office.session.scalar(select(func.count()).select_from(SessionRow)) == 0


def test_someone_who_comes_back_is_a_new_person(office):
    office.bring(two_teams())
    before = office.person("hub1@example.org").id
    office.later(days=7)
    office.bring(without(two_teams(), "hub1@example.org"))
    office.later(days=7)

    office.bring(two_teams())

    assert office.person("hub1@example.org").id != before


def test_a_supervisor_who_changes_no_longer_leads(office):
    office.bring(two_teams())
    office.later(days=7)
    new = "youth1@example.org"
    rows = changed(two_teams(), new, supervisor_email="tom@example.org")
    for one in rows:
        if one.team == "Youth" and one.work_email != new:
            rows = changed(rows, one.work_email, supervisor_email=new)

    plan = office.bring(rows)

    assert [one.person.work_email for one in plan.led_begun] == [new]
    assert [one.person.work_email for one in plan.led_ended] == ["dev@example.org"]


def test_more_than_one_leaver_in_ten_must_be_meant(office):
    office.bring(two_teams())
    fewer = without(two_teams(), *(f"hub{n}@example.org" for n in range(3)))

    with pytest.raises(roster.ManyLeaversError):
        office.bring(fewer)

    assert office.person("hub1@example.org") is not None
    assert len(office.bring(fewer, many_leavers=True).leavers) == 3


def test_an_organisation_keeps_a_wellbeing_lead(office):
    office.bring(two_teams())

    with pytest.raises(roster.NoLeadError):
        office.bring(changed(two_teams(), LEAD, roles=()))

    assert Role.WELLBEING_LEAD in office.person(LEAD).roles


def test_an_import_that_fails_half_way_leaves_nothing_behind(office):
    first = two_teams()
    broken = (*first, row("new@example.org", "New team"), row("new@example.org", "New team"))

    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        office.bring(broken)

    assert office.person("tom@example.org") is None
    assert office.session.scalar(select(func.count()).select_from(UnitRow)) == 1


def test_a_team_without_people_closes_and_one_written_anew_keeps_its_place(office):
    office.bring(two_teams())
    office.later(days=7)
    moved = tuple(changed((one,), one.work_email, team="HUBS")[0] for one in two_teams())

    plan = office.bring(moved)

    assert [(one.before.unit.name, one.after.unit.name) for one in plan.renamed_units] == [
        ("Hubs", "HUBS")
    ]
    assert [one.unit.name for one in plan.closed_units] == ["Youth"]
    assert {unit.name for unit in service.units(office.session, office.today)} == {
        "Eastmere",
        "Children",
        "Help",
        "HUBS",
    }
