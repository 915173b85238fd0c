"""A person asks for a human: at any step and time, seeing first what is read, and sending it last."""

from datetime import timedelta

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.asking import (
    ASKER,
    BY_NAME,
    PRACTITIONER,
    SECOND,
    SUPERVISOR,
    Help,
    join_second,
    now_leads,
)
from tests.support.settled_home import settled_home
from tests.support.world import NOW, TODAY
from wellbeing.content.loader import content
from wellbeing.stepped_care import Step
from wellbeing.week import Week

WEEK = Week(2026, 10)
QUIET_WEEK = {"sleep": "0", "low": "0", "worry": "0", "avoid": "0", "alert": "0"}
SAID = content().support
PAGES = {"talk": "/ask/someone", "review": "/my-step/does-not-fit", "formal": "/ask/more"}
READ = {
    "talk": "Staff would like to talk with you by Friday 6 March, by phone.",
    "review": (
        "Staff says that what this service offers does not fit. "
        "Staff would like to look at it with you by Wednesday 11 March, by phone."
    ),
    "formal": (
        "Staff would like to talk with you about formal support by Wednesday 11 March, by phone."
    ),
}


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        join_second(home)
        yield home


@pytest.fixture
def ann(home):
    visitor = Visitor(home, ASKER)
    visitor.agree()
    return visitor


def look(visitor, kind, **chosen):
    """Fill in the page that asks, and look at what would be sent."""
    page = visitor.get(PAGES[kind])
    whom = {"with_whom": "practitioner"} if kind == "talk" else {}
    said = {"how": "phone", "when": "few_days", "stage": "look", **whom, **chosen}
    return visitor.press(page, said, "")


def send(visitor, kind, **chosen):
    return visitor.press(look(visitor, kind, **chosen), {"stage": "send"}, "")


def inbox(home, who):
    return Help(home).inbox(who)


@pytest.mark.parametrize("kind", PAGES)
def test_the_page_shows_the_very_words_before_anything_is_sent(home, ann, kind):
    page = look(ann, kind)

    assert page.h1 == "Before you send"
    assert READ[kind] in page.text
    assert "It goes to Pat Second, Practitioner" in page.text
    assert SAID.never_told in page.text
    assert SAID.ask(kind).rules_hear in page.text
    assert inbox(home, PRACTITIONER) == ()


@pytest.mark.parametrize("kind", PAGES)
def test_what_was_sent_stands_on_the_own_pages_with_whom_and_by_when(home, ann, kind):
    page = send(ann, kind)
    step = ann.get("/my-step")

    assert page.h1 == "My requests"
    assert READ[kind] in page.text
    assert "by Friday 6 March" in step.text or "by Wednesday 11 March" in step.text
    for shown in (page, step):
        assert "Waiting for someone to take it" in shown.text
        assert "Pat Second, Practitioner" in shown.text
    assert len(inbox(home, PRACTITIONER)) == len(inbox(home, SECOND)) == 1
    assert inbox(home, SUPERVISOR) == ()


@pytest.mark.parametrize("kind", PAGES)
def test_asking_again_leads_to_what_is_open(ann, kind):
    send(ann, kind)

    page = ann.get(PAGES[kind])

    assert page.h1 == "My requests"
    assert "already" in page.text


def test_changing_goes_back_with_everything_chosen(ann):
    shown = look(ann, "review", when="soon", words="It is the hours.")

    page = ann.press(shown, {"stage": "change"}, "")

    filled = page.form("/my-step/does-not-fit").filled
    assert page.h1 == "This does not fit me"
    assert (filled["how"], filled["when"]) == ("phone", "soon")
    assert filled["words"].strip() == "It is the hours."


def test_own_words_are_shown_as_they_will_be_read(ann):
    assert "It is the hours." in look(ann, "review", words="It is the hours.").text


@pytest.mark.parametrize(
    ("kind", "wrong", "said"),
    [
        ("talk", {"with_whom": ""}, "Choose with whom you would like to talk."),
        ("talk", {"with_whom": "the whole team"}, "not one of the choices"),
        ("formal", {"when": ""}, "Choose how soon."),
        ("review", {"words": "long " * 200}, "too long"),
    ],
)
def test_what_is_missing_is_said_kindly_and_the_rest_is_kept(ann, kind, wrong, said):
    page = look(ann, kind, **wrong)

    assert page.status == 422
    assert said in page.text
    assert page.form(PAGES[kind]).filled["how"] == "phone"


def test_what_changed_since_it_was_looked_at_is_shown_again_and_not_sent(home, ann):
    shown = look(ann, "talk")
    ann.at(NOW + timedelta(days=1))

    again = ann.press(shown, {"stage": "send"}, "")

    assert SAID.changed in again.text
    assert "by Monday 9 March" in again.text
    assert inbox(home, PRACTITIONER) == ()
    assert ann.press(again, {"stage": "send"}, "").h1 == "My requests"


@pytest.mark.parametrize("kind", ["review", "formal"])
def test_without_a_practitioner_outside_the_line_nothing_is_promised(home, ann, kind):
    with home.session() as session:
        now_leads(session, PRACTITIONER, "north", TODAY)
        now_leads(session, SECOND, "red", TODAY)

    page = ann.get(PAGES[kind])

    assert SAID.ask(kind).nobody in page.text
    assert {"/help-now", "/ask/someone"} <= set(page.links)
    assert not [form for form in page.forms if "stage" in dict(form.buttons)]


