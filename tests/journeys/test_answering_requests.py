"""A contact answers somebody who asked: the list, the look that is seen, taking, talking, a review."""

from datetime import timedelta

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.asking import (
    ASKER,
    BY_NAME,
    FORMAL,
    PEER,
    PRACTITIONER,
    REVIEW,
    SECOND,
    SUPERVISOR,
    TALK,
    Help,
    join_second,
)
from tests.support.settled_home import settled_home
from tests.support.world import NOW
from wellbeing.content.loader import content
from wellbeing.support.cases import Kind, Wish
from wellbeing.week import Week

WEEK = Week(2026, 10)
SAID = content().support
HARD_WEEK = dict.fromkeys(("sleep", "alert", "worry", "low", "irritable", "avoid"), "3")
ACTS = ("take", "hand-back", "talked")


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        join_second(home)
        yield home


@pytest.fixture
def ann(home):
    """Somebody with a hard week behind them."""
    visitor = Visitor(home, ASKER)
    visitor.agree()
    visitor.check_in(HARD_WEEK)
    return visitor


@pytest.fixture
def pat(home):
    return Visitor(home, SECOND)


def asked(home, wish=TALK):
    """Let the person ask, and return the address of the request."""
    helping = Help(home)
    helping.ask(wish)
    return f"/requests/{helping.inbox(SECOND)[0]}"


def taken(pat, address):
    return pat.press(pat.get(address), {}, f"{address}/take")


def test_the_list_names_nobody_before_it_was_opened(home, ann, pat):
    address = asked(home)

    page = pat.get("/requests")

    assert address in page.links
    assert "Someone would like to talk" in page.text
    assert "By Friday 6 March" in page.text
    assert "Staff would" not in page.text
    assert "Nobody yet" in ann.get("/my-requests").text


def test_a_request_says_what_the_person_was_shown_and_nothing_else(home, ann, pat):
    page = pat.get(asked(home))

    assert page.h1 == "Staff would like to talk with you"
    assert "Staff would like to talk with you by Friday 6 March, by phone." in page.text
    for kept in ("18", "Reactive", "Formal intervention", "out of", "sleep", "example.org"):
        assert kept not in page.text


def test_the_person_sees_who_looked_and_who_took_it(home, ann, pat):
    address = asked(home)
    pat.get(address)
    taken(pat, address)

    page = ann.get("/my-requests")

    assert "Pat Second has taken this on Wednesday 4 March" in page.text
    assert "Pat Second, Wednesday 4 March, 3 times" in page.text
    assert "Pat Second has taken this" in ann.get("/my-step").text


def test_who_takes_it_has_it_alone(home, ann, pat):
    address = asked(home)
    other = Visitor(home, PRACTITIONER)
    shown = other.get(address)

    page = taken(pat, address)

    assert "You have taken this" in page.text
    assert "Staff would like to talk with you" in pat.get("/requests").text
    assert "Nobody is waiting for you" in other.get("/requests").text
    assert other.get(address).status == 404
    assert other.press(shown, {}, f"{address}/take").status == 404


def test_we_have_talked_leaves_it_open_until_it_is_closed(home, ann, pat):
    address = asked(home)
    page = taken(pat, address)

    after = pat.press(page, {}, f"{address}/talked")

    assert "Kept: you have talked." in after.text
    assert not ann.current(WEEK).talk_open
    assert "You and Pat Second have talked." in ann.get("/my-requests").text

    pat.press(pat.get(f"{address}/close"), {}, "")

    assert pat.get(address).status == 404
    shown = ann.get("/my-requests").text
    assert "Closed by Pat Second on Wednesday 4 March" in shown
    assert "saw nothing: Pat Second, Wednesday 4 March" in shown


def test_handing_it_back_is_seen_by_the_others_and_by_the_person(home, ann, pat):
    address = asked(home)
    page = taken(pat, address)

    pat.press(page, {}, f"{address}/hand-back")

    assert Visitor(home, PRACTITIONER).get(address).status == 200
    shown = ann.get("/my-requests").text
    assert "Waiting for someone to take it" in shown
    assert "Pat Second could not do it and handed it back on Wednesday 4 March" in shown


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose what you two found."),
        ({"outcome": "agreed"}, "Write one line"),
        ({"outcome": "otherwise", "alternative": "Half a day."}, "Write one line"),
        ({"outcome": "otherwise", "said": "The hours are short."}, "Write what else could help"),
        ({"outcome": "agreed", "said": "long " * 200}, "too long"),
    ],
)
def test_a_review_without_what_it_owes_is_not_sent_and_keeps_what_was_typed(
    home, ann, pat, sent, said
):
    address = asked(home, REVIEW)
    page = pat.press(taken(pat, address), sent, address)

    assert page.status == 422
    assert said in page.text
    filled = page.form(address).filled
    assert {name: filled.get(name, "").strip() for name in sent} == {
        name: text.strip() for name, text in sent.items()
    }
    assert "has taken this" in ann.get("/my-requests").text


