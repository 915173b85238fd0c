"""The pages of "I am not safe": numbers first, then a question; and what nobody else learns of it."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from tests.support.asking import ASKER, SUPERVISOR
from tests.support.calling import ADDRESSES, DEPUTY, FIRST, LEAD, REACH, Callers
from tests.support.sweep import MATRIX
from tests.support.walking import Walker
from wellbeing.database import writing
from wellbeing.responders import service
from wellbeing.web.access import guard
from wellbeing.web.access_matrix import AccessMatrixError, parse

NOW = "/somebody-now"
ROLL = "/going-live/responders"
SENT = {"tell": "tell", "reach": REACH, "message": "no"}
# What differs on each page: the token of its forms.
TOKENS = re.compile(r'(name="(?:csrf_token|press)" value=")[^"]*')


@pytest.fixture
def callers(home):
    callers = Callers(home)
    callers.set_up()
    return callers


@pytest.fixture
def walker_of(home):
    return lambda who: Walker(home.browser_of(who))


@pytest.fixture
def ann(walker_of):
    return walker_of(ASKER)


def press(walker, **chosen):
    form = walker.get(NOW).form(NOW)
    return walker.post(NOW, {**form.filled, **SENT, **chosen})


def counted(home):
    tables = ("call", "call_reader", "outbox", "audit_event", "check_in", "care_state")
    with home.session() as session:
        found = (session.scalar(text(f"SELECT count(*) FROM {one}")) for one in tables)
        return tuple(found)


def test_numbers_stand_first_and_nothing_is_chosen(callers, ann):
    before = counted(callers.home)
    page = ann.get(NOW)
    said = page.text

    assert "Monday to Friday, 9:00 to 17:00" in said
    assert said.index("999") < said.index("116 123") < said.index("here as well")

    assert said.index("If nobody has taken it by 10:15, Peer Supporter is told too.") > 0
    assert "If nobody has taken it by 10:30, this service tells you so." in said
    assert said.index("no rule here by which") < said.index("Send my answer")
    assert not {"tell", "message"} & page.form(NOW).filled.keys()
    assert counted(callers.home) == before


def test_the_first_is_told_sees_it_and_each_step_comes_back(callers, ann, walker_of):
    asked = press(ann)
    responder = walker_of(FIRST)
    listed = responder.get("/waiting")
    (address,) = [one for one in listed.links if one.startswith("/asked-of-me/")]
    opened = responder.get(address)
    responder.post(address, {**opened.form(address).filled, "did": "taken"})
    taken = ann.get("/waiting")
    responder.post(address, {**opened.form(address).filled, "did": "reached"})

    assert asked.url == f"{NOW}/asked"
    assert "Practitioner was told and has not taken it yet" in asked.text
    assert "Practitioner, Wednesday 4 March, 10:00" in asked.text
    assert "116 123" in asked.text
    assert "Staff" not in listed.text.partition("Signed in as")[0]
    assert "Staff asks that somebody contacts them now" in opened.text
    assert REACH in opened.text
    assert "Leave no message" in opened.text
    assert "call 999" in opened.text
    assert taken.url == f"{NOW}/asked"
    assert "Practitioner has taken it and is contacting you" in taken.text
    assert "Practitioner said they spoke with you" in ann.get("/waiting").text


def test_no_means_that_nothing_is_kept(callers, ann):
    before = counted(callers.home)

    page = press(ann, tell="nobody")

    assert "Nobody was told, and nothing was kept." in page.text
    assert counted(callers.home) == before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"tell": ""}, "Choose whether somebody here is told."),
        ({"reach": " "}, "Write a phone number, or where you are."),
        ({"message": ""}, "Choose whether they may leave a message."),
        ({"reach": "x" * 121}, "1 characters too long"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(callers, ann, wrong, said):
    page = press(ann, **wrong)

    assert page.status == 422
    assert said in page.text
    assert page.form(NOW).filled["reach"] == wrong.get("reach", REACH).strip()
    assert callers.mine() == ()


def test_when_others_would_be_told_the_page_is_read_anew(callers, ann):
    form = ann.get(NOW).form(NOW)
    with callers.desk() as desk:
        service.put_first(desk, LEAD, DEPUTY)
    changed = ann.post(NOW, {**form.filled, **SENT})
    again = ann.post(NOW, {**changed.form(NOW).filled, **SENT})

    assert changed.status == 422
    assert "Yes, tell Peer Supporter" in changed.text
    assert again.url == f"{NOW}/asked"


def test_when_nobody_is_there_it_is_said_and_there_is_no_button(callers, walker_of):
    # Twenty minutes before the hours end there is time for one of them, ten later for nobody.
    callers.after(timedelta(hours=6, minutes=40))
    ann = walker_of(ASKER)
    form = ann.get(NOW).form(NOW)
    callers.after(timedelta(minutes=10))
    page = ann.get(NOW)
    late = ann.post(NOW, {**form.filled, **SENT})

    assert "Nobody here can be told at present." in page.text
    assert "Monday to Friday, 9:00 to 17:00" in page.text
    assert "116 123" in page.text
    assert not any(one.action == NOW or "tell" in one.fields for one in page.forms)
    assert (late.status, "Nobody was told:" in late.text) == (409, True)
    assert callers.mine() == ()


def test_it_is_taken_back_and_pressed_twice_is_once(callers, ann, walker_of):
    form = ann.get(NOW).form(NOW)
    for _ in range(2):
        ann.post(NOW, {**form.filled, **SENT})
    before = len(callers.mine())
    taking = ann.get(f"{NOW}/asked").form(f"{NOW}/take-back")
    page = ann.post(taking.action, taking.filled)

    assert before == 1
    assert "Taken back by you" in page.text
    assert REACH not in page.text
    assert "Nobody asks for contact" in walker_of(FIRST).get("/asked-of-me").text


def test_an_old_page_that_is_sent_again_after_taking_back_says_that_nobody_was_told(callers, ann):
    form = ann.get(NOW).form(NOW)
    ann.post(NOW, {**form.filled, **SENT})
    callers.take_back(callers.mine()[0].id)
    old = ann.post(NOW, {**form.filled, **SENT})
    kept = old.form(NOW).filled
    before = len(callers.mine())
    ann.post(NOW, {**kept, **SENT})

    assert (old.status, "so nobody was told now" in old.text) == (422, True)
    assert (kept["reach"], before) == (REACH, 1)
    assert sorted(one.call.is_over for one in callers.mine()) == [False, True]


def test_what_is_not_kept_is_not_acknowledged(callers, ann):
    def breaks(_session):
        raise RuntimeError("the machine stopped before the commit")

    form = ann.get(NOW).form(NOW)
    event.listen(Session, "before_commit", breaks)
    try:
        page = ann.post(NOW, {**form.filled, **SENT})
    finally:
        event.remove(Session, "before_commit", breaks)

    assert page.status == 500
    assert "I need help now" in page.text
    assert callers.mine() == ()
    assert callers.open_to(FIRST) == ()


def test_the_hostile_supervisor_learns_nothing_of_it(callers, ann, walker_of):
    lead = walker_of(SUPERVISOR)
    places = ("/asked-of-me", "/waiting", f"{NOW}/asked", NOW, "/this-week", "/requests", ROLL)

    def seen():
        return [
            (page.url, page.status, TOKENS.sub(r"\1", lead.client.get(page.url).text))
            for page in map(lead.get, places)
        ]

    def without_notices():
        with callers.home.session() as session, writing(session):
            session.execute(text("DELETE FROM outbox"))

    seen()
    before = seen()
    press(ann)
    without_notices()
    after = seen()
    call_id = callers.mine()[0].id
    asked = [lead.client.get(f"/asked-of-me/{one}") for one in (call_id, "0" * 32)]

    assert after == before
    assert {one.status_code for one in asked} == {404}
    assert len({len(one.data) for one in asked}) == 1
    assert callers.call().looks == ()


def test_only_a_look_is_written_down_and_a_browser_that_asks_ahead_is_none(callers, ann, walker_of):
    press(ann)
    address = f"/asked-of-me/{callers.mine()[0].id}"
    ahead = walker_of(FIRST).client.get(address, headers={"Sec-Purpose": "prefetch"})
    before = counted(callers.home)[3]
    walker_of(FIRST).get(address)

    assert ahead.status_code == 503
    assert [one.times for one in callers.call().looks] == [1]
    assert counted(callers.home)[3] == before + 1


def test_the_lead_names_them_and_each_says_yes(home, walker_of):
    lead, named = walker_of(LEAD), walker_of(FIRST)
    form = lead.get(f"{ROLL}/name").form(f"{ROLL}/name")
    unknown = lead.post(f"{ROLL}/name", {**form.filled, "address": "nobody@example.org"})
    lead.post(f"{ROLL}/name", {**form.filled, "address": ADDRESSES["practitioner"].upper()})
    minutes = lead.get(f"{ROLL}/minutes").form(f"{ROLL}/minutes")
    page = lead.post(f"{ROLL}/minutes", {**minutes.filled, "minutes": "10"})
    waiting = named.get("/waiting")
    answer = waiting.form("/being-a-responder/answer")
    named.post(answer.action, {**answer.filled, "do": "take"})

    assert (unknown.status, "Nobody who works here" in unknown.text) == (422, True)
    assert "Asked, and has not answered yet" in page.text
    assert waiting.url == "/being-a-responder"
    assert "There is no deputy." in lead.get(ROLL).text
    assert Callers(home).minutes() == 10


def test_a_responder_says_when_they_are_away_and_leaves_without_a_reason(callers, walker_of):
    here = "/being-a-responder"
    named = walker_of(DEPUTY)
    away = named.get(here).form(here)
    named.post(here, {**away.filled, "until": "2026-03-06"})
    is_away = named.get(here)
    only_one = callers.offer().ids
    answer = is_away.form(f"{here}/answer")
    named.post(answer.action, {**answer.filled, "do": "leave"})

    assert "You are away up to and with 6 March 2026." in is_away.text
    assert only_one == (FIRST,)
    assert named.get(here).status == 404


def test_of_two_the_lead_puts_one_first_and_takes_one_off(callers, walker_of):
    lead = walker_of(LEAD)
    form = next(one for one in lead.get(ROLL).forms if one.filled.get("who") == DEPUTY)
    lead.post(f"{ROLL}/change", {**form.filled, "do": "first"})
    first = callers.offer().ids
    lead.post(f"{ROLL}/change", {**form.filled, "do": "remove"})

    assert first == (DEPUTY, FIRST)
    assert callers.offer().ids == (FIRST,)


@pytest.mark.parametrize(
    "line", ["web.help_more", "responders.somebody_now", "responders.asked", "responders.not_so"]
)
def test_no_matrix_closes_the_way_there(line):
    with pytest.raises(AccessMatrixError, match="must let"):
        guard(Flask(__name__), parse(MATRIX.replace(f'"{line}"', '"somewhere.else"')), {})
