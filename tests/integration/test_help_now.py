"""Help is there when nothing else is: signed out, without a cookie, with the database gone."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.support.databases import SQLITE
from tests.support.house import opened, prepare
from tests.support.pages import Page
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.lease import take_lease


def lose(database):
    """Take the main database away while the service runs."""
    url = make_url(database.main)
    if database.kind == SQLITE:
        path = Path(str(url.database))
        path.rename(path.with_suffix(".away"))
        path.mkdir()
        return
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{url.database}" WITH (FORCE)'))
    engine.dispose()


@pytest.fixture
def home(database):
    with opened(prepare(database), database, NOW) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        with home.session() as session:
            settle(session)
        yield home


@pytest.mark.parametrize("where", ["/help-now", "/help-now/more"])
def test_the_help_page_needs_no_sign_in_no_cookie_and_no_database(home, where):
    signed_in = home.browser_of(CHARACTERS[0].id)
    lose(home.database)

    for client in (signed_in, home.browser_of(None)):
        answer = client.get(where)

        page = Page(answer.text, where, answer.status_code)
        assert page.status == 200
        assert "999" in page.text
        assert "Samaritans" in page.text
        assert "tel:999" in page.links
        assert "Set-Cookie" not in answer.headers


def test_with_the_database_gone_every_other_page_says_so_and_shows_help(home):
    client = home.browser_of(CHARACTERS[0].id)
    lose(home.database)

    for path in ("/this-week", "/my-kit", "/account", "/teams", "/"):
        answer = client.get(path)

        page = Page(answer.text, path, answer.status_code)
        assert page.status == 503, path
        assert page.h1
        assert "999" in page.text


def test_with_the_database_gone_the_process_lives_and_is_not_ready(home):
    client = home.browser_of(None)
    with home.session() as session:
        take_lease(session, "a timetable")
    assert client.get("/readyz").status_code == 200
    lose(home.database)

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_leaving_works_with_the_database_gone(home):
    client = home.browser_of(CHARACTERS[0].id)
    lose(home.database)

    answer = client.get("/leave")

    assert answer.status_code == 303
    assert answer.location == home.settings.leave_to
