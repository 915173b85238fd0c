"""A person's own weeks as pages: pictures with their tables, a file, and each week with its answers."""

import csv
from datetime import timedelta
from io import StringIO

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.world import CHARACTERS, NOW
from wellbeing.content.loader import content

HARD = {"sleep": "3", "alert": "3", "worry": "3", "irritable": "2", "low": "2", "avoid": "1"}
PRESSED = {**HARD, "op": "2", "support": "1", "event": "direct"}
WEEK = "/my-weeks/2026-W10"
FIVE = 5
EVENT = next(
    one for part in content().questions.parts for one in part.questions if one.id == "event"
)


@pytest.fixture(scope="module")
def ann(somebody):
    """Somebody who checked in once, told of an event, and looks back a week later."""
    visitor = somebody()
    visitor.check_in(PRESSED)
    visitor.at(NOW + timedelta(weeks=1))
    yield visitor
    visitor.at(NOW)


@pytest.fixture(scope="module")
def page(ann):
    return ann.get("/my-weeks")


def test_there_are_five_pictures_each_read_out_and_with_its_table(page):
    assert [tag for tag, _ in page.tags].count("svg") == FIVE
    named = [found["aria-labelledby"].split() for tag, found in page.tags if tag == "svg"]
    ids = [found["id"] for _, found in page.tags if "id" in found]
    assert all(ids.count(each) == 1 for pair in named for each in pair)
    assert len({each for pair in named for each in pair}) == 2 * FIVE
    assert [tag for tag, _ in page.tags].count("table") == FIVE + 1
    assert "2 March 2026 14 of 18" in page.text
    assert "2 March 2026 A lot, it was hard to manage" in page.text


def test_nothing_reminds_of_an_event_before_its_part_is_opened(ann, page):
    shown = f"{page.html} {ann.client.get('/my-weeks/file').text}".lower()
    before, _, rest = ann.get(WEEK).html.partition("<details>")
    folded, _, after = rest.partition("</details>")

    assert all(word not in shown for word in ("direct", "distressing", "violent", "happened"))
    assert all(word not in before + after for word in (EVENT.title, "Yes, directly"))
    assert all(word in folded for word in (EVENT.title, "Yes, directly"))


def test_no_word_of_blame_stands_beside_a_gap(page):
    assert not [word for word in ("missed", "no check-in", "streak") if word in page.text.lower()]


@pytest.mark.parametrize(
    ("asked", "chosen"), [("", "13"), ("26", "26"), ("53", "53"), ("1000", "13"), ("x'", "13")]
)
def test_how_far_back_is_a_plain_link(ann, asked, chosen):
    page = ann.get(f"/my-weeks?weeks={asked}")

    current = [
        found["href"] for tag, found in page.tags if tag == "a" and found.get("aria-current")
    ]
    assert f"/my-weeks?weeks={chosen}" in current
    beside_each_and_below = [link for link in page.links if link.startswith("/my-weeks/file")]
    assert beside_each_and_below == [f"/my-weeks/file?weeks={chosen}"] * (FIVE + 1)


def test_weeks_of_long_ago_are_found_by_looking_further_back(ann):
    """Somebody who comes back from a long leave has answers, though none in the latest weeks."""
    ann.at(NOW + timedelta(weeks=20))
    near, far = ann.get("/my-weeks"), ann.get("/my-weeks?weeks=26")
    ann.at(NOW + timedelta(weeks=1))

    assert "There is nothing in these 13 weeks." in near.text
    assert "/my-weeks?weeks=26" in near.links
    assert "/my-weeks/file?weeks=13" not in near.links
    assert "2 March 2026 14 of 18" in far.text


def test_the_file_is_private_and_has_a_neutral_name(ann):
    answer = ann.client.get("/my-weeks/file")

    assert answer.mimetype == "text/csv"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="weeks.csv"'
    (row,) = csv.DictReader(StringIO(answer.text))
    assert (row["week"], row["warning signs (0 to 18)"]) == ("2026-W10", "14")


def test_a_week_tells_every_question_with_the_answer_given_and_leads_to_why(ann):
    page = ann.get(WEEK)

    assert page.h1 == "Monday 2 to Sunday 8 March 2026"
    for question, answer in (("sleep badly", "5–7 nights"), ("support you needed", "A little")):
        assert question in page.text
        assert answer in page.text
    assert "Skipped" in page.text
    assert "/my-step/why?week=2026-W10" in page.links


@pytest.mark.parametrize("name", ["2025-W08", "2026-W12", "2026-W99", "notes2", "2026-W1", "%00"])
def test_a_week_that_is_not_kept_or_still_to_come_is_not_there(ann, name):
    assert ann.get(f"/my-weeks/{name}").status == 404


def test_a_week_without_answers_says_so_and_no_more(ann):
    page = ann.get("/my-weeks/2026-W09")

    assert page.status == 200
    assert "There are no answers in this week." in page.text
    assert "/my-step/why?week=2026-W09" not in page.links


def test_nobody_sees_the_weeks_of_somebody_else(ann, home):
    other = Visitor(home, CHARACTERS[-1].id)

    assert "There is nothing here yet" in other.get("/my-weeks").text
    assert "There are no answers in this week." in other.get(WEEK).text
    assert len(other.client.get("/my-weeks/file").text.splitlines()) == 1