def test_a_reviewer_who_disagrees_gives_a_reason_and_an_alternative_to_the_person(home, ann, pat):
    address = asked(home, REVIEW)
    page = taken(pat, address)
    assert "It is the hours, not me." in page.text

    sent = {"outcome": "otherwise", "said": "The hours are short.", "alternative": "Half a day."}
    after = pat.press(page, sent, address)

    shown = ann.get("/my-requests").text
    assert after.h1 == "Requests"
    assert "They see it differently, and say why The hours are short." in shown
    assert "What else could help Half a day." in shown
    assert pat.get(address).status == 404
    for who in (SECOND, PRACTITIONER, SUPERVISOR, BY_NAME["wellbeing lead"]):
        for path in ("/requests", "/my-requests", "/my-step"):
            assert "The hours are short." not in Visitor(home, who).get(path).text


def test_what_two_agreed_is_there_for_the_person(home, ann, pat):
    address = asked(home, REVIEW)
    pat.press(taken(pat, address), {"outcome": "agreed", "said": "Nights are usual."}, address)

    assert "What you agreed Nights are usual." in ann.get("/my-requests").text


@pytest.mark.parametrize("wish", [TALK, FORMAL], ids=["talk", "formal"])
def test_only_a_review_is_answered_in_writing(home, ann, pat, wish):
    address = asked(home, wish)
    page = taken(pat, address)
    token = page.form(f"{address}/talked").filled["csrf_token"]

    answer = pat.post(address, {"csrf_token": token, "outcome": "agreed", "said": "Fine."})

    assert answer.status == 404


@pytest.mark.parametrize(
    "who", ["supervisor", "peer supporter", "wellbeing lead", "service manager", "staff"]
)
def test_nobody_else_opens_it_and_it_looks_like_nothing_is_there(home, ann, who):
    address = asked(home)
    other = Visitor(home, BY_NAME[who])
    token = other.get("/account").form("/account").filled["csrf_token"]

    assert other.get(address).status == 404
    for act in ACTS:
        assert other.post(f"{address}/{act}", {"csrf_token": token}).status == 404
    assert "Nobody yet" in ann.get("/my-requests").text


def test_a_supervisor_hears_of_it_only_when_chosen(home, ann):
    asked(home, FORMAL)
    supervisor = Visitor(home, SUPERVISOR)
    assert "Nobody is waiting for you" in supervisor.get("/requests").text

    Help(home).ask(Wish(Kind.TALK, with_whom="supervisor"))

    assert "Someone would like to talk" in supervisor.get("/requests").text


def test_a_promise_that_has_passed_is_said_calmly_to_both(home, ann, pat):
    address = asked(home)
    late = NOW + timedelta(days=3)
    ann.at(late)
    pat.sign_in_again()

    assert "this time has passed, please look at it first" in pat.get("/requests").text
    assert "The promised time has passed." in pat.get(address).text
    for path in ("/my-requests", "/my-step"):
        assert SAID.late in ann.get(path).text
    taken(pat, address)
    assert SAID.late_taken in ann.get("/my-requests").text


def test_what_is_taken_back_while_somebody_has_it_is_gone_for_them(home, ann, pat):
    address = asked(home)
    page = taken(pat, address)

    ann.press(ann.get("/my-requests"), {}, "/my-requests/withdraw")

    assert pat.get(address).status == 404
    assert pat.press(page, {}, f"{address}/talked").status == 404
    assert "Nobody is waiting for you" in pat.get("/requests").text


def test_the_address_of_every_notice_leads_on(home, ann, pat):
    assert ann.get("/waiting").h1 == "My requests"
    asked(home)

    assert pat.get("/waiting").h1 == "Requests"
    assert ann.get("/waiting").h1 == "My requests"
    assert "Nobody is waiting for you" in Visitor(home, PEER).get("/waiting").text
