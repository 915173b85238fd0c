"""A page that answers a form has an address of its own, and is this browser's alone."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, text

from tests.integration.web.conftest import ANN, BEN
from tests.support.canaries import new_word
from tests.support.pages import Page
from wellbeing.accounts import sign_in
from wellbeing.accounts.signed_in_person import TOKEN, door
from wellbeing.database import writing
from wellbeing.extensions import db
from wellbeing.web import answers, limbo
from wellbeing.web.rows import LimboRow
from wellbeing.web.whose_form import FIELD

PATH = "/preferences/contact"
BROWSER = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"}


def refused(client, path=PATH, headers=BROWSER, **fields):
    """Send what is refused, since no language was asked for; return the word in it, and the answer."""
    word = new_word()
    page = Page(client.get(path).text, path, 200)
    filled = {**page.form(PATH).filled, "safe_times": word, "language": "Welsh", **fields}
    return word, client.post(path, data=filled, headers=headers)


def rows(home):
    with home.session() as session:
        return session.scalar(select(func.count()).select_from(LimboRow))


def test_what_a_browser_sent_is_answered_by_an_address_that_shows_the_page(home):
    client = home.browser_of(ANN.id)

    word, answer = refused(client, f"{PATH}?from=here")

    assert answer.status_code == 303
    assert answer.data == b""
    assert answer.location.startswith(f"{PATH}?from=here&answer=")
    assert word not in answer.location
    for _ in range(2):
        shown = client.get(answer.location)
        assert shown.status_code == 422
        assert shown.headers["Cache-Control"] == "no-store"
        assert word in shown.text
        assert "There is something to put right" in shown.text
        assert "data-answers-form" not in shown.text
    assert word not in client.get(PATH).text


def test_the_page_shown_can_be_put_right_and_sent_and_refused_again(home):
    client = home.browser_of(ANN.id)
    _, answer = refused(client)

    word, again = refused(client, answer.location)
    assert again.location.count("answer=") == 1
    assert again.location != answer.location
    page = Page(client.get(again.location).text, again.location, 422)
    filled = {**page.form(PATH).filled, "language": ""}
    done = client.post(again.location, data=filled, headers=BROWSER)

    assert (done.status_code, done.location) == (303, PATH)
    assert word in client.get(PATH).text


@pytest.mark.parametrize("mode", [None, "cors", "same-origin"])
def test_scripts_and_programs_get_the_page_itself(home, mode):
    headers = {} if mode is None else {"Sec-Fetch-Mode": mode}

    word, answer = refused(home.browser_of(ANN.id), headers=headers)

    assert answer.status_code == 422
    assert word in answer.text
    assert rows(home) == 0


def sign_in_as(home, client, person_id):
    """Sign somebody in in a browser, whose session otherwise stays as it is."""
    with home.app.app_context():
        token = sign_in.sign_in_as(door(), person_id)
        db.session.remove()
    with client.session_transaction() as kept:
        kept[TOKEN] = token


def test_no_other_browser_and_nobody_else_in_this_one_is_shown_it(home):
    client = home.browser_of(ANN.id)
    word, answer = refused(client)

    for other in (home.browser_of(ANN.id), home.browser_of(BEN.id)):
        other.get(PATH)
        assert word not in other.get(answer.location).text
    # Nor does it come under another address.
    assert word not in client.get(answer.location.replace("contact", "look")).text
    assert word in client.get(answer.location).text
    sign_in_as(home, client, BEN.id)
    assert word not in client.get(answer.location).text


@pytest.mark.parametrize("end", ["sign-out", "leave", "half an hour"])
def test_it_ends_with_the_session_and_after_half_an_hour(home, end):
    client = home.browser_of(ANN.id)
    word, answer = refused(client)
    if end == "sign-out":
        token = Page(client.get(PATH).text, PATH, 200).form("/sign-out").filled
        client.post("/sign-out", data=token)
    elif end == "leave":
        client.get("/leave")
    else:
        home.clock.standing_at += timedelta(minutes=30, seconds=1)
    sign_in_as(home, client, ANN.id)

    shown = client.get(answer.location)

    assert shown.status_code == 200
    assert word not in shown.text


def test_nothing_readable_lies_in_the_database(home):
    word, _ = refused(home.browser_of(ANN.id))

    with home.session() as session:
        sealed = session.scalars(select(LimboRow.sealed)).one()
    assert word.encode() not in sealed
    assert PATH.encode() not in sealed


def test_where_it_cannot_be_kept_the_page_itself_is_the_answer(home, monkeypatch):
    client = home.browser_of(ANN.id)
    monkeypatch.setattr(answers, "MOST", 1)
    assert refused(client)[1].status_code == 303

    word, answer = refused(client)

    assert answer.status_code == 422
    assert word in answer.text
    with home.session() as session, writing(session):
        session.execute(delete(LimboRow))
    monkeypatch.setattr(answers, "MOST_BYTES", 10)
    assert refused(client)[1].status_code == 422
    assert rows(home) == 0


def test_trouble_with_the_database_takes_no_answer_away(home):
    client = home.browser_of(ANN.id)
    refuses = "BEGIN SELECT RAISE(ABORT, 'no place'); END"
    with home.session() as session, writing(session):
        session.execute(text(f"CREATE TRIGGER full BEFORE INSERT ON limbo {refuses}"))

    word, answer = refused(client)

    assert answer.status_code == 422
    assert word in answer.text


def test_what_stands_in_every_form_opens_nothing_in_the_database(home):
    client = home.browser_of(ANN.id)
    _, answer = refused(client)
    with client.session_transaction() as kept:
        ticket = f"{kept[FIELD]}.{answer.location.split('answer=')[1]}"

    with home.app.app_context():
        assert limbo.taken_out(answers.KIND, ticket) is None
        db.session.remove()


def test_where_nothing_can_be_looked_up_the_address_shows_its_usual_page(home):
    client = home.browser_of(ANN.id)
    word, answer = refused(client)
    with home.session() as session, writing(session):
        session.execute(text("DROP TABLE limbo"))

    shown = client.get(answer.location)

    assert shown.status_code == 200
    assert word not in shown.text


def test_a_sign_in_that_went_wrong_has_an_address_too_and_never_the_password(home):
    client = home.browser_of(None)
    page = Page(client.get("/sign-in").text, "/sign-in", 200)
    typed = {"address": "ann@example.org", "password": new_word()}

    answer = client.post("/sign-in", data={**page.form("").filled, **typed}, headers=BROWSER)

    assert answer.location.startswith("/sign-in?answer=")
    shown = client.get(answer.location).text
    assert "do not belong together" in shown
    assert typed["password"] not in shown
