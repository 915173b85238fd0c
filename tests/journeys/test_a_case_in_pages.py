"""Two people of a case at their pages, and everybody else at the same addresses."""

import pytest

from tests.integration.checkins.visitor import Visitor, form_of
from tests.support.asking import (
    ASKER,
    FORMAL,
    PEER,
    PRACTITIONER,
    SECOND,
    SUPERVISOR,
    Help,
    join_second,
)
from tests.support.cases import agreed, open_case, propose, taken
from tests.support.promises import go_away
from tests.support.settled_home import settled_home
from tests.support.world import TODAY
from wellbeing.content.loader import content
from wellbeing.cover import own
from wellbeing.cover.service import Card
from wellbeing.support import service

PAGES = ("", "/actions", "/hand-over", "/close")
PRESSED = ("/take", "/hand-back", "/talked", "/reference", "/actions/answer")
MINE = ("actions", "hand-over", "end", "useful")


@pytest.fixture
def help_(database):
    with settled_home(database) as home:
        join_second(home)
        yield Help(home)


@pytest.fixture
def ann(help_):
    return Visitor(help_.home, ASKER)


@pytest.fixture
def pat(help_):
    return Visitor(help_.home, SECOND)


def test_two_people_write_down_and_agree(help_, ann, pat):
    request_id = open_case(help_)
    at = f"/requests/{request_id}/actions"
    page = pat.press(pat.get(at), {"what": "Ask for a desk", "doer": "both"}, "")
    assert "Waits for Staff" in page.text

    mine = f"/my-requests/{request_id}/actions"
    assert mine in ann.get("/my-requests").links
    after = ann.press(ann.get(mine), {"stage": "agree"}, f"{mine}/answer")

    assert "Agreed, and kept. You both can read it." in after.text
    assert "Ask for a desk" in pat.get(at).text
    shown = ann.get("/my-requests").text
    assert "Ask for a desk (Both of you)" in shown
    assert "Pat Second, Wednesday 4 March, 3 times" in shown


def test_an_action_that_cannot_be_kept_stays_in_its_box(help_, pat):
    request_id = open_case(help_)
    at = f"/requests/{request_id}/actions"

    page = pat.press(pat.get(at), {"what": "Ask for a desk", "by_when": "soon"}, "")

    assert page.status == 422
    assert "Choose who does it." in page.text
    assert form_of(page, "").filled["what"] == "Ask for a desk"


def test_a_draft_that_changed_meanwhile_is_shown_again(help_, ann, pat):
    request_id = open_case(help_)
    at, mine = f"/requests/{request_id}/actions", f"/my-requests/{request_id}/actions"
    pat.press(pat.get(at), {"what": "One", "doer": "both"}, "")
    seen = ann.get(mine)
    pat.press(pat.get(at), {"what": "Two", "doer": "both"}, "")

    after = ann.press(seen, {"stage": "agree"}, f"{mine}/answer")

    assert "has changed since you looked" in after.text
    assert "Nothing is agreed yet." in after.text


def test_the_person_decides_about_a_colleague_on_their_page(help_, ann, pat):
    request_id = open_case(help_)
    agreed(help_, request_id)
    page = pat.get(f"/requests/{request_id}/hand-over")
    asked = pat.press(
        page, {"to": PRACTITIONER, "how_long": "good", "words": "I change my job."}, ""
    )
    assert "The person decides." in asked.text

    at = f"/my-requests/{request_id}/hand-over"
    shown = ann.get(at)
    assert "Pat Second would like Practitioner to be there for you." in shown.text
    assert "I change my job." in shown.text
    ann.press(shown, {"stage": "yes"}, "")

    assert pat.get(f"/requests/{request_id}").status == 404
    other = Visitor(help_.home, PRACTITIONER)
    assert "Nothing is agreed yet." in other.get(f"/requests/{request_id}/actions").text
    assert "You and Practitioner have talked" in ann.get("/my-requests").text


