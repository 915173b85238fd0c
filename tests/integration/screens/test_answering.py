"""Answering a screen: all questions, once a week, only the sums kept, sent twice counted once."""

import re
from datetime import timedelta

import pytest

from tests.integration.screens.screening import (
    FIVE,
    FOUR,
    NO,
    PC_PTSD_5,
    PHQ_4,
    YES,
    answer,
    as_items,
    choose,
    gate,
    send,
)
from wellbeing.content.loader import content
from wellbeing.history import service as history
from wellbeing.stepped_care import Instrument

TEXTS = content().screens


def kept(visitor):
    with visitor.desk() as desk:
        return {
            past.instrument: past.score for past in history.past_screens(desk, visitor.person_id)
        }


def form_of(page):
    return next(one for one in page.forms if "form_key" in one.fields)


def test_the_four_questions_stand_there_word_for_word_with_their_licence(bea):
    page = bea.get(PHQ_4)

    assert FOUR.stem in page.text
    for item in FOUR.items:
        assert item.text in page.text
    assert form_of(page).fields["item-1"].choices == ["0", "1", "2", "3"]
    assert all(paragraph in page.text for paragraph in FOUR.licence)


def test_the_first_question_comes_alone_and_the_items_after_a_yes(bea):
    first = bea.get(PC_PTSD_5)
    assert gate().question in first.text
    assert all(example in first.text for example in gate().examples)
    assert not any(item.text in first.text for item in FIVE.items)

    second = send(bea, first, {"event": YES})

    assert second.status == 200
    assert all(item.text in second.text for item in FIVE.items)
    assert "to put right" not in second.text
    assert kept(bea) == {}
    assert all(paragraph in second.text for paragraph in FIVE.licence)


def test_without_such_an_event_the_result_is_0_and_nothing_more_is_asked(bea):
    page = answer(bea, PC_PTSD_5)

    assert page.url == f"{PC_PTSD_5}/done"
    assert kept(bea) == {Instrument.PC_PTSD_5: 0}
    assert "0 of 5" in page.text


@pytest.mark.parametrize("points", [(0, 0, 0, 0), (1, 0, 2, 3), (3, 3, 3, 3)])
def test_the_sum_and_its_halves_are_kept_and_shown(bea, points):
    page = answer(bea, PHQ_4, *points)

    worry, mood = points[0] + points[1], points[2] + points[3]
    assert page.url == f"{PHQ_4}/done"
    assert kept(bea) == {
        Instrument.PHQ_4: worry + mood,
        Instrument.GAD_2: worry,
        Instrument.PHQ_2: mood,
    }
    assert f"{worry + mood} of 12" in page.text
    assert f"{worry} of 6" in page.text
    assert f"{mood} of 6" in page.text


@pytest.mark.parametrize("yes", range(6))
def test_every_yes_counts_one(bea, yes):
    page = answer(bea, PC_PTSD_5, *([1] * yes + [0] * (5 - yes)))

    assert kept(bea) == {Instrument.PC_PTSD_5: yes}
    assert f"{yes} of 5" in page.text


def test_the_result_says_what_was_published_and_gives_no_verdict(bea):
    page = answer(bea, PHQ_4, 2, 2, 2, 1)

    about = TEXTS.about("phq_4")
    assert all(each.said in page.text for each in about.ranges)
    assert re.search(r"6 to 8 called “moderate” by the authors in this range", page.text)
    assert page.text.count("in this range") == 1
    assert TEXTS.over_a_line in page.text
    assert TEXTS.no_suggestion in page.text
    assert "/help-now" in page.links
    assert all(paragraph in page.text for paragraph in FOUR.licence)
    for verdict in ("you have ", "you are ill", "positive", "abnormal", "you suffer"):
        assert verdict not in page.text.lower().replace("what you have", "")


def test_both_published_lines_of_the_pc_ptsd_5_are_told(bea):
    page = answer(bea, PC_PTSD_5, 1, 1, 1, 0, 0)

    assert "at 3" in page.text
    assert "at 4" in page.text
    assert "at the first line, under the second in this range" in page.text


def test_the_result_is_never_in_an_address(bea):
    page = answer(bea, PHQ_4, 3, 3, 3, 3)

    assert not re.search(r"\d", page.url.removeprefix("/more-questions/a"))
    assert not [link for link in page.links if "12" in link or "score" in link]


