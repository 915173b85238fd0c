"""What has changed: of one's own units, roles and rules; names only of those who begin something."""

from datetime import timedelta

import pytest

from tests.integration.policies.reader import Reader
from tests.support.granting import Granting
from tests.support.policies import IDS, STAFF, Office, with_line
from tests.support.roster_office import MONDAY
from tests.support.rosters import changed, row, two_teams, without
from tests.support.settled_home import settled_home
from wellbeing.accounts.changed import SOMEBODY, What, of_roles, of_units

HERE = "/what-changed"
NEWER = with_line("in_force_from", "2026-03-09", with_line("max_gap_weeks", 4))


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        yield home


def read(home, who=STAFF):
    return Reader(home, who).get(HERE).text


def test_everybody_reads_what_changed_in_roles_and_rules(home):
    Office(home).adopt()
    Office(home).agree_on(NEWER)
    granting = Granting(home)
    granting.agree(granting.ask(whom=IDS["moved"]))

    page = read(home)

    assert "Moved now holds the role “Auditor”." in page
    assert "New rules were agreed by two people. They hold from 9 March 2026 on." in page
    assert "The first rules were taken" in page


def test_each_reads_of_their_own_units_and_of_nobody_elses(home):
    red, green = read(home), read(home, IDS["auditor"])

    # Somebody moved from green to red today, and one red lead ended; both without a name.
    assert "1 person joined Red." in red
    assert "1 person left Red." in red
    assert "Moved" not in red
    assert "Green" not in red
    assert "1 person left Green." in green
    assert "Somebody leads Green no longer." in green
    assert "Past Supervisor" not in green
    assert "Red" not in green


def told(office, address, since=MONDAY):
    days = (since, office.today)
    found = of_units(office.session, office.person(address).id, days)
    office.session.rollback()
    return {(one.what, one.about, one.named, one.people) for one in found if one.on == office.today}


def test_units_that_begin_end_move_or_are_renamed_are_told_to_those_near(office):
    office.bring(two_teams())
    office.later(days=7)
    rows = changed(two_teams(), "hub1@example.org", team="Outreach")
    rows = changed(rows, "dev@example.org", supervisor_email="")
    rows = without(rows, "hub2@example.org")
    office.bring((*rows, row("new@example.org", "Hubs", "aisha@example.org")))

    assert {(What.JOINED, "Hubs", "", 1), (What.LEFT, "Hubs", "", 2)} <= told(
        office, "hub0@example.org"
    )
    # Who manages the service reads of every team in it; who is in another team of it does not.
    assert (What.OPENED, "Outreach", "", 0) in told(office, "tom@example.org")
    assert (What.OPENED, "Outreach", "", 0) not in told(office, "youth1@example.org")
    assert told(office, "youth1@example.org") == set()


def test_a_role_that_ends_is_told_without_a_name_and_what_is_older_than_a_year_not_at_all(office):
    with_rep = changed(two_teams(), "dev@example.org", roles=("staff representative",))
    office.bring(with_rep)
    office.later(days=3)
    office.bring(two_teams())

    days = (MONDAY, office.today)
    found = [one for one in of_roles(office.session, days) if one.about == "staff_representative"]

    assert [(one.what, one.named) for one in found] == [
        (What.ROLE_BEGUN, "Dev"),
        (What.ROLE_ENDED, ""),
    ]
    later = (office.today + timedelta(days=1), office.today + timedelta(days=2))
    assert list(of_roles(office.session, later)) == []


def test_who_has_left_is_named_no_longer(office):
    rows = changed(two_teams(), "hub1@example.org", roles=("auditor",))
    office.bring(rows)
    office.later(days=3)
    office.bring(without(rows, "hub1@example.org"))

    found = list(of_roles(office.session, (MONDAY, office.today)))

    assert {one.named for one in found if one.about == "auditor"} == {"", SOMEBODY}
