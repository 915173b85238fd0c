"""Answers that came by a link after the check-in count for nothing until the person chooses them."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.by_link import holder_of
from tests.support.world import CHARACTERS
from wellbeing.checkins import by_link
from wellbeing.checkins.by_link import Choice
from wellbeing.checkins.service import NotTakingPartError
from wellbeing.content.loader import content
from wellbeing.history import service as history
from wellbeing.preferences.asked import keep_one_more
from wellbeing.week import Week

WEEK = Week(2026, 10)
ANN = CHARACTERS[0].id
CHOOSE = f"/this-week/two-versions/{WEEK}"
MONDAY_MORNING = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
WAITS = "came by the link in a message to you"
CAME = "was sent by the link in a message to you"


@pytest.fixture
def holder(home, ann):
    """The first check-in is sent by the person, another one comes by their link."""
    ann.check_in({"sleep": "3", "low": "3", "talk": "few_days", "talk_with": "practitioner"})
    holder = holder_of(home, ANN, WEEK)
    holder.send(sleep="1", low="1")
    return holder


def waits(person, week=WEEK):
    with person.desk() as desk:
        return by_link.two_versions(desk, person.person_id, week)


def press(person, choice, page=None):
    page = page or person.get(CHOOSE)
    return person.press(page, {"choice": choice}, CHOOSE)


@pytest.mark.usefixtures("holder")
@pytest.mark.parametrize("page", ["/this-week", "/my-step"])
def test_pages_say_that_another_version_waits_and_lead_to_both(ann, page):
    shown = ann.get(page)

    assert WAITS in shown.text
    assert CAME not in shown.text
    assert CHOOSE in shown.links


@pytest.mark.usefixtures("holder")
def test_both_versions_stand_side_by_side(ann):
    page = ann.get(CHOOSE)

    assert "5–7 nights 1–2 nights" in page.text
    assert "as possible" not in page.text
    assert "Wednesday 4 March" in page.text


@pytest.mark.usefixtures("holder")
def test_what_was_sent_stays_when_the_person_keeps_it(ann):
    before, placed = ann.sent(WEEK), ann.current(WEEK).placement

    page = press(ann, "keep")

    assert "Your check-in stays as it was" in page.text
    assert (ann.sent(WEEK), ann.current(WEEK).placement) == (before, placed)
    assert waits(ann) is None
    assert WAITS not in ann.get("/this-week").text


@pytest.mark.usefixtures("holder")
def test_what_came_by_link_counts_when_the_person_chooses_it_and_a_wish_to_talk_lasts(ann):
    before = ann.sent(WEEK)

    page = press(ann, "replace")

    after = ann.sent(WEEK)
    assert "now has the answers that came by the link" in page.text
    assert after.check_in.signs == (1, None, None, None, 1, None)
    assert after.check_in.talk == before.check_in.talk
    assert after.talk_with == before.talk_with == "practitioner"
    assert waits(ann) is None
    assert CAME not in ann.get("/my-step").text


def test_what_a_link_does_not_ask_keeps_its_answer_when_the_other_version_is_chosen(home, ann):
    one_more = content().questions.one_more
    assert one_more is not None
    asked = one_more.of_week(WEEK).id
    with ann.desk() as desk:
        keep_one_more(desk.session, desk.vault, ANN, wanted=True)
    ann.check_in({"sleep": "3", asked: "2"})
    holder_of(home, ANN, WEEK).send(sleep="1")

    press(ann, "replace")

    after = ann.sent(WEEK)
    assert after.check_in.signs[0] == 1
    assert after.armour == history.Armour(asked, 2)


def test_the_newest_by_link_is_what_waits(ann, holder):
    holder.send(sleep="2")

    assert waits(ann).later.check_in.signs[0] == 2


@pytest.mark.parametrize("choice", ["keep", "replace"])
def test_a_choice_holds_only_for_what_was_shown(ann, holder, choice):
    before, page = ann.sent(WEEK), ann.get(CHOOSE)
    holder.send(sleep="2")

    again = press(ann, choice, page)

    assert again.status == 409
    assert "What was sent has changed since this page was shown" in again.text
    assert "5–7 nights 3–4 nights" in again.text
    assert ann.sent(WEEK) == before
    assert press(ann, "replace", again).status == 200
    assert ann.sent(WEEK).check_in.signs[0] == 2


@pytest.mark.usefixtures("holder")
def test_a_choice_that_was_made_in_another_window_stays(ann):
    page = ann.get(CHOOSE)
    press(ann, "keep")
    before = ann.sent(WEEK)

    late = press(ann, "replace", page)

    assert "nothing to choose between now" in late.text
    assert ann.sent(WEEK) == before


@pytest.mark.usefixtures("holder")
def test_a_choice_that_is_none_is_asked_again(ann):
    page = ann.get(CHOOSE)

    again = press(ann, "", page)

    assert again.status == 422
    assert "Choose one of the buttons" in again.text
    assert waits(ann) is not None


@pytest.mark.parametrize("name", ["2026-W09", "2026-W11", "x"])
@pytest.mark.usefixtures("holder")
def test_only_a_week_that_can_be_answered_can_be_chosen_for(ann, name):
    assert ann.get(f"/this-week/two-versions/{name}").url == "/my-step"


def test_the_same_answers_twice_are_nothing_to_choose_between(home, ann):
    holder = holder_of(home, ANN, WEEK)
    for _ in range(2):
        holder.send(sleep="1")

    assert waits(ann) is None
    assert WAITS not in ann.get("/this-week").text


def test_a_check_in_by_link_says_so_until_it_is_replaced(home, ann):
    holder_of(home, ANN, WEEK).send(sleep="1", low="2")
    for page in ("/this-week", "/my-step"):
        told = ann.get(page).text
        assert f"for Monday 2 to Sunday 8 March {CAME}, on Wednesday 4 March" in told

    page = ann.answer({"sleep": "0"}, "/this-week/sleep-and-worry")
    already = ann.press(page, {}, "/this-week/send")
    ann.press(already, {"choice": "replace"}, "/this-week/send")

    assert ann.sent(WEEK).check_in.signs[0] == 0
    assert CAME not in ann.get("/my-step").text


def test_who_signs_in_to_send_after_the_link_is_told_where_the_other_version_came_from(home, ann):
    holder_of(home, ANN, WEEK).send(sleep="1")
    page = ann.answer({"sleep": "0"}, "/this-week/sleep-and-worry")

    already = ann.press(page, {}, "/this-week/send")

    assert already.status == 409
    assert (
        "What was sent came by the link in a message to you, on Wednesday 4 March" in already.text
    )


def test_who_has_answers_not_sent_yet_is_led_to_them_and_not_told_to_look_at_others(home, ann):
    ann.answer({"sleep": "0"}, "/this-week/sleep-and-worry")
    holder_of(home, ANN, WEEK).send(sleep="1")

    page = ann.get("/my-step")

    assert "You also have answers that are not sent yet" in page.text
    assert "look at the answers and change them" not in page.text
    assert "/this-week/send" in page.links
    assert "not sent yet" not in at_the_end(ann).text


def at_the_end(ann):
    """Replace what came by the link with the answers that waited to be sent."""
    already = ann.press(ann.get("/this-week/send"), {}, "/this-week/send")
    assert "1–2 nights 0 nights" in already.text
    return ann.press(already, {"choice": "replace"}, "/this-week/send")


def test_who_sent_signed_in_is_told_of_no_link(ann):
    ann.check_in({"sleep": "3"})
    page = ann.answer({"sleep": "0"}, "/this-week/sleep-and-worry")

    already = ann.press(page, {}, "/this-week/send")

    assert already.status == 409
    assert "by the link" not in already.text


def test_later_weeks_still_say_that_the_last_check_in_came_by_link(home, ann):
    holder_of(home, ANN, WEEK).send(sleep="1")

    ann.at(MONDAY_MORNING + timedelta(days=2))

    assert CAME in ann.get("/my-step").text
    assert "look at the answers" not in ann.get("/my-step").text


@pytest.mark.usefixtures("holder")
def test_on_monday_morning_the_week_just_ended_can_still_be_chosen_for(ann):
    ann.at(MONDAY_MORNING)

    page = ann.get("/this-week")
    assert CHOOSE in page.links
    press(ann, "replace")

    assert ann.sent(WEEK).check_in.signs[0] == 1
    ann.at(MONDAY_MORNING + timedelta(hours=4))
    assert waits(ann) is None


@pytest.mark.usefixtures("holder")
def test_after_its_week_nothing_waits_and_the_check_in_stays(ann):
    before = ann.sent(WEEK)

    ann.at(MONDAY_MORNING + timedelta(hours=4))

    assert WAITS not in ann.get("/my-step").text
    assert ann.get(CHOOSE).url == "/my-step"
    assert ann.sent(WEEK) == before


@pytest.mark.usefixtures("holder")
def test_nobody_else_sees_or_chooses_it(home, ann):
    other = Visitor(home, CHARACTERS[1].id)
    other.agree()

    assert other.get(CHOOSE).url == "/my-step"
    with other.desk() as desk:
        choice = Choice(WEEK, waits(ann).mark, later=True)
        with pytest.raises(by_link.NothingToChooseError):
            by_link.choose(desk, content().consent, other.person_id, choice)


@pytest.mark.usefixtures("holder")
def test_without_agreement_nothing_can_be_chosen(ann):
    mark = waits(ann).mark
    ann.home.clock.standing_at += timedelta(days=371)

    with ann.desk() as desk, pytest.raises(NotTakingPartError):
        by_link.choose(desk, content().consent, ANN, Choice(WEEK, mark, later=True))

    with ann.desk() as desk:
        kept = history.answers_of(desk, ANN, WEEK)
    assert kept is not None
    assert kept.check_in.signs[0] == 3