def test_while_a_contact_is_away_the_person_can_ask_for_somebody_else(help_, ann, pat):
    request_id = open_case(help_)
    at = f"/my-requests/{request_id}/hand-over"
    assert "Pat Second is your contact." in ann.get(at).text
    go_away(help_, SECOND, TODAY, TODAY)

    assert "Pat Second is away until Wednesday 4 March." in ann.get("/my-requests").text
    ann.press(ann.get(at), {"to": PRACTITIONER}, "")

    assert "Practitioner is there for you while Pat Second is away" in ann.get("/my-requests").text
    assert "One of your cases is with Practitioner until Wednesday 4 March." in (
        pat.get("/requests").text
    )
    ann.press(ann.get(at), {}, "")
    assert pat.get(f"/requests/{request_id}").status == 200


def test_the_desk_says_how_many_and_refuses_one_more_kindly(help_, pat):
    with help_.office() as office:
        own.keep_card(own.Supporter(office.session, SECOND, office.today), Card(most_at_once=1))
    help_.ask(FORMAL)
    help_.ask()
    first, second = help_.inbox(SECOND)
    help_.take(SECOND, first)

    desk = pat.get("/requests")
    assert "You have 1 of the 1 that your card says." in desk.text
    at = f"/requests/{second}"
    refused = pat.press(pat.get(at), {}, f"{at}/take")

    assert content().support.full.format(most=1) in refused.text
    assert help_.inbox(PRACTITIONER) == (second,)


def test_a_duty_of_care_is_shown_and_a_line_of_reference_kept(help_, ann, pat):
    request_id = taken(help_)
    at = f"/requests/{request_id}"
    page = pat.get(at)
    for step in content().duty_of_care.steps:
        assert step in page.text

    pat.press(page, {"line": "OH-4471"}, f"{at}/reference")

    shown = ann.get("/my-requests").text
    assert "Pat Second keeps a note of their own about this" in shown
    assert "OH-4471" in shown


def test_the_person_ends_it_and_says_for_whom_it_was_useful(help_, ann, pat):
    request_id = open_case(help_)
    ann.press(ann.get(f"/my-requests/{request_id}/end"), {}, "")
    assert "Closed by you on Wednesday 4 March" in ann.get("/my-requests").text
    at = f"/my-requests/{request_id}/useful"
    assert ann.press(ann.get(at), {"words": "It was short."}, "").status == 422

    ann.press(ann.get(at), {"use": "partly", "words": "It was short.", "for_them": "y"}, "")

    assert "/said-to-you" in pat.get("/requests").links
    assert "It was short." in pat.get("/said-to-you").text
    other = Visitor(help_.home, PRACTITIONER)
    assert "It was short." not in other.get("/said-to-you").text
    assert form_of(ann.get(at), "").filled["words"].strip() == "It was short."


@pytest.mark.parametrize("ended", [False, True])
def test_a_colleague_and_a_supervisor_find_the_same_as_where_nothing_is(help_, ended):
    request_id = open_case(help_)
    agreed(help_, request_id)
    propose(help_, request_id, PRACTITIONER)
    if ended:
        with help_.office() as office:
            service.close(office, SECOND, request_id)

    for who in (PRACTITIONER, SUPERVISOR, PEER, *((SECOND,) if ended else ())):
        visitor = Visitor(help_.home, who)
        for page in PAGES:
            there, nowhere = (
                visitor.client.get(f"/requests/{one}{page}") for one in (request_id, "0" * 32)
            )
            assert (there.status_code, len(there.data)) == (404, len(nowhere.data))
        for page in MINE:
            assert visitor.get(f"/my-requests/{request_id}/{page}").status == 404
        for press in PRESSED:
            at = f"/requests/{request_id}{press}"
            assert visitor.client.post(at, data=token_of(visitor)).status_code == 404
    (mine,) = help_.mine()
    assert bool(mine.life.refused) == ended
    assert {one.name for one in mine.looks} <= {"Pat Second"}


def token_of(visitor: Visitor) -> dict[str, str]:
    return {"csrf_token": visitor.get("/my-requests").forms[0].filled["csrf_token"]}
