"""Whoever holds a link, or the mailbox it came to, learns nothing about anybody from it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.integration.checkins.visitor import Visitor, withdraw
from tests.support.by_link import ANSWERS, holder_of, link_of, rows
from tests.support.world import CHARACTERS, NOW
from wellbeing.checkins import by_link, service
from wellbeing.checkins.drafts import Draft
from wellbeing.checkins.rows import LaterByLinkRow, SentByLinkRow
from wellbeing.database import writing
from wellbeing.rhythm.desk import address_of
from wellbeing.rhythm.links import Opened
from wellbeing.rhythm.rows import RhythmRow
from wellbeing.rhythm.tokens import read_mark
from wellbeing.week import Week

WEEK = Week(2026, 10)
IDS = {character.name: character.id for character in CHARACTERS}
ANN, BEN = IDS["staff"], IDS["supervisor"]
RECEIPT = re.compile(rb"Receipt [0-9A-Z]{4}-[0-9A-Z]{2}")


def test_nothing_tells_whether_a_person_has_answered_takes_part_or_has_a_draft(home):
    """The page, its answer to a mistake and the receipt: status, headers, and every byte but two."""
    here = [who.id for who in CHARACTERS if who.works_here]
    states = ("not asked", "takes part", "a draft", "signed in", "by link", "withdrawn")
    seen = []
    for state, person_id in zip(states, here, strict=False):
        put_into(state, home, person_id)
        holder = holder_of(home, person_id, WEEK)
        too_many = dict.fromkeys(("usual_sleep", "usual_low", "usual_worry"), "y")
        tried = holder.get(), holder.send(), holder.send(**too_many)
        shown = *tried, holder.send(**ANSWERS), holder.get()
        seen.append([holder.seen(answer) for answer in shown])

    assert [status for status, _, _ in seen[0]] == [200, 422, 422, 200, 200]
    assert len({tuple(RECEIPT.findall(each[3][2])) for each in seen}) == len(states)
    without = [[(*rest, RECEIPT.sub(b"", data)) for *rest, data in each] for each in seen]
    assert all(each == without[0] for each in without)


def put_into(state, home, person_id):
    person = Visitor(home, person_id)
    if state != "not asked":
        person.agree()
    if state == "a draft":
        with person.desk() as desk:
            service.keep_draft(desk, person_id, WEEK, Draft({"sleep": "3"}))
    if state == "signed in":
        person.check_in({"sleep": "3", "talk": "soon", "talk_with": "practitioner"})
    if state == "by link":
        holder_of(home, person_id, WEEK).send(sleep="1")
    if state == "withdrawn":
        withdraw(person)


def test_every_sending_does_the_work_of_recording_and_of_letting_wait(home, ann, monkeypatch):
    done = []

    def noted(name, work):
        def do(desk, whose, *given):
            done.append((name, whose))
            return work(desk, whose, *given)

        return do

    monkeypatch.setattr(service, "record", noted("record", service.record))
    monkeypatch.setattr(by_link, "_let_wait", noted("wait", by_link._let_wait))

    for person_id in (ANN, ANN, BEN):
        holder_of(home, person_id, WEEK).send(sleep="1")

    assert [name for name, _ in done] == ["record", "wait"] * 3
    # What is undone is done with nobody's weeks: how long it takes with a person's own says how many
    # they missed, and whether they asked to talk with somebody.
    recorded = [whose for name, whose in done if name == "record"]
    assert recorded == [ANN, by_link.NOBODY, by_link.NOBODY]


def test_how_often_somebody_can_send_tells_nobody_how_often_others_did(home):
    """With one known number, whoever sends until they are refused would know what the person sent."""
    row, found = address_of(home.vault, ANN), {}
    with Visitor(home, ANN).desk() as desk:
        for week in (WEEK, WEEK.plus(1)):
            opened = Opened(ANN, row, week, 0)
            for day in range(8):
                there = replace(desk, today=NOW.date() + timedelta(days=day))
                found[week, day] = by_link.most_today(there, opened)
                assert by_link.most_today(there, opened) == found[week, day]

    assert min(found.values()) >= 50
    assert max(by_link.MOST_A_DAY) - min(by_link.MOST_A_DAY) > 4000
    # That two are the same is a matter of the key file; that many are would be a number to know.
    assert len(set(found.values())) > 8


def test_opening_a_link_changes_nothing(home, ann):
    holder = holder_of(home, ANN, WEEK)

    for _ in range(3):
        assert holder.get().status_code == 200
        assert holder.client.head(holder.path).status_code == 200

    assert ann.sent(WEEK) is None
    assert rows(home, SentByLinkRow) == rows(home, LaterByLinkRow) == 0


def refused(home, path):
    client = home.app.test_client()
    return [client.open(path, method=each, data={"sleep": "1"}) for each in ("GET", "POST")]


def worthless(home, cause):
    """Return a link that opens nothing, for one cause or another."""
    path = link_of(home, ANN, WEEK)
    with home.session() as session, writing(session):
        if cause == "no row":
            session.execute(delete(RhythmRow))
    return {
        "changed": lambda: path[:-1] + ("A" if path[-1] != "A" else "B"),
        "cut": lambda: path[:-3],
        "next week": lambda: link_of(home, ANN, WEEK.plus(1)),
        "past": lambda: link_of(home, ANN, WEEK.plus(-1)),
        "left": lambda: link_of(home, IDS["left"], WEEK),
        "no row": lambda: path,
        "more": lambda: f"{path}/more",
    }[cause]()


@pytest.mark.parametrize("cause", ["changed", "cut", "next week", "past", "left", "no row", "more"])
def test_a_link_that_opens_nothing_gives_one_page_whatever_the_cause(home, ann, cause):
    usual = refused(home, "/answer/x")

    for answer, one in zip(refused(home, worthless(home, cause)), usual, strict=True):
        assert answer.status_code == 404
        assert answer.data == one.data
        # The page's own script is told that it answers a form; whoever sent it knows.
        assert one.data.replace(b" data-answers-form", b"") == usual[0].data
        assert dict(answer.headers) == dict(one.headers)
    assert "This link does not work" in usual[0].text
    assert ann.sent(WEEK) is None


def test_no_mark_that_was_changed_opens_anything(home):
    purpose = f"answer {WEEK}"
    mark = link_of(home, ANN, WEEK).rsplit("/", 1)[1]
    changed = {
        mark[:place] + letter + mark[place + 1 :]
        for place in range(len(mark))
        for letter in "AZaz09-_"
        if letter != mark[place]
    }

    assert len(changed) > 400
    assert read_mark(home.vault, purpose, mark) is not None
    assert {read_mark(home.vault, purpose, each) for each in changed} == {None}


def test_the_page_ignores_whoever_is_signed_in_on_the_device(home, ann):
    colleague = home.browser_of(BEN)
    path = link_of(home, ANN, WEEK)
    alone, beside = holder_of(home, ANN, WEEK), holder_of(home, ANN, WEEK, colleague)

    for one, other in (
        (alone.get(), beside.get()),
        (alone.send(sleep="1"), beside.send(sleep="1")),
    ):
        assert alone.seen(one) == beside.seen(other)
        assert "Set-Cookie" not in other.headers
        assert "supervisor" not in other.text
    # Also where an error page, which has a menu elsewhere, takes the place of the page.
    assert "Signed in as" not in colleague.put(path).text
    assert Visitor(home, BEN).sent(WEEK) is None
    assert "Signed in as" in colleague.get("/my-step").text
    assert path == beside.path


def test_the_answer_tells_browsers_to_keep_no_copy_and_to_tell_nobody(home):
    for answer in (holder_of(home, ANN, WEEK).get(), holder_of(home, ANN, WEEK).send(sleep="1")):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
