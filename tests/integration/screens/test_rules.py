"""What the rules do with a screen, seen through the pages: F3, F6, the step page and its offers."""

from datetime import timedelta

import pytest

from tests.integration.screens.screening import PC_PTSD_5, PHQ_4, answer, choose
from tests.support.world import NOW
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.stepped_care import ActKind, Offer, Step
from wellbeing.week import Week

TEXTS = content().screens
OFFERED = {each.id: each for each in content().offers.now}
WEEK = Week.of(NOW.date())
SUGGESTED = "A rule suggests formal support"
HARD_WEEK = {"sleep": "3", "alert": "3", "worry": "3", "irritable": "2", "low": "2", "avoid": "1"}
QUIET_WEEK = dict.fromkeys(HARD_WEEK, "0")
# Answers of which neither half nor the whole is over a line of the rules.
LOW, WORRY, MOOD = (0, 0, 0, 0), (2, 1, 0, 0), (0, 0, 1, 2)
FIVE_YES = (1, 1, 1, 1, 1)


def later(visitor, weeks):
    return visitor.at(NOW + timedelta(weeks=weeks))


def placement(visitor, weeks=0):
    return visitor.current(WEEK.plus(weeks)).placement


def test_one_high_sum_suggests_formal_support_and_moves_no_step(bea):
    page = answer(bea, PHQ_4, 3, 2, 2, 2)

    assert SUGGESTED in page.text
    assert "Your result of PHQ-4 was 9 out of 12. The line for this suggestion is 9." in page.text
    assert placement(bea).step is Step.PREVENTION
    step = bea.get("/my-step")
    assert "Formal support is suggested" in step.text
    assert "Your result of PHQ-4 was 9 out of 12." in step.text


def test_a_sum_under_the_line_suggests_nothing(bea):
    page = answer(bea, PHQ_4, 2, 2, 2, 2)

    assert SUGGESTED not in page.text
    assert TEXTS.no_suggestion in page.text
    assert not placement(bea).formal_suggested
    assert "Formal support is suggested" not in bea.get("/my-step").text


@pytest.mark.parametrize(
    ("first", "second", "name"), [(WORRY, WORRY, "GAD-2"), (MOOD, MOOD, "PHQ-2")]
)
@pytest.mark.parametrize("weeks", [1, 9])
def test_the_same_half_twice_suggests_it_however_far_apart(bea, first, second, name, weeks):
    once = answer(bea, PHQ_4, *first)
    assert SUGGESTED not in once.text

    page = answer(later(bea, weeks), PHQ_4, *second)

    assert SUGGESTED in page.text
    assert f"Your result of {name} was 3 and then 3 out of 6." in page.text
    assert "Formal support is suggested" in bea.get("/my-step").text


@pytest.mark.parametrize(("first", "second"), [(WORRY, MOOD), (MOOD, WORRY), (WORRY, LOW)])
def test_two_different_halves_are_not_two_screens(bea, first, second):
    answer(bea, PHQ_4, *first)

    page = answer(later(bea, 1), PHQ_4, *second)

    assert SUGGESTED not in page.text


@pytest.mark.parametrize(
    ("weeks", "fires"), [(3, False), (4, True), (5, True), (6, True), (7, False)]
)
def test_the_pc_ptsd_5_suggests_it_only_from_the_fourth_to_the_sixth_week(bea, weeks, fires):
    bea.check_in({**QUIET_WEEK, "event": "direct"})

    page = answer(later(bea, weeks), PC_PTSD_5, 1, 1, 1, 0, 0)

    assert (SUGGESTED in page.text) == fires
    assert ("Your result of PC-PTSD-5 was 3 out of 5." in page.text) == fires
    assert placement(bea, weeks).formal_suggested == fires


@pytest.mark.parametrize("points", [(1, 1, 0, 0, 0), ()])
def test_under_the_first_line_nothing_is_suggested(bea, points):
    bea.check_in({**QUIET_WEEK, "event": "direct"})

    page = answer(later(bea, 4), PC_PTSD_5, *points)

    assert SUGGESTED not in page.text


def test_without_an_event_at_work_the_pc_ptsd_5_suggests_nothing(bea):
    assert SUGGESTED not in answer(bea, PC_PTSD_5, *FIVE_YES).text


def test_after_a_no_a_screen_suggests_nothing_for_a_while(bea):
    answer(bea, PHQ_4, 3, 3, 3, 3)
    with bea.desk() as desk, writing(desk.session, bea.person_id):
        history.act(desk, bea.person_id, WEEK, ActKind.DECLINE_FORMAL)

    page = answer(later(bea, 1), PHQ_4, 3, 3, 3, 3)

    assert SUGGESTED not in page.text
    assert TEXTS.no_suggestion in page.text


def test_a_check_in_after_the_screen_keeps_the_screen_in_its_week(bea):
    answer(bea, PHQ_4, 3, 3, 3, 3)

    bea.check_in(QUIET_WEEK)

    assert "F6" in placement(bea).rules
    assert "12 of 12" in bea.get("/more-questions").text


def test_when_reactive_begins_the_screen_is_offered_to_somebody_who_chose_it(bea):
    step = bea.check_in(HARD_WEEK)

    assert OFFERED[Offer.PHQ_4].title in step.text
    assert "/more-questions" in step.links
    answer(bea, PHQ_4, *LOW)
    assert OFFERED[Offer.PHQ_4].title not in bea.get("/my-step").text


def test_four_weeks_after_an_event_the_other_is_offered(bea):
    bea.check_in({**QUIET_WEEK, "event": "direct"})
    assert OFFERED[Offer.PC_PTSD_5].title not in bea.get("/my-step").text

    later(bea, 4).check_in(QUIET_WEEK)

    assert OFFERED[Offer.PC_PTSD_5].title in bea.get("/my-step").text


def test_somebody_who_did_not_choose_them_reads_one_quiet_line(ann):
    step = ann.check_in({**HARD_WEEK, "event": "direct"})
    assert OFFERED[Offer.PHQ_4].title not in step.text
    assert step.links.count("/more-questions") == 1

    later(ann, 4).check_in(QUIET_WEEK)

    step = ann.get("/my-step")
    assert OFFERED[Offer.PC_PTSD_5].title not in step.text
    assert step.links.count("/more-questions") == 1


def test_a_yes_after_the_offer_was_made_brings_it(ann):
    ann.check_in(HARD_WEEK)
    choose(ann, PHQ_4)

    assert OFFERED[Offer.PHQ_4].title in ann.get("/my-step").text
