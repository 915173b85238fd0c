"""When something fails: a page of ours, nothing typed in any log, and nothing lost silently."""

import json

import pytest
import structlog
from sqlalchemy import update

from tests.integration.web.conftest import ANN
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing

CANARY = "canary-in-what-was-typed"


@pytest.fixture
def lines(monkeypatch):
    with structlog.testing.capture_logs() as captured:
        yield captured


def test_a_fault_of_ours_shows_a_page_and_logs_its_place_but_no_value(home, lines):
    def broken():
        typed = CANARY
        raise ValueError(f"could not read {typed}")

    home.app.view_functions["accounts.front"] = broken
    answer = home.browser_of(ANN.id).get("/")

    assert answer.status_code == 500
    assert "The mistake is ours" in answer.text
    assert CANARY not in answer.text
    assert [line["kind"] for line in lines] == ["ValueError"]
    assert lines[0]["place"].split(":")[0].endswith("test_trouble.py")
    assert CANARY not in json.dumps(lines)


def test_a_page_that_fails_while_it_is_made_still_gets_an_error_page(home, lines):
    home.app.jinja_env.globals["asset"] = None

    @home.app.context_processor
    def no_names():
        return {"seen_by": 1 // len(lines) if lines else 1}

    home.app.view_functions["accounts.front"] = lambda: 1 // 0

    answer = home.browser_of(None).get("/")

    assert answer.status_code == 500
    assert lines[0]["kind"] == "ZeroDivisionError"


def test_a_busy_database_is_a_page_that_says_when_to_try_again(home, monkeypatch, lines):
    monkeypatch.setattr("wellbeing.database.BUSY_MS", 100)
    home.app.config["WTF_CSRF_ENABLED"] = False
    client = home.browser_of(ANN.id)

    with home.session() as session, writing(session):
        session.execute(update(PersonRow).values(name="Somebody"))
        busy = client.post("/account/sign-out-everywhere")
        read = client.get("/account")

    assert busy.status_code == 503
    assert busy.headers["Retry-After"] == "30"
    assert "Nothing that was saved is lost" in busy.text
    assert read.status_code == 200
    assert [line["event"] for line in lines] == ["database_away"]
    assert client.post("/account/sign-out-everywhere").status_code == 303


@pytest.mark.parametrize(
    ("method", "path", "status", "said"),
    [
        ("GET", "/nowhere", 404, "There is no page here"),
        ("PUT", "/account", 405, "This page cannot be used like that"),
        ("POST", "/account/sign-out-everywhere", 400, "This could not be read"),
    ],
)
def test_every_refusal_is_a_page_with_help(home, method, path, status, said):
    for who in (ANN.id, None):
        answer = home.browser_of(who).open(path, method=method)
        if answer.status_code == 303:
            continue

        assert answer.status_code == status
        assert said in answer.text
        assert "/help-now" in answer.text


def test_a_method_that_is_not_allowed_says_which_are(home):
    answer = home.browser_of(ANN.id).delete("/account")

    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_head_and_options_need_what_reading_needs(home):
    for method in ("HEAD", "OPTIONS"):
        assert home.browser_of(None).open("/account", method=method).status_code == 302
        answer = home.browser_of(ANN.id).open("/account", method=method)
        assert answer.status_code == 200
        assert answer.data == b""
