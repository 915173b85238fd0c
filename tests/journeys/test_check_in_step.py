"""The step page: an offer with its reasons, and what the person can say about it."""

from datetime import timedelta

import pytest

from tests.integration.checkins.visitor import Visitor, form_of
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, NOW
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.first_aid_kit import service as kits
from wellbeing.history import service as history
from wellbeing.stepped_care import Act, ActKind, Instrument, Step
from wellbeing.week import Week

WEEK = Week(2026, 10)
HARD_WEEK = {"sleep": "3", "alert": "3", "worry": "3", "irritable": "2", "low": "2", "avoid": "1"}
QUIET_WEEK = dict.fromkeys(HARD_WEEK, "0")
OFFERS = content().offers
PATHS = ("/my-step", "/my-step/close", "/my-weeks", "/consent", "/welcome")


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        yield home


@pytest.fixture
def ann(home):
    visitor = Visitor(home, CHARACTERS[0].id)
    visitor.agree()
    return visitor


def everything_offered(step):
    return [offer for group in OFFERS.at(step).groups for offer in group.offers]


def test_somebody_without_a_check_in_is_offered_what_everybody_is(ann):
    page = ann.get("/my-step")

    assert page.h1 == OFFERS.at("prevention").heading
    assert "/this-week" in page.links
    assert "You are here" not in page.text


def test_a_hard_week_opens_reactive_support_with_its_reasons_and_numbers(ann):
    page = ann.check_in(HARD_WEEK)

    assert page.h1 == OFFERS.at("reactive").heading
    assert "You are here Reactive" in page.text
    assert "14 out of 18" in page.text
    reasons = ann.current(WEEK).placement.reasons
    # Two rules often begin with the same numbers: run together they read as one said twice.
    assert all(f'<span class="soft">{each.sentence}</span>' in page.html for each in reasons)
    assert "/my-step/close" in page.links


def test_prevention_offers_belonging_and_growth_and_never_nothing(ann):
    page = ann.check_in(QUIET_WEEK)

    for offer in everything_offered("prevention"):
        assert (offer.title in page.text) == (not offer.pressures)
    assert "/my-step/close" not in page.links


@pytest.mark.parametrize("pressure", ["op", "org", "life"])
@pytest.mark.parametrize(("answer", "shown"), [("1", False), ("2", True), ("3", True)])
def test_high_pressure_brings_the_offers_that_fit_it(ann, pressure, answer, shown):
    page = ann.check_in({**QUIET_WEEK, pressure: answer})

    fitting = [one for one in everything_offered("prevention") if pressure in one.pressures]
    assert fitting
    assert all((offer.title in page.text) == shown for offer in fitting)


def test_closing_the_offer_asks_once_and_goes_back_to_prevention(ann):
    ann.check_in(HARD_WEEK)

    asked = ann.get("/my-step/close")
    assert ann.current(WEEK).placement.step is Step.REACTIVE
    page = ann.press(asked, {}, "/my-step/close")

    assert "closed" in page.text
    assert page.h1 == OFFERS.at("prevention").heading
    assert ann.current(WEEK).placement.step is Step.PREVENTION
    assert ann.get("/my-step/close").h1 == page.h1


def test_formal_support_is_shown_as_a_suggestion_that_can_be_taken_up_or_declined(ann):
    page = ann.check_in(QUIET_WEEK)
    assert "Formal support is suggested" not in page.text

    with ann.desk() as desk, writing(desk.session):
        act = Act(ActKind.SCREEN, Instrument.PHQ_4, 9)
        history.act(desk, ann.person_id, WEEK, act)
    page = ann.get("/my-step")

    assert "Formal support is suggested" in page.text
    assert "only if you agree" in page.text
    assert {"/my-step/more", "/my-step/answer"} <= set(page.links)
    assert page.h1 == OFFERS.at("prevention").heading


