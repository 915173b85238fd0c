"""The public pages: help at once, and who can see what."""

from dataclasses import replace

import pytest

from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.pages import Page
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, NOW
from wellbeing.content.loader import ContentError, content
from wellbeing.settings import NATIONS

MOST_BYTES = 14 * 1024


@pytest.fixture
def database(tmp_path):
    """These pages show nothing from a database, so one kind will do."""
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    return on_sqlite(data)


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        yield home


def read(home, path, person_id=None):
    answer = home.browser_of(person_id).get(path)
    return answer, Page(answer.text, path, answer.status_code)


def test_the_help_page_is_small_may_be_cached_and_sets_no_cookie(home):
    for person_id in (None, CHARACTERS[0].id):
        answer, _ = read(home, "/help-now", person_id)

        assert len(answer.data) <= MOST_BYTES
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer.headers["Cache-Control"] == (
            "public, max-age=300, stale-while-revalidate=3600, stale-if-error=604800"
        )


def test_the_help_page_is_the_same_whoever_opens_it(home):
    signed_out, _ = read(home, "/help-now")
    signed_in, _ = read(home, "/help-now", CHARACTERS[0].id)

    assert signed_out.data == signed_in.data


def test_the_help_page_shows_every_number_of_every_nation(home):
    _, page = read(home, "/help-now")

    for crisis in content().crisis:
        for contact in crisis.contacts:
            assert contact.call in page.text
            assert contact.text_to in page.text
            if contact.call:
                assert f"tel:{contact.dial}" in page.links


@pytest.mark.parametrize("nation", NATIONS)
def test_the_nation_of_the_organisation_comes_first_when_it_is_set(database, nation):
    settings = replace(prepare(database), nation=nation)

    with opened(settings, database, NOW) as home:
        _, page = read(home, "/help-now")

    names = {crisis.nation: f"In {crisis.name}" for crisis in content().crisis}
    own = page.text.index(names[nation])
    assert own == min(page.text.index(name) for name in names.values())
    assert own < page.text.index("Samaritans")


def test_an_installation_with_broken_words_does_not_start(database):
    settings = prepare(database)
    (settings.data / "content").mkdir()
    (settings.data / "content" / "kit.toml").write_text("title = 3", "utf-8")

    with pytest.raises(ContentError, match=r"kit\.toml: title"), opened(settings, database, NOW):
        pass


@pytest.mark.parametrize("person_id", [None, CHARACTERS[0].id])
def test_who_can_see_what_says_what_supervisors_never_see(home, person_id):
    answer, page = read(home, "/who-can-see-what", person_id)

    assert page.status == 200
    for said in (
        "First-aid kit",
        "Only you",
        "Your answers, your warning-sign score, what is usual for you, or your step",
        "Whether you checked in, missed a week or skipped a question",
        "HR has no access",
        "A court can order",
        "A freedom-of-information request",
    ):
        assert said in page.text
    assert answer.headers["Cache-Control"] == "no-store"
