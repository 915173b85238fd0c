"""A case whose people changed while a page was open: what is said, and where it leads."""

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.asking import ASKER, PRACTITIONER, SECOND, TALK, Help, join, join_second
from tests.support.cases import agreed, open_case, propose, taken
from tests.support.promises import go_away
from tests.support.settled_home import settled_home
from tests.support.world import TODAY
from wellbeing.accounts.rows import RoleRow
from wellbeing.database import writing
from wellbeing.support import moving, service

NOTHING_LEFT = "Nothing was left to take back."


@pytest.fixture
def help_(database):
    with settled_home(database) as home:
        join_second(home)
        yield Help(home)


@pytest.fixture
def ann(help_):
    visitor = Visitor(help_.home, ASKER)
    visitor.agree()
    return visitor


@pytest.fixture
def pat(help_):
    return Visitor(help_.home, SECOND)


def gives_the_role_up(help_, person_id):
    with help_.home.session() as session, writing(session):
        session.query(RoleRow).filter_by(person_id=person_id).update({"until_on": TODAY})


def test_what_began_meanwhile_is_not_said_to_be_taken_back_and_can_be_ended(help_, ann):
    request_id = taken(help_)
    seen = ann.get("/my-requests")
    with help_.office() as office:
        service.talked(office, SECOND, request_id)

    after = ann.press(seen, {}, "/my-requests/withdraw")

    assert (after.url, NOTHING_LEFT in after.text) == ("/my-requests", True)
    assert help_.mine()[0].is_open
    for path in ("/my-requests", "/my-step"):
        page = ann.get(path)
        assert f"/my-requests/{request_id}/end" in page.links
        assert "Take it back" not in page.text
        assert "Somebody should be in touch" not in page.text


def test_a_proposal_of_somebody_who_left_can_still_be_answered(help_, ann):
    request_id = open_case(help_)
    propose(help_, request_id, PRACTITIONER)
    gives_the_role_up(help_, SECOND)
    at = f"/my-requests/{request_id}/hand-over"
    assert at in ann.get("/my-requests").links

    after = ann.press(ann.get(at), {"stage": "yes"}, "")

    assert "You and Practitioner have talked" in after.text
    assert help_.inbox(PRACTITIONER) == (request_id,)


def test_what_two_agreed_leads_the_person_back_when_nobody_has_it(help_, ann):
    request_id = open_case(help_)
    at = f"/my-requests/{request_id}/actions"
    seen = ann.get(at)
    gives_the_role_up(help_, SECOND)

    after = ann.press(seen, {"what": "Ask for a desk", "doer": "both"}, "")

    assert (after.url, "Nobody has this at present" in after.text) == ("/my-requests", True)


def test_who_covers_is_shown_only_what_they_can_do(help_, ann):
    request_id = taken(help_)
    go_away(help_, SECOND, TODAY, TODAY)
    at = f"/my-requests/{request_id}/hand-over"
    nobody = ann.press(ann.get(at), {}, "")
    assert (nobody.status, "Choose who should be there" in nobody.text) == (422, True)
    with help_.office() as office:
        moving.ask_for_cover(office, ASKER, request_id, PRACTITIONER)
    other = Visitor(help_.home, PRACTITIONER)

    page = other.get(f"/requests/{request_id}")

    assert "You are there until Wednesday 4 March" in page.text
    assert "You are there until Wednesday 4 March" in other.get("/requests").text
    assert "Hand it back" not in page.text
    assert f"/requests/{request_id}/hand-over" not in page.links


def test_a_notice_leads_on_also_when_what_it_was_about_is_over(help_, ann, pat):
    request_id = open_case(help_)
    with help_.office() as office:
        service.close(office, SECOND, request_id)
    with help_.home.session() as session:
        join(session, "3" * 32, "Kim Third", "help", "peer_supporter")
    colleague = Visitor(help_.home, "3" * 32)

    assert ann.get("/waiting").url == "/my-requests"
    assert pat.get("/waiting").url == "/requests"
    assert colleague.get("/waiting").url == "/requests"


def test_a_contact_who_asked_themselves_is_led_to_both(help_, pat):
    agreed(help_, open_case(help_))
    help_.ask(TALK, who=SECOND)
    (own_request,) = help_.inbox(PRACTITIONER)
    help_.take(PRACTITIONER, own_request)
    with help_.office() as office:
        service.talked(office, PRACTITIONER, own_request)
        service.close(office, PRACTITIONER, own_request)

    assert {"/requests", "/my-requests"} <= set(pat.get("/waiting").links)