def test_why_formal_support_is_suggested_is_still_told_in_later_weeks(ann):
    ann.check_in(QUIET_WEEK)
    with ann.desk() as desk, writing(desk.session):
        asked = history.act(desk, ann.person_id, WEEK, ActKind.ASK_FORMAL)

    ann.at(NOW + timedelta(weeks=2))
    page = ann.get("/my-step")

    monday = WEEK.monday
    assert f"Why formal support is suggested, in the week of {monday.day} {monday:%B}" in page.text
    assert asked.formal_reasons[0].sentence in page.text


def test_after_eight_silent_weeks_there_is_no_current_information(ann):
    ann.check_in(HARD_WEEK)
    ann.at(NOW + timedelta(weeks=9))

    page = ann.get("/my-step")

    assert page.h1 == "There is no current information about your step"
    assert "You are here" not in page.text
    assert "/my-step/close" not in page.links
    assert "You have not checked in for a while. That has no consequence." in page.text


def test_the_weeks_so_far_stand_in_a_picture_and_in_its_table(ann):
    ann.check_in(HARD_WEEK)
    ann.at(NOW + timedelta(weeks=2))
    ann.check_in(QUIET_WEEK)

    page = ann.get("/my-step")
    assert "16 Mar 0 of 18" in page.text
    assert "9 Mar No check-in" in page.text
    assert "2 Mar 14 of 18" in page.text
    assert [tag for tag, _ in page.tags].count("circle") == 2


def write_in_kit(ann, section, *lines):
    with ann.desk() as desk:
        notebook = kits.Notebook(desk.session, desk.vault, ann.person_id, NOW)
        kits.add(notebook, section, [kits.NewLine(of, (text,)) for of, text in lines])


def test_one_line_of_each_list_in_the_own_kit_is_shown(ann):
    write_in_kit(ann, "tank", ("relax", "The sea"), ("relax", "Music"))

    page = ann.get("/my-step")

    assert "You wrote: The sea Do one now Open my kit" in page.text


def test_the_own_kit_brings_forward_what_fits_the_signs_of_the_check_in(ann):
    write_in_kit(ann, "signs", ("body", "My jaw"), ("feelings", "Small things"))
    write_in_kit(ann, "tank", ("relax", "The sea"))
    write_in_kit(ann, "people", ("people", "My sister"))
    write_in_kit(ann, "hard-day", ("evening", "Eat first"))
    ann.check_in({**QUIET_WEEK, "sleep": "1", "support": "3"})
    said = (
        "For what you said this time, you wrote: My warning signs My jaw What fills my tank The sea"
    )
    assert said in ann.get("/my-step").text

    for unfit in ("Small things", "My sister", "Eat first"):
        assert unfit not in ann.get("/my-step").text
    write_in_kit(ann, "signs", ("body", "My neck"), ("body", "My back"))
    assert "All of it" not in ann.get("/my-step").text
    write_in_kit(ann, "signs", ("body", "A fourth"))
    page = ann.get("/my-step")
    assert ("All of it : My warning signs" in page.text, "A fourth" in page.text) == (True, False)
    ann.at(NOW + timedelta(weeks=2))
    assert "For what you said this time" not in ann.get("/my-step").text


def test_nobody_sees_the_step_or_the_weeks_of_somebody_else(ann):
    ann.check_in({**HARD_WEEK, "talk": "soon"})

    for other in CHARACTERS[1:4]:
        visitor = Visitor(ann.home, other.id)
        assert "There is nothing here yet" in visitor.get("/my-weeks").text
        assert visitor.get("/my-step").h1 == OFFERS.at("prevention").heading


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_is_asked_to_sign_in(ann, path):
    answer = ann.home.browser_of(None).get(path)

    assert (answer.status_code, answer.location) == (302, "/sign-in")


def test_acts_need_the_page_s_own_form(ann):
    page = ann.check_in({**HARD_WEEK, "talk": "soon"})
    ann.home.app.config["PAGES_FOR_ERRORS"] = True

    for path in ("/my-step/close", "/my-requests/withdraw"):
        ann.client.post(path, data={"csrf_token": "forged"})

    assert form_of(page, "/my-requests/withdraw").filled["csrf_token"]
    assert ann.current(WEEK).placement.step is Step.REACTIVE
    assert ann.current(WEEK).talk_open
