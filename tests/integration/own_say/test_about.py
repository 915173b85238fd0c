"""What a pressure was about: asked once, for the person alone, and the offers follow it."""

from datetime import timedelta

from tests.integration.checkins.visitor import SEND, form_of, withdraw
from tests.support.world import NOW
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.week import Week

WEEK = Week(2026, 10)
ABOUT = "/my-step/about"
NOW_HEADING = "What you could do now"
QUESTION = "What was it about?"
HARD = {"sleep": "1", "org": "2", "life": "3"}


def offered(page):
    """Return what stands under the heading of the offers, open and folded."""
    return page.text.partition(NOW_HEADING)[2].partition("Why you see this")[0]


def about(person, week=WEEK):
    with person.desk() as desk:
        return history.about(desk, person.person_id, week)


def tick(person, page, **ticked):
    form = form_of(page, ABOUT)
    return person.post(ABOUT, {**form.filled, **{f"about_{k}": v for k, v in ticked.items()}})


def test_it_is_asked_after_a_high_pressure_and_the_ticked_offers_come_first(ann):
    page = ann.check_in(HARD)
    assert QUESTION in page.text
    assert "Staffing" in page.text
    assert "Distressing cases and material" not in page.text

    page = tick(ann, page, org="staffing", life="money")

    assert about(ann) == ("staffing", "money")
    assert QUESTION not in page.text
    assert "You ticked: Staffing, Money. Only you see this." in page.text
    assert "You see this because you ticked “Staffing”." in page.text
    now = offered(page)
    for each in content().offers.about:
        assert (each.title in now) == bool({"staffing", "money"} & set(each.tags))
    # What stands for all of a pressure gives way to what was ticked of it.
    assert "Ask for a look at your workload" not in now
    folded = now.index("More, by who acts")
    for each in content().offers.about:
        if {"staffing", "money"} & set(each.tags):
            assert now.index(each.title) < folded


def test_not_now_is_not_asked_again_and_changes_no_offer(ann):
    page = ann.check_in(HARD)
    before = offered(page)
    form = form_of(page, ABOUT)

    page = ann.post(ABOUT, {**form.filled, "act": "not now", "about_org": "staffing"})

    assert about(ann) == ()
    assert QUESTION not in page.text
    assert offered(page) == before
    assert "Say what the pressure was about" in page.text


def test_it_can_be_changed_while_the_week_is_open_and_not_after_it(ann):
    page = tick(ann, ann.check_in(HARD), org="staffing")
    asked = ann.get(ABOUT)
    assert [one for one in asked.html.split("<input") if "staffing" in one and "checked" in one]

    tick(ann, asked, org="changes")
    assert about(ann) == ("changes",)
    late = ann.at(NOW + timedelta(weeks=1))
    page = tick(late, asked, org="systems")

    assert about(late) == ("changes",)
    assert page.url.startswith("/my-step")
    assert "Nothing was changed." in page.text
    assert ABOUT not in page.links
    # The offers still follow the answers given last.
    assert "You see this because you ticked “Changes”." in page.text


def test_what_is_not_on_the_page_is_refused_kindly_and_nothing_is_kept(ann):
    page = ann.check_in(HARD)

    refused = tick(ann, page, org="deaths")

    assert refused.status == 422
    assert "Something arrived that is not on this page" in refused.text
    assert about(ann) is None


def test_a_window_that_is_behind_its_answers_takes_the_turn_of_none(ann):
    """It would say of other pressures that nothing counted in them, and they were asked about no more."""
    behind = ann.check_in({"org": "2"})
    again = ann.press(ann.answer({"org": "1", "life": "3"}, "/this-week/sleep-and-worry"), {}, SEND)
    ann.press(again, {"choice": "replace"}, SEND)
    page = tick(ann, ann.get("/my-step"), life="money")
    assert "You ticked: Money." in page.text

    page = tick(ann, behind, org="staffing")

    assert about(ann) == ("money",)
    assert "you have sent your answers again since" in page.text


def test_who_withdrew_is_asked_nothing_more_and_nothing_more_is_kept(ann):
    page = ann.check_in(HARD)
    withdraw(ann)

    assert QUESTION not in ann.get("/my-step").text
    tick(ann, page, org="staffing")

    assert about(ann) is None


def test_without_a_high_pressure_nothing_is_asked_and_the_page_leads_back(ann):
    page = ann.check_in({"org": "1"})

    assert QUESTION not in page.text
    assert ann.get(ABOUT).h1 == ann.get("/my-step").h1


def test_my_weeks_shows_it_folded_and_the_file_of_all_data_has_it(ann):
    tick(ann, ann.check_in(HARD), org="staffing", life="money")

    page = ann.get(f"/my-weeks/{WEEK}")

    folded = page.html.partition("What it was about")[2].partition("</details>")[0]
    assert "Staffing" in folded
    assert "Money" in folded
    assert "Staffing" not in page.html.partition("<details")[0]


def test_ticks_of_a_grouping_that_ends_stay_with_the_week(ann):
    """One that a later file does not know chooses no offer, and is shown as it is kept: never an error."""
    ann.check_in(HARD)
    with ann.desk() as desk, writing(desk.session, ann.person_id):
        history.keep_about(desk, ann.person_id, WEEK, ["an-old-name", "staffing"])

    assert "You ticked: Staffing." in ann.get("/my-step").text
    assert "an-old-name, Staffing" in ann.get(f"/my-weeks/{WEEK}").text
