"""The one more question: off until it is switched on, in no score, rule or figure, and found again in "My weeks"."""

from datetime import timedelta

from tests.integration.checkins.visitor import SEND, form_of
from tests.support.histories import history as written
from tests.support.world import NOW
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.history.service import Answers, Armour
from wellbeing.week import Week

WEEK = Week(2026, 10)
SWITCH = "/preferences/one-more-question"
HARD = {"sleep": "2", "worry": "1", "org": "1"}
FOUND = content().questions.one_more
assert FOUND is not None
OFFERED = FOUND.questions
TITLES = [one.title for one in OFFERED]


def of(week: Week):
    assert FOUND is not None
    return FOUND.of_week(week)


def switch(person):
    return person.press(person.get(SWITCH), {}, SWITCH)


def check_in_with(person, answer="2", week=WEEK):
    return person.check_in({**HARD, of(week).id: answer})


def test_the_three_take_turns_week_by_week_for_everybody():
    turns = [of(WEEK.plus(number)).id for number in range(6)]

    assert sorted(turns[:3]) == sorted(one.id for one in OFFERED)
    assert turns[3:] == turns[:3]
    # Across a year of 53 weeks the turn goes on.
    assert of(Week(2026, 53)).id != of(Week(2027, 1)).id


def test_nobody_is_asked_it_who_did_not_switch_it_on(ann):
    summary = ann.answer(HARD)

    assert not [title for title in TITLES if title in summary.text]
    assert "Off" in ann.get("/preferences").text.partition("One more question")[2][:30]


def test_switched_on_it_is_asked_and_kept_beside_the_answers(ann):
    page = switch(ann)
    assert "Switched on." in page.text

    page = check_in_with(ann)

    assert "Saved." in page.text
    sent = ann.sent(WEEK)
    assert sent is not None
    assert sent.armour == Armour(of(WEEK).id, 2)
    # Two more questions are not asked: one a week.
    others = [one for one in OFFERED if one.id != of(WEEK).id]
    assert not [one for one in others if one.title in ann.get(f"/my-weeks/{WEEK}").text]


def test_no_placement_changes_by_its_answer(somebody):
    ann, bob = somebody(), somebody()
    switch(ann)

    check_in_with(ann, "3")
    bob.check_in(HARD)

    mine, theirs = ann.current(WEEK), bob.current(WEEK)
    assert mine is not None
    assert theirs is not None
    assert mine.placement == theirs.placement
    sent = ann.sent(WEEK)
    assert sent is not None
    assert sent.armour == Armour(of(WEEK).id, 3)


def test_it_is_found_again_after_it_was_switched_off_and_said_without_praise(ann):
    switch(ann)
    check_in_with(ann, "3")
    page = switch(ann)
    assert "Switched off." in page.text
    assert of(WEEK).title not in ann.answer({}, "/this-week/sleep-and-worry").text

    weeks, week = ann.get("/my-weeks").text, ann.get(f"/my-weeks/{WEEK}").text

    assert f"{of(WEEK).in_short} 5–7 days" in weeks
    assert of(WEEK).title in week
    assert not [
        word for word in ("well done", "great", "streak", "keep it up") if word in weeks.lower()
    ]


def test_an_answer_outlasts_others_that_are_changed_after_it_was_switched_off(ann):
    switch(ann)
    check_in_with(ann, "1")
    switch(ann)

    again = ann.press(ann.answer({"worry": "2"}, "/this-week/sleep-and-worry"), {}, SEND)
    ann.press(again, {"choice": "replace"}, SEND)

    sent = ann.sent(WEEK)
    assert sent is not None
    assert sent.check_in.signs[2] == 2
    assert sent.armour == Armour(of(WEEK).id, 1)


def test_an_answer_that_is_no_choice_any_more_is_shown_as_it_is_kept(ann):
    """A later file of questions may offer other choices: never an error."""
    given = written("3")[0].check_in
    assert given is not None
    answers = Answers(given, armour=Armour(of(WEEK).id, 9))
    with ann.desk() as desk, writing(desk.session, ann.person_id):
        history.record(desk, ann.person_id, WEEK, answers, "a key")

    assert f"{of(WEEK).in_short} 9" in ann.get("/my-weeks").text
    assert ann.get(f"/my-weeks/{WEEK}").status == 200


def test_changed_answers_start_from_the_one_that_was_sent(ann):
    switch(ann)
    check_in_with(ann, "0")

    page = ann.get("/this-week/pressure-and-support")

    assert form_of(page, "/this-week").filled[of(WEEK).id] == "0"
    ann.press(ann.answer({}, "/this-week/sleep-and-worry"), {}, SEND)
    assert ann.draft(WEEK) is not None  # Both versions are shown first.


def test_paper_is_the_same_for_everybody(ann):
    switch(ann)

    assert of(WEEK).title not in ann.get("/this-week/on-paper").text
    assert of(WEEK).title not in ann.get("/this-week/from-paper").text


def test_a_press_that_comes_twice_switches_once(ann):
    page = ann.get(SWITCH)
    form = form_of(page, SWITCH).filled

    ann.post(SWITCH, form)
    again = ann.post(SWITCH, form)

    assert "It is on now." in again.text


def test_a_week_later_another_one_is_asked(ann):
    switch(ann)
    later = ann.at(NOW + timedelta(weeks=1))

    page = later.get("/this-week/pressure-and-support")

    assert of(WEEK.plus(1)).title in page.text
    assert of(WEEK).title not in page.text
