"""The page of roles: everybody reads who holds which, some decide, and nobody decides for themselves."""

import pytest

from tests.integration.policies.reader import Reader
from tests.support.granting import WHY, Granting
from tests.support.policies import IDS, LEAD, REP, STAFF
from tests.support.settled_home import settled_in
from wellbeing.accounts.people import Role

HERE = "/roles"
OTHER, NEW, NOT = IDS["moved"], IDS["supervisor"], IDS["directorate manager"]


@pytest.fixture(scope="module")
def granting(tmp_path_factory):
    # One for all tests: each asks for a role of somebody else.
    with settled_in(tmp_path_factory.mktemp("roles")) as home:
        yield Granting(home)


def read(granting, who, path=HERE):
    return Reader(granting.home, who).get(path).text


def test_all_staff_read_who_holds_which_role_and_since_when(granting):
    page = read(granting, OTHER)

    for name in ("Practitioner", "Wellbeing Lead", "Staff Representative", "Roster Admin"):
        assert f"{name} , since" in page or f"{name}, since" in page
    assert "Your own roles" not in page


def test_what_waits_is_read_by_those_who_decide_and_by_whom_it_is_about(granting):
    granting.ask(by=LEAD)

    assert "A role waits for you" in read(granting, REP)
    lead = read(granting, LEAD)
    assert "A role waits for you" not in lead
    assert "Can be agreed to by Staff Representative." in lead
    own = read(granting, STAFF)
    assert "Auditor: asked for, and not begun" in own
    assert WHY in own
    assert WHY not in read(granting, OTHER)


def test_a_second_person_agrees_on_the_page_and_everybody_reads_who(granting):
    grant = granting.ask(Role.PEER_SUPPORTER, whom=NEW)
    here = f"{HERE}/{grant}/decide"
    reader = Reader(granting.home, REP)

    unsaid = reader.send(here, verdict="decline")
    assert (unsaid.status, "Say why you do not agree." in unsaid.text) == (422, True)
    said = reader.send(here, verdict="approve", note="Good.")

    assert "You agreed. Supervisor holds this role from now on, and is told." in said.text
    assert granting.roles(NEW) >= {"peer_supporter"}
    page = read(granting, OTHER)
    assert "Agreed by Staff Representative" in page
    assert "asked for by Service Manager" in page
    account = read(granting, NEW, "/account")
    assert (
        "Peer supporter, since 4 March 2026. Asked for by Service Manager on 4 March 2026"
        in account
    )
    # Once more, from another window.
    assert "decided or taken back meanwhile" in reader.get(here).text

    # Who ends a task for others is not named to everybody.
    granting.end(Role.PEER_SUPPORTER, NEW)
    page = read(granting, OTHER)
    assert "Agreed by Staff Representative" not in page
    assert "Supervisor : Peer supporter" not in page


def test_what_was_not_agreed_is_read_by_those_who_decide_and_the_person(granting):
    reader = Reader(granting.home, LEAD)
    grant = granting.ask(Role.PRACTITIONER, whom=NOT)

    said = reader.send(f"{HERE}/{grant}/decide", verdict="decline", note="She leaves in May.")

    assert "You did not agree" in said.text
    assert "practitioner" not in granting.roles(NOT)
    for who in (REP, NOT):
        assert "She leaves in May." in read(granting, who)
    assert "not agreed" in read(granting, NOT, "/account")
    assert "She leaves in May." not in read(granting, OTHER)


def test_nobody_decides_about_what_is_not_theirs_to_decide(granting):
    grant = granting.ask(whom=REP, by=LEAD)
    for who in (LEAD, REP):
        assert "waits for somebody else" in read(granting, who, f"{HERE}/{grant}/decide")
    for who in (STAFF, IDS["roster admin"], IDS["operator"]):
        browser = granting.home.browser_of(who)
        assert browser.get(f"{HERE}/{grant}/decide").status_code == 404
    browser = granting.home.browser_of(LEAD)
    assert browser.get(f"{HERE}/{'0' * 32}/decide").status_code == 404
    assert "Nobody can agree to it now" in read(granting, LEAD)


def test_roles_that_should_lie_apart_are_said_before_they_are_agreed_and_while_they_are_held(
    granting,
):
    who = IDS["practitioner"]
    assert "should hold no other role" not in read(granting, OTHER)
    grant = granting.ask(Role.AUDITOR, whom=who)

    decide = read(granting, REP, f"{HERE}/{grant}/decide")
    assert "An auditor should hold no other role" in decide
    assert "Is there nobody else?" in decide

    granting.agree(grant)
    held = "Practitioner is Auditor and Wellbeing or occupational health practitioner."
    assert held in read(granting, OTHER)
    granting.end(Role.AUDITOR, who)