def test_whom_nobody_here_is_cannot_be_chosen(home):
    lonely = Visitor(home, BY_NAME["without a team"])

    page = lonely.get("/ask/someone")

    choices = page.form("/ask/someone").fields["with_whom"].choices
    assert choices == ["peer_supporter", "practitioner", "outside_team"]
    assert "Nobody here is this at present: My supervisor." in page.text


def test_at_every_step_the_step_page_leads_to_each_of_them(ann):
    everywhere = {"/ask/someone", "/my-step/does-not-fit", "/my-step/more", "/my-requests"}

    assert everywhere <= set(ann.get("/my-step").links)
    reactive = ann.check_in({**QUIET_WEEK, "talk": "few_days"})

    assert ann.current(WEEK).placement.step is Step.REACTIVE
    assert {*everywhere, "/my-step/close"} <= set(reactive.links)


def test_taking_a_wish_back_says_so_and_reaches_the_contacts_at_once(home, ann):
    page = send(ann, "talk")

    after = ann.press(page, {}, "/my-requests/withdraw")

    assert "Taken back" in after.text
    assert not ann.current(WEEK).talk_open
    assert inbox(home, PRACTITIONER) == ()
    assert "Taken back by you on Wednesday 4 March" in ann.get("/my-requests").text
    again = ann.press(page, {}, "/my-requests/withdraw")
    assert "Taken back." not in again.text


def test_saying_no_to_formal_support_changes_nothing_else_and_takes_the_request_back(home, ann):
    send(ann, "formal")
    asked = ann.get("/my-step/answer")
    assert "not suggested again for 4 weeks" in asked.text
    assert "Your request to a practitioner is taken back with it" in asked.text
    assert ann.current(WEEK).placement.formal_suggested

    page = ann.press(asked, {}, "")

    assert "Kept: no formal support." in page.text
    assert not ann.current(WEEK).placement.formal_suggested
    assert ann.current(WEEK).placement.step is Step.PREVENTION
    assert inbox(home, SECOND) == ()
    assert ann.get("/my-step/answer").h1 == ann.get("/my-step").h1


def test_a_check_in_after_asking_is_the_first_of_its_week_and_keeps_the_wish(ann):
    send(ann, "talk", when="soon")
    assert "Check in for this week" in ann.get("/my-step").text
    assert "No answers" in ann.get("/my-weeks").text

    page = ann.check_in({**QUIET_WEEK, "talk": "no"})

    assert "Saved. Receipt" in page.text
    assert ann.current(WEEK).talk_open
    assert ann.current(WEEK).placement.rules == ("U5",)
    assert "Waiting for someone to take it" in page.text


def test_the_check_in_shows_what_is_passed_on_and_passes_it_on(home, ann):
    wish = {"talk": "few_days", "talk_with": "practitioner", "talk_how": "phone"}

    last = ann.answer({**QUIET_WEEK, **wish})
    assert READ["talk"] in last.text
    assert "Pat Second, Practitioner will read" in last.text
    page = ann.press(last, {}, "/this-week/send")

    assert "It goes to Pat Second, Practitioner." in page.text
    assert len(inbox(home, SECOND)) == 1


def test_a_check_in_passes_nothing_on_that_its_last_page_did_not_show(home, ann):
    wish = {"talk": "few_days", "talk_with": "practitioner", "talk_how": "phone"}
    last = ann.answer({**QUIET_WEEK, **wish})
    ann.at(NOW + timedelta(days=1))

    page = ann.press(last, {}, "/this-week/send")

    assert "Saved. Receipt" in page.text
    assert SAID.not_passed_on in page.text
    assert inbox(home, SECOND) == ()


def test_a_check_in_without_a_choice_of_whom_tells_nobody_and_says_so(home, ann):
    last = ann.answer({**QUIET_WEEK, "talk": "soon"})
    assert "so nobody is told" in last.text

    page = ann.press(last, {}, "/this-week/send")

    assert SAID.not_passed_on in page.text
    assert "/ask/someone" in page.links
    after = ann.press(page, {}, "/my-requests/withdraw")
    assert SAID.not_passed_on not in after.text


def test_a_second_wish_in_a_check_in_says_that_the_first_is_open(ann):
    send(ann, "talk")

    last = ann.answer({**QUIET_WEEK, "talk": "soon", "talk_with": "supervisor"})

    assert "nothing new is sent" in last.text


def test_who_does_not_take_part_can_ask_and_no_rule_hears_of_it(home):
    visitor = Visitor(home, BY_NAME["moved"])

    shown = look(visitor, "talk")
    assert SAID.ask("talk").rules_hear not in shown.text
    visitor.press(shown, {"stage": "send"}, "")

    assert len(inbox(home, PRACTITIONER)) == 1
    assert visitor.current(WEEK) is None


@pytest.mark.parametrize("path", [*PAGES.values(), "/my-requests", "/my-step/answer", "/waiting"])
def test_a_stranger_is_asked_to_sign_in(home, path):
    answer = home.browser_of(None).get(path)

    assert (answer.status_code, answer.location) == (302, "/sign-in")
