"""Learning is the same for everyone: no sign-in, no cookie, no database, and nothing to fill in."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import session
from flask.sessions import NullSession
from sqlalchemy import make_url

from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.pages import Page
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.content.loader import content

TEXTS, EXERCISES = content().explainers.explainers, content().exercises.exercises
PATHS = [
    "/learning",
    *(f"/learning/{one.address}" for one in TEXTS),
    "/learning/exercises",
    *(f"/learning/exercises/{one.id}" for one in EXERCISES),
    "/learning/what-helps",
    "/learning/supporting-someone",
    "/learning/for-family",
    "/learning/practical-help",
]
TELLING = re.compile(r"depress|anxi|trauma|burnout|event|sleep", re.IGNORECASE)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """One installation for all of these; the pages below read nothing of it."""
    data = tmp_path_factory.mktemp("learning") / "instance"
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    with opened(prepare(database), database, NOW) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        with home.session() as opened_session:
            settle(opened_session)
        yield home


@pytest.fixture(scope="module")
def ann(home):
    """A person's browser, signed in while there was a database."""
    return home.browser_of(CHARACTERS[0].id)


@pytest.fixture(scope="module")
def without_database(home, ann):
    path = Path(str(make_url(home.database.main).database))
    path.rename(path.with_suffix(".away"))
    path.mkdir()
    assert ann.get("/my-kit").status_code == 503


def read(client, path):
    answer = client.get(path)
    return answer, Page(answer.text, path, answer.status_code)


def test_every_page_is_the_same_for_everyone_and_needs_no_database(home, ann, without_database):
    for path in PATHS:
        (signed_out, page), (signed_in, _) = read(home.browser_of(None), path), read(ann, path)

        assert page.status == 200, path
        assert signed_out.data == signed_in.data, path
        assert "Set-Cookie" not in signed_in.headers, path
        assert signed_in.headers["Cache-Control"] == "no-store", path
        assert page.forms == [], path
        assert "/help-now" in page.links, path
        assert "Samaritans: 116 123" in page.text, path


def test_no_page_looks_into_the_session_of_who_is_signed_in(ann, without_database):
    with ann:
        for path in PATHS:
            ann.get(path)
            assert isinstance(session, NullSession), path
        ann.get("/learnings")
        assert not isinstance(session, NullSession)


def test_neither_address_nor_title_tells_what_somebody_reads(home, without_database):
    titles = {path: read(home.browser_of(None), path)[1].title for path in PATHS}

    assert [path for path in PATHS if TELLING.search(path)] == []
    assert {path: title for path, title in titles.items() if TELLING.search(title)} == {}


def test_every_text_and_exercise_can_be_found(home, without_database):
    index, exercises = (
        read(home.browser_of(None), path)[1].links for path in ("/learning", "/learning/exercises")
    )

    assert {f"/learning/{one.address}" for one in TEXTS} <= set(index)
    assert {"/learning/exercises", "/learning/what-helps", "/learning/for-family"} <= set(index)
    assert {f"/learning/exercises/{one.id}" for one in EXERCISES} <= set(exercises)


def test_the_list_to_tick_has_nothing_that_could_be_sent(home, without_database):
    answer = home.browser_of(None).get("/learning/practical-help")
    ticks = re.findall("<input[^>]*>", answer.text)

    assert len(ticks) == sum(len(group.points) for group in content().after_event.practical.groups)
    assert [tick for tick in ticks if "name=" in tick or 'autocomplete="off"' not in tick] == []
    for path in ("/learning/what-helps", "/learning/supporting-someone", "/learning"):
        assert "/learning/practical-help" in read(home.browser_of(None), path)[1].links


def test_each_card_has_both_readings_and_one_leads_to_the_other(home, without_database):
    _, mine = read(home.browser_of(None), "/learning/what-helps")
    _, theirs = read(home.browser_of(None), "/learning/supporting-someone")
    told = content().after_event

    for card in (*told.cards, *told.aid, told.urgent):
        assert card.title in mine.text
        assert all(point in mine.text for point in card.points)
        assert all(said in theirs.text for said in card.supporting)
    assert "/learning/supporting-someone" in mine.links
    assert {"/learning/what-helps", "/learning/for-family"} <= set(theirs.links)


@pytest.mark.parametrize("path", ["/learning/zz", "/learning/exercises/zz", "/learning/"])
def test_what_is_not_there_is_not_there(home, without_database, path):
    answer = home.browser_of(None).get(path)

    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers


def test_the_sheet_for_the_family_names_nobody_and_has_the_numbers_of_the_nation(tmp_path):
    database = on_sqlite(tmp_path)
    settings = prepare(database)
    sheets = {}
    for nation in ("", "scotland"):
        with opened(replace(settings, nation=nation), database, NOW) as home:
            sheets[nation] = read(home.browser_of(None), "/learning/for-family")[1].text

    scotland = content().crisis_contacts("scotland")[0].contacts
    assert all(each.call in sheets["scotland"] for each in scotland)
    assert "999" in sheets[""]
    assert "Samaritans" in sheets[""]
    assert "Mind infoline" not in sheets[""]
    assert "It says nothing about the person who gave it to you" in sheets[""]
