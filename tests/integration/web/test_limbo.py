"""A form sent after the session ended comes back to its own person, and to nobody else."""

import re
from datetime import timedelta

import pytest
from flask import redirect, request
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select

from tests.integration.web.conftest import ANN, BEN
from tests.support.pages import Page
from wellbeing.accounts import sign_in
from wellbeing.accounts.signed_in_person import door
from wellbeing.accounts.views import open_browser_session
from wellbeing.extensions import db
from wellbeing.web import limbo
from wellbeing.web.forms import owner_of
from wellbeing.web.rows import LimboRow

TYPED = "I could not sleep on Tuesday & <b>Wednesday</b>\nnaïve"
PATH = "/account"
PASSWORDS = {"password": "orange kettle window march", "new_password": "seven quiet boats at noon"}


@pytest.fixture
def home(home):
    # The demo's way in, without a password, so that a test needs no slow hash.
    for who in (ANN, BEN):

        def be(person_id=who.id):
            return open_browser_session(sign_in.sign_in_as(door(), person_id))

        home.app.add_url_rule(f"/be/{who.name}", f"be_{who.name}", be, methods=["POST"])

    def kept():
        found = limbo.kept_fields(owner_of(ANN.id))
        return {} if found is None else found.to_dict()

    home.app.view_functions["accounts.front"] = kept
    home.app.view_functions["checkins.this_week"] = kept
    guards = home.app.before_request_funcs[None]
    may_pass = next(hook for hook in guards if hook.__name__ == "may_pass")

    def with_back_doors():
        return None if request.path.startswith("/be/") else may_pass()

    guards[guards.index(may_pass)] = with_back_doors
    home.app.config["WTF_CSRF_ENABLED"] = False
    return home


def token_on_page_of(client):
    """Return the token against forgery from the page that this browser shows now."""
    return re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(PATH).text)[0]


def send_too_late(home, who=ANN, path=PATH, **fields):
    client = home.browser_of(who.id)
    token = token_on_page_of(client)
    home.clock.standing_at += timedelta(hours=1)
    answer = client.post(path, data={"note": TYPED, "csrf_token": token, **PASSWORDS, **fields})
    return client, answer


def rows(home):
    with home.session() as session:
        return session.scalar(select(func.count()).select_from(LimboRow))


def fields_shown_to(client, who):
    """Ask, as this person, for what is kept for the page."""
    app = client.application
    shown = {}

    def look(_person=None):
        found = limbo.kept_fields(owner_of(who.id))
        shown.update({} if found is None else found.to_dict())
        return "looked"

    before, app.view_functions["accounts.account"] = app.view_functions["accounts.account"], look
    client.get(PATH)
    app.view_functions["accounts.account"] = before
    return shown


def test_the_form_is_shown_again_to_the_same_person_after_signing_in(home):
    client, answer = send_too_late(home)

    assert answer.status_code == 303
    assert answer.location == "/sign-in"
    back = client.post(f"/be/{ANN.name}")
    assert back.location == PATH
    assert fields_shown_to(client, ANN) == {"note": TYPED}


def test_passwords_are_never_kept(home):
    client, _ = send_too_late(home)
    client.post(f"/be/{ANN.name}")

    assert not PASSWORDS.keys() & fields_shown_to(client, ANN).keys()


def test_for_another_person_it_is_destroyed(home):
    client, _ = send_too_late(home)
    assert rows(home) == 1

    answer = client.post(f"/be/{BEN.name}")

    assert answer.location == "/this-week"
    assert rows(home) == 0
    assert client.get_cookie("limbo") is None
    client.post(f"/be/{ANN.name}")
    assert fields_shown_to(client, ANN) == {}


def test_it_can_only_be_opened_with_the_cookie_of_that_browser(home):
    send_too_late(home)
    other = home.browser_of(ANN.id)

    assert fields_shown_to(other, ANN) == {}

    other.set_cookie("limbo", "guessed")
    assert fields_shown_to(other, ANN) == {}


def test_it_is_kept_for_half_an_hour(home):
    client, _ = send_too_late(home)
    home.clock.standing_at += timedelta(minutes=30)
    client.post(f"/be/{ANN.name}")
    assert fields_shown_to(client, ANN) == {"note": TYPED}
    home.clock.standing_at += timedelta(seconds=1)
    client.post(f"/be/{ANN.name}")
    assert fields_shown_to(client, ANN) == {}

    with home.session() as session:
        limbo.forget_expired(session, home.clock.now())
    assert rows(home) == 0


