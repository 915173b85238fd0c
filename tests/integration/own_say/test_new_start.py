"""After a change at work: an offer of contact and a fresh start, at the person's own word alone."""

from datetime import timedelta

from tests.support.histories import history as written
from tests.support.world import NOW
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.week import Week

WEEK = Week(2026, 10)
PAGE = "/new-start"
STEADY = {"sleep": "1", "alert": "1", "worry": "1", "irritable": "0", "low": "0", "avoid": "0"}
BEGIN, BACK = "Begin my usual level anew", "Take it back"


def level(person):
    with person.desk() as desk:
        return history.usual_level(desk, person.person_id)


def lived(person, weeks=4):
    """Let somebody check in for some weeks, at the service: their pages have tests of their own."""
    for number in range(weeks):
        person.home.clock.standing_at = NOW + timedelta(weeks=number)
        with person.desk() as desk, writing(desk.session, person.person_id):
            given = written("3")[0].check_in
            assert given is not None
            history.record(
                desk, person.person_id, WEEK.plus(number), history.Answers(given), f"key {number}"
            )
    return person.at(NOW + timedelta(weeks=weeks))


def test_it_is_reached_from_the_step_and_from_preferences_and_leads_to_a_human(ann):
    assert PAGE in ann.get("/my-step").links
    assert PAGE in ann.get("/preferences").links

    assert "/ask/someone" in ann.get(PAGE).links


def test_without_a_usual_level_there_is_nothing_to_begin_anew(ann):
    page = ann.get(PAGE)
    assert BEGIN not in page.text

    lived(ann)
    late = ann.get(PAGE)
    with ann.desk() as desk, writing(desk.session, ann.person_id):
        history.start_afresh(desk, ann.person_id)
    later = ann.at(NOW + timedelta(weeks=5))

    assert "Nothing was changed" in later.press(late, {}, PAGE).text
    assert level(later) == history.UsualLevel(0, fresh_this_week=False)


def test_a_fresh_start_lets_the_level_go_and_can_be_taken_back(ann):
    lived(ann)
    assert level(ann) == history.UsualLevel(4, fresh_this_week=False)

    page = ann.press(ann.get(PAGE), {}, PAGE)
    assert level(ann) == history.UsualLevel(0, fresh_this_week=True)
    assert "You can take it back until" in page.text
    assert BEGIN not in page.text
    page = ann.press(page, {}, f"{PAGE}/back")

    assert level(ann) == history.UsualLevel(4, fresh_this_week=False)
    assert BEGIN in page.text


def test_the_week_tells_of_it_among_its_rules(ann):
    lived(ann)
    before = ann.get("/my-step").h1
    ann.press(ann.get(PAGE), {}, PAGE)
    ann.check_in(STEADY)

    why = ann.get("/my-step/why").text

    assert "You chose a fresh start for your usual level." in why
    assert "Your usual level is made only of weeks after this one." in why
    assert ann.get("/my-step").h1 == before
    week_later = ann.at(NOW + timedelta(weeks=5))
    week_later.check_in(STEADY)
    assert week_later.current(WEEK.plus(5)).placement.baseline is None


def test_a_week_later_it_cannot_be_taken_back(ann):
    lived(ann)
    page = ann.press(ann.get(PAGE), {}, PAGE)
    later = ann.at(NOW + timedelta(weeks=5))

    page = later.press(page, {}, f"{PAGE}/back")

    assert "Nothing was changed." in page.text
    assert level(later) == history.UsualLevel(0, fresh_this_week=False)
