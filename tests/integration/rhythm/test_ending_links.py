"""Somebody makes the links useless that they were sent: all of them end at once, and new ones work."""

from datetime import timedelta

import pytest

from tests.integration.policies.reader import Reader
from tests.integration.rhythm.test_pages import HERE, IDS, STAFF, wish
from tests.support.by_link import ANSWERS
from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from tests.support.world import NOW
from wellbeing import restored
from wellbeing.accounts.sign_in import Door, make_link
from wellbeing.database import writing
from wellbeing.rhythm import plan_store, service
from wellbeing.rhythm.desk import address_of
from wellbeing.rhythm.links import answer_link, links_of
from wellbeing.rhythm.rows import RhythmRow
from wellbeing.rhythm.service import Desk, Messages
from wellbeing.rhythm.stop_links import stop_for_week, stop_link_of
from wellbeing.week import Week

WEEK = Week.of(NOW.date())
END = f"{HERE}/end-links"
OTHER = IDS["supervisor"]
PUT_BACK = "This service was moved, or put back from an earlier copy."


@pytest.fixture
def home(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        yield home


def links(home, person_id=STAFF):
    """Return every link that can be in a person's messages now, as the timetable makes them."""
    with home.session() as session:
        desk = Desk(session, home.vault, home.clock.now())
        service.enrol(desk, [person_id])
        row = address_of(home.vault, person_id)
        number = links_of(desk, row)
        weeks = (WEEK, WEEK.plus(-1))
        answers = [answer_link(home.vault, "", row, str(week), number) for week in weeks]
        stops = [f"/messages/{stop_for_week(home.vault, row, week, number)}" for week in weeks]
        return (*answers[:1], stop_link_of(desk, "", person_id), *stops)


def opened(home, found):
    anybody = home.app.test_client()
    return {anybody.get(link).status_code for link in found}


def test_all_links_sent_so_far_end_at_once_and_new_ones_work(home):
    before, theirs = links(home), links(home, OTHER)
    assert opened(home, before) == {200}

    page = Reader(home, STAFF).send(HERE, END)

    assert "No link that was sent to you so far works any more." in page.text
    assert opened(home, before) == {404}
    # Sending and ending by them do nothing either, and nobody else's are touched.
    anybody = home.app.test_client()
    assert anybody.post(before[0], data=ANSWERS).status_code == 404
    assert anybody.post(before[1]).status_code == 404
    assert wish(home).slot.messages is Messages.BOTH
    assert opened(home, theirs) == {200}
    after = links(home)
    assert not set(after) & set(before)
    assert opened(home, after) == {200}


def test_pressed_again_it_ends_those_that_came_since(home):
    reader = Reader(home, STAFF)
    found = [links(home)]
    for _ in range(2):
        reader.send(HERE, END)
        found.append(links(home))

    assert [opened(home, each) for each in found] == [{404}, {404}, {200}]


def test_a_link_that_sets_a_password_ends_too_and_nobody_elses_does(home):
    with home.session() as session:
        door = Door(session, home.vault, home.clock.now(), NOW.date())
        mine, theirs = (f"/set-password/{make_link(door, who)}" for who in (STAFF, OTHER))
    assert opened(home, [mine, theirs]) == {200}

    Reader(home, STAFF).send(HERE, END)

    assert opened(home, [mine]) == {404}
    assert opened(home, [theirs]) == {200}


def test_a_row_tells_nobody_whose_links_were_ended(home):
    links(home)

    def kept():
        with home.session() as session:
            row = session.get(RhythmRow, address_of(home.vault, STAFF))
            return len(row.person), row.version

    before = kept()
    Reader(home, STAFF).send(HERE, END)

    assert kept() == before


def test_after_a_copy_was_put_back_everybody_is_told_for_four_weeks(home):
    reader = Reader(home, STAFF)
    assert PUT_BACK not in reader.get(HERE).text
    with home.session() as session, writing(session):
        plan_store.close(session, str(WEEK))

    told = []
    for weeks in (0, 4, 5):
        home.clock.standing_at = NOW + (WEEK.plus(weeks).monday - WEEK.monday)
        told.append(PUT_BACK in Reader(home, STAFF).get(HERE).text)

    assert told == [True, True, False]


def test_after_a_restore_everybody_reads_for_four_weeks_since_when_and_where_to_look(home):
    said = "On Wednesday 4 March this service was put back to how it was on Tuesday 3 March"
    with home.session() as session:
        restored.note(session, NOW - timedelta(days=1), NOW)
        with writing(session):
            plan_store.close(session, str(WEEK))

    page = Reader(home, STAFF).get(HERE)
    assert (said in page.text, PUT_BACK in page.text) == (True, False)
    assert {"/my-requests", "/say", "/work-requests", "/sharing", "/my-data"} <= set(page.links)
    # What nobody can close for them is as it was, and the page does not say less than that.
    assert (
        "if you left your answers out since, they count again until you leave them out again"
        in page.text
    )
    assert "if you stopped since, you take part again until you stop again" in page.text
    home.clock.standing_at = NOW + timedelta(weeks=4)
    assert said not in Reader(home, STAFF).get(HERE).text