def test_its_cookie_is_short_lived_and_never_leaves_this_site(home):
    _, answer = send_too_late(home)

    header = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("limbo="))
    assert "Max-Age=1800" in header
    assert "HttpOnly" in header
    assert "SameSite=Strict" in header
    assert "Path=/" in header
    assert "Domain" not in header


def test_nothing_readable_lies_in_the_database(home):
    send_too_late(home)

    with home.session() as session:
        sealed = session.scalars(select(LimboRow.sealed)).one()
    assert b"sleep" not in sealed
    assert PATH.encode() not in sealed


@pytest.mark.parametrize(
    ("fields", "path"),
    [({"note": "x" * 70_000}, PATH), ({}, "/account/sign-out-everywhere"), ({}, "/sign-out")],
    ids=["too large", "a page that cannot be opened", "signing out"],
)
def test_what_cannot_be_shown_again_is_not_kept(home, fields, path):
    _, answer = send_too_late(home, path=path, **fields)

    assert answer.status_code == 303
    assert rows(home) == 0


def test_a_stranger_without_a_session_has_nothing_kept(home):
    client = home.browser_of(None)

    assert client.post(PATH, data={"note": TYPED}).location == "/sign-in"
    assert rows(home) == 0


def test_there_is_a_limit_for_all(home, monkeypatch):
    monkeypatch.setattr(limbo, "MOST_FORMS", 2)
    for _ in range(4):
        send_too_late(home)
        home.clock.standing_at -= timedelta(hours=1)

    assert rows(home) == 2


def test_it_is_gone_once_it_has_been_sent(home):
    client, _ = send_too_late(home)
    client.post(f"/be/{ANN.name}")

    home.app.view_functions["accounts.account"] = lambda: limbo.forget(redirect("/", 303))
    client.post(PATH, data={"note": TYPED})

    assert rows(home) == 0
    assert client.get_cookie("limbo") is None


def test_a_token_that_is_out_of_date_shows_the_page_again_with_what_was_typed(home):
    old = token_on_page_of(home.browser_of(ANN.id))
    home.app.config["WTF_CSRF_ENABLED"] = True
    client = home.browser_of(ANN.id)

    answer = client.post(PATH, data={"note": TYPED, "csrf_token": old})

    assert answer.status_code == 303
    assert answer.location == PATH
    home.app.config["WTF_CSRF_ENABLED"] = False
    assert fields_shown_to(client, ANN) == {"note": TYPED}


def test_what_is_sent_from_a_page_of_another_person_is_shown_to_nobody(home):
    anns = token_on_page_of(home.browser_of(ANN.id))
    client = home.browser_of(BEN.id)
    home.app.config["WTF_CSRF_ENABLED"] = True

    for token in (anns, anns[:-2], "made up", ""):
        answer = client.post(PATH, data={"note": TYPED, "csrf_token": token})
        assert answer.location == PATH
        page = client.get(PATH).text
        assert "opened before you signed in" in page
        assert "Tuesday" not in page

    assert rows(home) == 0


def test_the_marks_of_two_sessions_of_one_person_have_nothing_in_common(home):
    one, other = (token_on_page_of(home.browser_of(ANN.id)) for _ in range(2))

    parts = [URLSafeTimedSerializer("", salt="").loads_unsafe(each)[1] for each in (one, other)]
    assert not set(parts[0].split(".")) & set(parts[1].split("."))


def test_what_another_site_sends_is_not_even_kept(home):
    home.app.config["WTF_CSRF_ENABLED"] = True
    client = home.browser_of(ANN.id)

    answer = client.post(PATH, data={"note": TYPED}, headers={"Sec-Fetch-Site": "same-site"})

    assert answer.status_code == 403
    assert rows(home) == 0


def test_a_sign_in_page_left_open_overnight_only_has_to_be_sent_again(home):
    home.app.config["WTF_CSRF_ENABLED"] = True
    client = home.browser_of(None)

    answer = client.post("/sign-in", data={"address": "a@example.org"}, follow_redirects=True)

    page = Page(answer.text, "/sign-in", answer.status_code)
    assert page.status == 200
    assert "Please send it again" in page.text


def test_the_owner_is_the_same_for_sessions_and_for_kept_forms(home):
    with home.app.test_request_context():
        assert owner_of(ANN.id) == door().owner(ANN.id)
        db.session.remove()
