"""New figures are announced after sign-in, on the fixed day and for a week, in the same words for all."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.integration.heatmaps.books import LARGE, POOLED, a_book
from tests.integration.heatmaps.conftest import person_id
from tests.support.walking import Walker
from tests.support.world import NOW
from wellbeing.content.loader import content
from wellbeing.disclosure import Book

NOTICE = "New team figures are out since Wednesday 4 March 2026."
NO_NOTICE = "New team figures"
EVERYBODY = ("staff", "supervisor", "service manager", "manager of everything", "practitioner")


def refuse(*_connection):
    raise OperationalError("connect", {}, OSError("the ledger is away"))


def this_week(reader, who):
    """Return the page people arrive at once they have agreed to take part."""
    walker = Walker(reader.home.browser_of(person_id(who)))
    form = walker.get("/consent").form("/consent")
    walker.post("/consent", {**form.filled, "choice": "agree"})
    return walker.get("/this-week")


@pytest.mark.parametrize("homes", [LARGE, POOLED], ids=["large", "pooled"])
def test_everybody_reads_the_same_notice_on_the_day(house_with, homes):
    reader = house_with(a_book(homes))

    assert {NOTICE in this_week(reader, who).text for who in EVERYBODY} == {True}


@pytest.mark.parametrize(("days", "is_told"), [(0, True), (6, True), (7, False), (20, False)])
def test_the_notice_stands_until_weekly_figures_could_come_again(house_with, days, is_told):
    reader = house_with(a_book(LARGE), NOW + timedelta(days=days))

    assert (NOTICE in this_week(reader, "staff").text) is is_told


def test_figures_that_came_late_are_new_from_the_day_they_came(house_with):
    late = NOW + timedelta(days=9)
    reader = house_with(a_book(LARGE), late + timedelta(days=1), out_at=late)

    assert "New team figures are out since Friday 13 March 2026." in this_week(reader, "staff").text


def test_without_new_figures_nothing_is_said(house_with):
    reader = house_with(Book(a_book(LARGE).plans, ()))

    assert NO_NOTICE not in this_week(reader, "staff").text


def test_whoever_belongs_to_no_unit_reads_no_notice(house_with):
    reader = house_with(a_book(LARGE))

    assert NO_NOTICE not in this_week(reader, "without a team").text


def test_other_pages_are_left_alone_and_nobody_signed_out_is_told(house_with):
    reader = house_with(a_book(LARGE))

    for path in ("/my-kit", "/my-requests", "/account"):
        assert NO_NOTICE not in reader.page("staff", path).text
    assert NO_NOTICE not in reader.home.browser_of(None).get("/sign-in").text


def test_it_stands_on_the_first_page_in_each_way_to_be_asked_and_on_no_other(house_with):
    reader = house_with(a_book(LARGE))
    this_week(reader, "staff")
    walker = Walker(reader.home.browser_of(person_id("staff")))
    questions = content().questions
    second = questions.parts[0].questions[1].page

    told = [NOTICE in walker.get(f"/this-week/{page}").text for page in questions.first_pages]

    assert told == [True] * 3
    assert NO_NOTICE not in walker.get(f"/this-week/{second}").text


def test_checking_in_works_when_the_ledger_cannot_be_read(house_with):
    reader = house_with(a_book(LARGE))
    this_week(reader, "staff")
    engine = reader.home.parts.ledger.kw["bind"]
    engine.dispose()
    event.listen(engine, "do_connect", refuse)

    page = Walker(reader.home.browser_of(person_id("staff"))).get("/this-week")

    assert page.status == 200
    assert "/this-week/" in page.url
    assert NO_NOTICE not in page.text
