"""From the first visit to the step, and back again next week, without any script."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.integration.checkins.visitor import PARTS, SEND, Visitor, form_of
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, NOW
from wellbeing.content.loader import content
from wellbeing.web.access_matrix import Scope, shipped
from wellbeing.web.who_sees import EVERYONE_FOR_THEMSELVES
from wellbeing.week import Week

WEEK = Week(2026, 10)
HARD_WEEK = {"sleep": "3", "alert": "3", "worry": "3", "irritable": "2", "low": "2", "avoid": "1"}
QUIET_WEEK = dict.fromkeys(HARD_WEEK, "0")
CONSENT, OFFERS = content().consent, content().offers


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        yield home


@pytest.fixture
def ann(home):
    return Visitor(home, CHARACTERS[0].id)


def test_a_first_visit_leads_from_welcome_over_consent_and_check_in_to_the_step(ann):
    welcome = ann.get("/this-week")
    assert welcome.h1 == content().welcome.title
    assert "/consent" in welcome.links

    consent = ann.get("/consent")
    first = ann.press(consent, {"choice": "agree"}, "/consent")
    assert "Thursday 26 February to Wednesday 4 March" in first.text

    sending = ann.answer(QUIET_WEEK)
    step = ann.press(sending, {}, SEND)
    assert "Saved. Receipt" in step.text
    assert OFFERS.at("prevention").heading == step.h1
    assert "Your warning signs were 0 out of 18" in step.text
    assert ann.sent(WEEK) is not None


def test_consent_names_every_heading_and_everyone_who_can_see(ann):
    page = ann.get("/consent")

    assert all(section.title in page.text for section in CONSENT.sections)
    for line in shipped().lines:
        assert line.object in page.text or line.scope is Scope.DEMO
    assert EVERYONE_FOR_THEMSELVES in page.text


def test_on_a_phone_the_choice_is_not_behind_the_whole_table_of_who_can_see_what(ann):
    before, _, rest = ann.get("/consent").html.partition('<details class="open-on-paper">')
    folded, _, after = rest.partition("</details>")
    assert "<table" in folded
    assert "<table" not in before + after
    assert "Your choice" in after


def test_not_now_leaves_the_kit_and_the_help_contacts(ann):
    page = ann.press(ann.get("/consent"), {"choice": "decline"}, "/consent")

    assert CONSENT.declined in page.text
    assert {"/my-kit", "/help-now"} <= set(page.links)
    assert ann.get("/my-kit").status == 200
    assert ann.get("/this-week").h1 == CONSENT.title
    assert ann.get("/my-step").status == 200


def test_stopping_takes_one_button_and_stops_the_questions(ann):
    ann.agree()
    ann.press(ann.get("/this-week"), {"sleep": "1"}, "/this-week")

    page = ann.press(ann.get("/consent"), {"choice": "withdraw"}, "/consent")

    assert CONSENT.withdrawn in page.text
    assert ann.get("/this-week").h1 == CONSENT.title
    assert ann.draft(WEEK) is None


def test_consent_is_asked_for_again_after_a_year_and_the_open_page_is_not_lost(ann):
    ann.agree()
    ann.at(NOW + timedelta(days=364))
    page = ann.get("/this-week")
    ann.at(NOW + timedelta(days=365))

    asked = ann.press(page, {"sleep": "2"}, "/this-week")
    back = ann.press(asked, {"choice": "agree"}, "/consent")

    assert asked.h1 == CONSENT.title
    assert "read it again" in asked.text
    assert form_of(back, "/this-week").fields["sleep"].value == "2"


def test_consent_to_a_text_that_has_changed_is_not_taken(ann):
    page = ann.press(ann.get("/consent"), {"choice": "agree", "version": "0"}, "/consent")

    assert "has changed" in page.text
    assert ann.get("/this-week").h1 == content().welcome.title


@pytest.mark.parametrize("choice", ["", "maybe"])
def test_consent_needs_one_of_its_buttons(ann, choice):
    page = ann.press(ann.get("/consent"), {"choice": choice}, "/consent")

    assert page.status == 422
    assert ann.get("/this-week").h1 == content().welcome.title


def test_the_second_visit_in_a_week_shows_that_it_is_done(ann):
    ann.agree()
    ann.check_in(QUIET_WEEK)

    page = ann.get("/this-week")

    assert page.h1 == "You have checked in this week"
    assert "/my-step" in page.links


def test_a_second_check_in_shows_both_versions_and_keeping_changes_nothing(ann):
    ann.agree()
    ann.check_in(QUIET_WEEK)
    before = ann.sent(WEEK)

    both = ann.press(ann.answer({"sleep": "3"}, f"/this-week/{PARTS[0]}"), {}, SEND)
    assert (both.status, both.h1) == (409, "You have already checked in this week")
    assert "0 nights" in both.text
    assert "5–7 nights" in both.text
    assert ann.sent(WEEK) == before

    ann.press(both, {"choice": "keep"}, SEND)
    assert ann.sent(WEEK) == before
    assert ann.draft(WEEK) is None


def test_a_second_check_in_can_replace_the_first(ann):
    ann.agree()
    ann.check_in(QUIET_WEEK)

    both = ann.press(ann.answer({"sleep": "3"}, f"/this-week/{PARTS[0]}"), {}, SEND)
    step = ann.press(both, {"choice": "replace"}, SEND)

    assert "Saved. Receipt" in step.text
    assert ann.sent(WEEK).check_in.signs == (3, 0, 0, 0, 0, 0)


def test_the_same_page_sent_twice_gives_the_same_receipt(ann):
    ann.agree()
    page = ann.answer(QUIET_WEEK)

    receipts = {ann.press(page, {}, SEND).text.split("Receipt ")[1][:7] for _ in range(3)}

    assert len(receipts) == 1


def test_a_session_that_ended_gives_the_page_back_with_its_answers(ann):
    ann.agree()
    page = ann.get("/this-week")
    fields = {**form_of(page, "/this-week").filled, "sleep": "2", "usual_worry": "y"}
    ann.home.clock.standing_at += timedelta(minutes=31)

    answer = ann.client.post(page.url, data=fields)
    assert "/sign-in" in answer.location
    assert ann.draft(WEEK) is None
    ann.sign_in_again()
    back = ann.get(page.url)

    kept = form_of(back, "/this-week").fields
    assert (kept["sleep"].value, kept["usual_worry"].value) == ("2", "y")
    ann.press(back, {}, "/this-week")
    assert ann.draft(WEEK).chosen["sleep"] == "2"


def test_a_session_that_ended_before_sending_gives_all_answers_back(ann):
    ann.agree()
    page = ann.answer(HARD_WEEK | {"event": "direct"})
    ann.home.clock.standing_at += timedelta(minutes=31)
    ann.client.post(SEND, data=form_of(page, SEND).filled)
    assert ann.sent(WEEK) is None

    ann.sign_in_again()
    step = ann.press(ann.get(SEND), {}, SEND)

    assert "Saved. Receipt" in step.text
    assert ann.sent(WEEK).check_in.signs == (3, 3, 3, 2, 2, 1)


def test_on_monday_morning_the_week_just_ended_can_be_chosen(ann):
    ann.at(datetime(2026, 3, 9, 9, tzinfo=UTC))
    ann.agree()

    choice = ann.get("/this-week")
    assert choice.h1 == "Which week is this for?"
    past = next(link for link in choice.links if "2026-W10" in link)
    assert "Monday 2 to Sunday 8 March" in choice.text

    step = ann.check_in(QUIET_WEEK, past)
    assert "Saved. Receipt" in step.text
    assert ann.sent(WEEK) is not None
    assert ann.sent(WEEK.plus(1)) is None
    assert "Which week" not in ann.get("/this-week").h1


def test_a_form_opened_on_sunday_night_counts_for_its_week_on_monday_morning(ann):
    ann.at(datetime(2026, 3, 8, 23, 50, tzinfo=UTC))
    ann.agree()
    page = ann.answer(QUIET_WEEK)

    ann.at(datetime(2026, 3, 9, 0, 10, tzinfo=UTC))
    ann.press(page, {}, SEND)

    assert ann.sent(WEEK) is not None
    assert ann.sent(WEEK.plus(1)) is None


@pytest.mark.parametrize("opened_at", [PARTS[1], "send"])
def test_a_form_opened_for_a_week_that_has_closed_keeps_its_answers(ann, opened_at):
    ann.at(datetime(2026, 3, 8, 20, tzinfo=UTC))
    ann.agree()
    second = ann.press(ann.get("/this-week"), {"sleep": "3"}, "/this-week")
    page = ann.answer({}, "/this-week") if opened_at == "send" else second
    action = SEND if opened_at == "send" else "/this-week"

    ann.at(datetime(2026, 3, 9, 12, 0, tzinfo=UTC))
    again = ann.press(page, {}, action)
    assert again.status == 422
    assert "Nothing is lost" in again.text
    assert "Tuesday 3 to Monday 9 March" in again.text
    ann.press(again, {}, action)
    if opened_at != "send":
        ann.check_in({})

    assert ann.sent(WEEK) is None
    assert ann.sent(WEEK.plus(1)).check_in.signs[0] == 3


def test_a_week_in_the_address_opens_only_an_open_week(ann):
    ann.agree()

    for week in ("2026-W09", "2026-W11", "1999-W01", "0000-W00", "' OR 1"):
        page = ann.client.get(f"/this-week/{PARTS[0]}", query_string={"week": week})
        assert "26 February to Wednesday 4 March" in page.text
