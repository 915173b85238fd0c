"""What comes by the link of a message is kept once for each week, of those who take part."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.integration.checkins.visitor import Visitor, withdraw
from tests.support.by_link import ANSWERS, holder_of, link_of, rows
from tests.support.pages import Page
from tests.support.world import CHARACTERS
from wellbeing.checkins import by_link, service
from wellbeing.checkins.drafts import Draft
from wellbeing.checkins.rows import LaterByLinkRow, SentByLinkRow
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.service import Desk as RhythmDesk
from wellbeing.rhythm.service import Messages
from wellbeing.week import Week

WEEK = Week(2026, 10)
IDS = {character.name: character.id for character in CHARACTERS}
ANN = IDS["staff"]
SUNDAY_NIGHT = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
LATE, TOO_LATE = (datetime(2026, 3, 9, *at, tzinfo=UTC) for at in ((11, 59), (12, 0)))


def test_the_first_of_a_week_is_kept_like_one_that_was_sent_when_signed_in(home, ann):
    answer = holder_of(home, ANN, WEEK).send(**ANSWERS, usual_low="y", event="direct", impact="2")

    kept = ann.sent(WEEK)
    assert answer.status_code == 200
    assert kept.check_in.signs == (2, 1, 3, 1, 2, 1)
    assert kept.check_in.usual == frozenset({"low"})
    assert kept.check_in.event == "direct"
    assert kept.check_in.impact == 2
    assert kept.check_in.talk is None
    assert ann.current(WEEK).placement.week == WEEK


def test_a_week_of_which_a_link_alone_was_sent_is_not_called_checked_in(home, ann):
    holder_of(home, ANN, WEEK).send(**ANSWERS)
    by_link = ann.get("/this-week")
    signed_in = Visitor(home, IDS["supervisor"])
    signed_in.agree()
    signed_in.check_in({"sleep": "3"})

    assert by_link.h1 == "A check-in for this week came by a link"
    assert "Nobody signed in for it" in by_link.text
    assert signed_in.get("/this-week").h1 == "You have checked in this week"


def test_an_answer_that_only_many_signs_ask_for_is_left_out_without_them(home, ann):
    holder_of(home, ANN, WEEK).send(sleep="1", impact="3")

    assert ann.sent(WEEK).check_in.impact is None


def test_nobody_can_be_asked_to_talk_by_link(home, ann):
    holder = holder_of(home, ANN, WEEK)

    holder.send(**ANSWERS, talk="soon", talk_with="practitioner", talk_how="phone")

    assert b'name="talk' not in holder.get().data
    assert ann.sent(WEEK).check_in.talk is None
    assert not ann.current(WEEK).talk_open


def test_the_first_stays_however_often_something_is_sent(home, ann):
    holder = holder_of(home, ANN, WEEK)
    answers = [holder.send(sleep=str(number % 4)) for number in range(6)]

    assert ann.sent(WEEK).check_in.signs[0] == 0
    assert len({answer.data for answer in answers}) == 1
    assert rows(home, LaterByLinkRow) == 1


def test_a_draft_of_the_person_stays_theirs(home, ann):
    with ann.desk() as desk:
        service.keep_draft(desk, ANN, WEEK, Draft({"sleep": "3"}))

    page = holder_of(home, ANN, WEEK).get()
    holder_of(home, ANN, WEEK).send(sleep="1")

    assert b" checked" not in page.data
    assert ann.draft(WEEK) == Draft({"sleep": "3"})


@pytest.mark.parametrize("state", ["not asked", "withdrawn", "agreement ended"])
def test_of_somebody_who_does_not_take_part_nothing_is_kept(home, state):
    person = Visitor(home, ANN)
    if state != "not asked":
        person.agree()
    if state == "withdrawn":
        withdraw(person)
    if state == "agreement ended":
        home.clock.standing_at += timedelta(days=371)
    week = Week.of(home.clock.now().date())

    assert holder_of(home, ANN, week).send(**ANSWERS).status_code == 200

    assert person.sent(week) is None
    assert person.current(week) is None
    assert rows(home, LaterByLinkRow) == 0


def test_a_mistake_gives_back_what_was_sent_and_keeps_nothing(home, ann):
    answer = holder_of(home, ANN, WEEK).send(sleep="2", alert="99")

    assert answer.status_code == 422
    assert "There is something to put right" in answer.text
    (form,) = Page(answer.text, "", 422).forms
    assert form.filled == {"sleep": "2"}
    assert ann.sent(WEEK) is None


def test_a_program_that_presses_the_button_sends_no_check_in_of_nothing(home, ann):
    """Mail scanners press buttons; the answers that follow must still be the first."""
    holder = holder_of(home, ANN, WEEK)

    for filled in ({}, {"sleep": "", "event": ""}, {"impact": "2"}, {"usual_low": "y"}):
        answer = holder.send(**filled)
        assert answer.status_code == 422
        assert "Answer at least one question. Nothing was sent." in answer.text

    assert ann.sent(WEEK) is None
    assert rows(home, SentByLinkRow) == 0
    holder.send(sleep="1")
    assert ann.sent(WEEK).check_in.signs[0] == 1


def test_a_link_works_until_monday_noon_for_its_own_week(home, ann):
    holder = holder_of(home, ANN, WEEK)
    home.clock.standing_at = SUNDAY_NIGHT
    assert "noon on Monday 9 March (Europe/London time)" in holder.get().text
    home.clock.standing_at = LATE

    assert "Monday 2 to Sunday 8 March" in holder.get().text
    assert holder.send(sleep="1").status_code == 200
    home.clock.standing_at = TOO_LATE
    assert holder.send(sleep="2").status_code == 404

    assert ann.sent(WEEK).check_in.signs[0] == 1
    assert ann.sent(WEEK.plus(1)) is None


def test_it_is_sent_without_cookies_and_as_browsers_send_without_a_referrer(home, ann):
    client = home.app.test_client(use_cookies=False)
    path = link_of(home, ANN, WEEK)

    answer = client.post(path, data={"sleep": "1"}, headers={"Origin": "null"})

    assert answer.status_code == 200
    assert ann.sent(WEEK).check_in.signs[0] == 1


@pytest.mark.parametrize("takes_part", [True, False])
def test_a_program_that_sends_without_end_is_stopped_for_a_day(home, takes_part, monkeypatch):
    monkeypatch.setattr(by_link, "MOST_A_DAY", range(2, 3))
    person = Visitor(home, ANN)
    if takes_part:
        person.agree()
    holder = holder_of(home, ANN, WEEK)

    assert [holder.send(sleep="1").status_code for _ in range(4)] == [200, 200, 429, 429]
    assert "Please wait until tomorrow" in holder.send(sleep="1").text
    home.clock.standing_at += timedelta(days=1)
    assert holder.send(sleep="1").status_code == 200


def test_what_came_by_link_is_forgotten_with_its_week(home, ann):
    holder = holder_of(home, ANN, WEEK)
    for number in range(2):
        holder.send(sleep=str(number))
    home.clock.standing_at += timedelta(days=7)
    with ann.desk() as desk:
        service.forget_old_drafts(desk)
    assert (rows(home, LaterByLinkRow), rows(home, SentByLinkRow)) == (1, 0)

    home.clock.standing_at += timedelta(days=1)
    with ann.desk() as desk:
        service.forget_old_drafts(desk)

    assert rows(home, LaterByLinkRow) == 0
    assert ann.sent(WEEK).check_in.signs[0] == 0


def test_who_withdraws_takes_along_what_waits(home, ann):
    holder = holder_of(home, ANN, WEEK)
    for number in range(2):
        holder.send(sleep=str(number))

    withdraw(ann)

    assert rows(home, LaterByLinkRow) == 0


def test_nothing_of_a_link_names_anybody_in_the_database(home, ann):
    holder = holder_of(home, ANN, WEEK)
    for number in range(2):
        holder.send(**{**ANSWERS, "sleep": str(number)})

    with home.session() as session:
        waiting = session.scalars(select(LaterByLinkRow)).one()
        assert b"sleep" not in waiting.sealed
        assert ANN.encode() not in waiting.sealed
        assert len(waiting.sealed) == 512 + 1 + 12 + 16


def test_what_is_sent_at_the_same_moment_is_kept_once_and_every_sender_gets_the_receipt(home, ann):
    others = [who.id for who in CHARACTERS if who.works_here and who.id != ANN][:2]
    holders = [holder_of(home, each, WEEK) for each in (ANN, ANN, ANN, *others)]
    together = Barrier(len(holders))

    def press(number):
        together.wait()
        return holders[number].send(sleep=str(number % 4)).status_code

    with ThreadPoolExecutor(len(holders)) as pool:
        found = list(pool.map(press, range(len(holders))))

    assert found == [200] * len(holders)
    assert ann.sent(WEEK) is not None
    assert rows(home, LaterByLinkRow) == 1
    assert [Visitor(home, each).sent(WEEK) for each in others] == [None, None]


def test_of_a_link_and_a_sign_in_at_the_same_moment_one_counts_and_none_is_lost(home, ann):
    holder, together = holder_of(home, ANN, WEEK), Barrier(2)
    page = ann.answer({"sleep": "3"})

    def signed_in():
        together.wait()
        return ann.press(page, {}, "/this-week/send").status

    def by_its_link():
        together.wait()
        return holder.send(sleep="1").status_code

    with ThreadPoolExecutor(2) as pool:
        status, sent = pool.submit(signed_in), pool.submit(by_its_link)

    assert sent.result() == 200
    kept = ann.sent(WEEK).check_in.signs[0]
    # Whoever came second is shown both, there and then or at the next sign-in.
    assert (status.result(), kept, rows(home, LaterByLinkRow)) in {(200, 3, 1), (409, 1, 0)}


def test_the_way_to_end_messages_on_the_page_works_until_the_end_of_the_week_after(home):
    """A link that was passed on for one week must not end the messages of a later year."""
    holder = holder_of(home, ANN, WEEK)
    (stop,) = re.findall(r"/messages/[\w-]{64}", holder.get().text)

    home.clock.standing_at += timedelta(days=12)
    late = [holder.client.get(stop), holder.client.post(stop)]
    assert [answer.status_code for answer in late] == [404, 404]
    assert "it has ended" in late[0].text
    assert messages_of(home) is Messages.BOTH

    home.clock.standing_at -= timedelta(days=1)
    in_time = [holder.client.get(stop), holder.client.post(stop)]
    assert [answer.status_code for answer in in_time] == [200, 200]
    assert messages_of(home) is Messages.NONE


def messages_of(home):
    with home.session() as session:
        desk = RhythmDesk(session, home.vault, home.clock.now())
        return rhythm.wish_of(desk, ANN).slot.messages