def test_a_missing_answer_is_asked_for_kindly_and_the_others_are_kept(bea):
    page = send(bea, bea.get(PHQ_4), {"item-1": "2", "item-3": "0"})

    assert page.status == 422
    for item in (FOUR.items[1], FOUR.items[3]):  # in the summary, and at the question
        assert page.text.count(f"Choose an answer to “{item.text}”") == 2
    assert page.text.count("Choose an answer") == 4
    assert {"#item-2-0", "#item-4-0"} <= set(page.links)
    fields = form_of(page).fields
    assert (fields["item-1"].value, fields["item-3"].value) == ("2", "0")
    assert kept(bea) == {}
    assert send(bea, page, {"item-2": "1", "item-4": "1"}).url == f"{PHQ_4}/done"


def test_a_missing_answer_after_the_first_question_asks_nothing_twice(bea):
    second = send(bea, bea.get(PC_PTSD_5), {"event": YES})

    page = send(bea, second, {"item-1": YES})

    assert page.status == 422
    assert gate().question not in page.text
    assert form_of(page).fields["item-1"].value == YES
    rest = {f"item-{number}": NO for number in range(2, 6)}
    assert send(bea, page, rest).url == f"{PC_PTSD_5}/done"
    assert kept(bea) == {Instrument.PC_PTSD_5: 1}


def test_the_first_question_needs_an_answer_too(bea):
    page = send(bea, bea.get(PC_PTSD_5), {})

    assert page.status == 422
    assert "#event-0" in page.links
    assert kept(bea) == {}


def test_the_same_page_sent_twice_counts_once_and_says_the_same(bea):
    page = bea.get(PHQ_4)
    first = send(bea, page, as_items((3, 3, 3, 3)))

    again = send(bea, page, as_items((0, 0, 0, 0)))

    assert again.url == first.url
    assert again.text == first.text
    assert kept(bea)[Instrument.PHQ_4] == 12


def test_a_second_result_in_one_week_is_not_kept_and_the_reason_is_told(bea):
    page, other = bea.get(PHQ_4), bea.get(PHQ_4)
    send(bea, page, as_items((1, 1, 1, 1)))

    second = send(bea, other, as_items((3, 3, 3, 3)))

    assert TEXTS.too_soon in second.text
    assert "4 of 12" in second.text
    assert kept(bea)[Instrument.PHQ_4] == 4
    assert bea.get(PHQ_4).url == f"{PHQ_4}/done"


def test_saying_no_and_yes_again_does_not_open_the_week_again(bea):
    answer(bea, PHQ_4, 1, 1, 1, 1)
    page = bea.get("/more-questions")
    bea.post(f"{PHQ_4}/no", page.form(f"{PHQ_4}/no").filled)
    choose(bea, PHQ_4)

    assert bea.get(PHQ_4).url == f"{PHQ_4}/done"


def test_next_week_it_can_be_answered_again_and_both_results_are_listed(bea):
    answer(bea, PHQ_4, 1, 1, 1, 1)
    bea.at(bea.home.clock.now() + timedelta(weeks=1))
    answer(bea, PHQ_4, 2, 2, 1, 1)

    page = bea.get("/more-questions")

    assert re.search(r"9 March 2026 6 of 12 2 March 2026 4 of 12", page.text)
    assert "6 of 12" in bea.get(f"{PHQ_4}/done").text


def test_a_result_ages_away_with_its_week(bea):
    answer(bea, PHQ_4, 1, 1, 1, 1)
    bea.at(bea.home.clock.now() + timedelta(weeks=54))

    assert kept(bea) == {}
    assert bea.get(f"{PHQ_4}/done").url == "/more-questions"


def test_what_was_answered_before_the_session_ended_is_shown_again(bea):
    page = send(bea, bea.get(PC_PTSD_5), {"event": YES})
    bea.home.clock.standing_at += timedelta(hours=13)
    form = form_of(page)
    bea.client.post(form.action, data={**form.filled, **as_items((1, 0, 1, 0, 1))})
    bea.sign_in_again()

    again = bea.get(PC_PTSD_5)

    assert form_of(again).fields["item-3"].value == YES
    assert send(bea, again, {}).url == f"{PC_PTSD_5}/done"
    assert kept(bea) == {Instrument.PC_PTSD_5: 3}
