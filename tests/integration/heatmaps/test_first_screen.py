"""What a supervisor or manager reads first, whatever the size of the team, and before any figure exists."""

from datetime import timedelta

import pytest

from tests.integration.heatmaps.books import ALONE, FEW, LARGE, POOLED, a_book
from tests.integration.heatmaps.conftest import person_id
from tests.support.acting import Hand
from tests.support.world import NOW, TODAY, unit_id
from wellbeing.actions import passing_up
from wellbeing.actions import service as actions
from wellbeing.content.loader import content
from wellbeing.disclosure import Book
from wellbeing.heatmaps.first_screen import MOST_DUE, first_screen
from wellbeing.heatmaps.service import Ground
from wellbeing.week import Week

LEADERS = ("supervisor", "service manager", "directorate manager", "manager of everything")
PIECES = (
    "New or next",
    "The action that is due",
    "One question for this week’s meeting",
    "as a whole",
)
SIZES = {"large": LARGE, "pooled": POOLED, "alone": ALONE}


def screen_of(reader, who, today=TODAY):
    with reader.home.session() as session, reader.home.parts.ledger() as released:
        return first_screen(Ground(session, released, today), person_id(who))


def acts(reader, name="supervisor", unit="red", days=3, **changes):
    with reader.home.session() as session:
        hand = Hand(session, name, unit)
        return hand.adds(due_on=TODAY + timedelta(days=days), **changes)


@pytest.mark.parametrize("homes", SIZES.values(), ids=SIZES)
def test_every_piece_is_there_for_teams_of_every_size(house_with, homes):
    reader = house_with(a_book(homes))

    pages = {who: reader.page(who, "/teams").text for who in LEADERS}

    assert [(who, piece) for who in LEADERS for piece in PIECES if piece not in pages[who]] == []


@pytest.mark.parametrize("who", LEADERS)
def test_before_the_first_figure_it_says_when_it_comes_and_what_to_do_meanwhile(house_with, who):
    reader = house_with(Book(a_book(LARGE).plans, ()), NOW - timedelta(weeks=11))

    text = reader.page(who, "/teams").text

    assert all(piece in text for piece in PIECES)
    assert "There are no figures yet. You can begin without them" in text
    assert "The next figures come out on Wednesday 31 December 2025" in text
    assert "Its picture begins with its first figure" in text


def test_before_the_first_cycle_the_first_screen_stands_too(house_with):
    text = house_with().page("supervisor", "/teams").text

    assert all(piece in text for piece in PIECES)


def test_the_day_of_new_figures_is_said_and_later_their_age(house_with):
    reader = house_with(a_book(LARGE))

    new, old = (screen_of(reader, "supervisor", TODAY + timedelta(days=days)) for days in (0, 7))

    assert (new.news.is_new, old.news.is_new) == (True, False)
    assert "New figures are out since Wednesday 4 March 2026" in reader.page("staff", "/teams").text


def test_what_is_due_stands_there_with_its_day_and_what_is_late_says_so(house_with):
    reader = house_with(a_book(LARGE))
    acts(reader, does="Share out the duty phone", days=-2)

    screen = screen_of(reader, "supervisor")
    text = reader.page("supervisor", "/teams").text

    assert [(one.does, one.is_late) for one in screen.due] == [("Share out the duty phone", True)]
    assert (
        "Share out the duty phone To be done by Monday 2 March 2026. That day has passed." in text
    )
    assert f"/actions/{unit_id('red')}" in reader.page("supervisor", "/teams").links


def test_the_team_reads_the_same_of_its_actions_as_its_supervisor(house_with):
    reader = house_with(a_book(LARGE))
    acts(reader, does="Share out the duty phone")

    assert screen_of(reader, "staff").due == screen_of(reader, "supervisor").due != ()


def test_what_was_passed_up_leads_whoever_answers_to_the_answer_and_nobody_else(house_with):
    reader = house_with(a_book(LARGE))
    key = acts(reader, days=30, does="Share out the duty phone")
    with reader.home.session() as session:
        passing_up.pass_up(Hand(session).log, key)

    asked = reader.page("service manager", "/teams")

    assert f"/actions/{unit_id('help')}/asked/{key}" in asked.links
    assert "Red asks Help" in asked.text
    assert [screen_of(reader, who).due for who in ("supervisor", "staff")] == [(), ()]


def test_only_those_who_lead_the_asked_unit_are_told_that_an_answer_waits(house_with):
    reader = house_with(a_book(LARGE))
    key = acts(reader, days=30)
    with reader.home.session() as session:
        passing_up.pass_up(Hand(session).log, key)
        ids, help_id = [unit_id("help")], unit_id("help")

        assert actions.due(session, ids, TODAY, answering=[]).first == ()
        told = actions.due(session, ids, TODAY, answering=[help_id])
        assert [one.action.id for one in told.first] == [key]


def test_whoever_acts_for_a_unit_that_nobody_leads_is_told_what_is_due_there(house_with):
    reader = house_with(a_book(LARGE))
    acts(reader, "service manager", "blue", does="Share out the duty phone")

    assert [one.unit for one in screen_of(reader, "service manager").due] == ["Blue"]
    # Somebody leads the service between them and this team.
    assert screen_of(reader, "directorate manager").due == ()


def test_nobody_reads_of_the_actions_of_another_team(house_with):
    reader = house_with(a_book(LARGE))
    acts(reader, "supervisor of another team", "green", does="Only for green")

    assert "Only for green" in reader.page("supervisor of another team", "/teams").text
    for who in ("supervisor", "staff", "directorate manager"):
        assert "Only for green" not in reader.page(who, "/teams").text


def test_more_than_three_are_left_to_the_log(house_with):
    reader = house_with(a_book(LARGE))
    for number in range(MOST_DUE + 2):
        acts(reader, key=f"{number:032x}", days=number)

    screen = screen_of(reader, "supervisor")

    assert (len(screen.due), screen.more_due) == (MOST_DUE, 2)
    assert "2 more in the log." in reader.page("supervisor", "/teams").text


def test_the_question_of_the_week_is_the_same_for_every_team(house_with):
    reader = house_with(a_book(LARGE))
    question = content().team_meeting.question_of_the_week(Week.of(TODAY)).question

    assert all(question in reader.page(who, "/teams").text for who in (*LEADERS, "staff"))


@pytest.mark.parametrize(
    ("who", "name", "is_own"),
    [
        ("supervisor", "Help", False),
        ("service manager", "Help", True),
        ("directorate manager", "North", True),
        ("manager of everything", "Org", True),
        ("supervisor of another team", "Help", False),
    ],
)
def test_the_picture_is_of_the_service_around_or_of_what_one_leads(house_with, who, name, is_own):
    around = screen_of(house_with(a_book(LARGE)), who).around

    assert (around.name, around.is_own) == (name, is_own)
    assert around.said[0].subject == name


def test_without_a_unit_or_in_a_tiny_organisation_nothing_pretends_to_be_a_figure(house_with):
    reader = house_with(a_book(FEW))

    assert screen_of(reader, "without a team") is None
    text = reader.page("supervisor", "/teams").text
    assert "One question for this week’s meeting" in text
    assert "What supervisors cannot see, and why" in text
