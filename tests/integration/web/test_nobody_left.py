"""The last one who could answer leaves between reading and pressing: what was typed stands on the page that says so."""

import pytest
from sqlalchemy import text

from tests.support import proofs
from tests.support.asking import ASKER
from tests.support.calling import REACH, Callers
from tests.support.put_back import put_back_home
from tests.support.walking import Walker
from wellbeing.database import writing

TYPED = "After four, at the back door"
PAGES = {
    "/somebody-now": ("reach", {"tell": "tell", "reach": REACH, "message": "no"}),
    "/ask/someone": ("safe_times", {"with_whom": "practitioner", "stage": "send"}),
    "/ask/more": ("language", {"stage": "look"}),
    "/my-step/does-not-fit": ("words", {"stage": "send"}),
    "/my-step/more/agree": ("words", {"stage": "keep"}),
    "/work-requests/new": ("words", {"stage": "look"}),
}

EVERYDAY = ("/somebody-now", "/ask/someone", "/work-requests/new")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    with put_back_home(tmp_path_factory.mktemp("nobody-left")) as kept:
        yield kept


@pytest.fixture
def home(kept):
    return kept.as_it_was()


def all_leave(home):
    """Let nobody hold a role, lead anybody or be a responder any more."""
    with home.session() as session, writing(session):
        for table in ("role", "supervision", "named_responder"):
            session.execute(text(f"DELETE FROM {table}"))


@proofs.cases(
    "page", dict(zip(EVERYDAY, EVERYDAY, strict=True)), dict(zip(PAGES, PAGES, strict=True))
)
def test_what_was_typed_stands_there_to_be_copied(home, page):
    Callers(home).set_up()
    ann = Walker(home.browser_of(ASKER))
    name, chosen = PAGES[page]
    form = ann.get(page).form(page)
    typed = {**form.filled, name: TYPED, **chosen}
    all_leave(home)
    sent = ann.post(page, typed)

    assert typed[name] in sent.text
    assert "What you wrote was not sent" in sent.text
    assert not any(name in one.fields for one in sent.forms)
    assert "What you wrote was not sent" not in ann.get(page).text
