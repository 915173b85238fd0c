"""Somebody who asks and takes back many times is never refused, and mails nobody many times."""

from datetime import timedelta

import pytest

from tests.support.asking import ASKER
from tests.support.calling import DEPUTY, FIRST, REACH, Callers, responders_named
from tests.support.walking import Walker
from wellbeing.responders import calling, service
from wellbeing.responders.service import Deed
from wellbeing.responders.showing import shown_mine
from wellbeing.responders.wording import offered

MINUTE = timedelta(minutes=1)
HERE, ZONE = "/somebody-now", "Europe/London"


@pytest.fixture
def begun():
    return responders_named


@pytest.fixture
def callers(home):
    return Callers(home)


def asked_and_back(callers):
    assert callers.take_back(callers.ask())


def test_asked_again_right_after_taking_back_it_is_there_at_once_and_one_notice_goes_later(callers):
    asked_and_back(callers)
    callers.after(MINUTE)
    callers.notices()
    again = callers.ask()
    at_once = callers.notices(), callers.open_to(FIRST)
    sent = []
    for minute in range(2, 7):
        callers.after(MINUTE)
        callers.tick()
        sent += [minute] * callers.notices()

    assert at_once == (0, (again,))
    # Five minutes after the first one went; the deputy is told a quarter of an hour after the second call.
    assert sent == [5]
    callers.after(10 * MINUTE)
    callers.tick()
    assert callers.open_to(DEPUTY) == (again,)


def test_pressed_every_minute_no_more_than_one_notice_goes_in_five(callers, monkeypatch):
    # The call that brought the notice is not kept for as long as that.
    monkeypatch.setattr(calling, "MOST_TAKEN_BACK", 2)
    sent = []
    for minute in range(11):
        asked_and_back(callers)
        sent += [minute] * callers.notices()
        callers.after(MINUTE)

    assert sent == [0, 5, 10]


def test_of_calls_that_nobody_opened_only_so_many_are_kept_and_the_opened_ones_all(
    callers, monkeypatch
):
    monkeypatch.setattr(calling, "MOST_TAKEN_BACK", 2)
    seen = callers.ask()
    callers.look(seen)
    callers.take_back(seen)
    for _ in range(4):
        asked_and_back(callers)

    callers.ask()
    kept = [one.id for one in callers.mine()]
    assert len(kept) == 4
    assert seen in kept


def test_who_opened_it_meanwhile_gets_no_notice_and_whoever_comes_next_is_told_as_ever(callers):
    asked_and_back(callers)
    callers.after(MINUTE)
    again = callers.ask()
    callers.look(again)
    callers.notices()
    for _ in range(6):
        callers.after(MINUTE)
        callers.tick()
    quiet, state = callers.notices(), shown_mine(callers.mine()[0], ZONE).state
    callers.act(again, Deed.NOT_REACHED)

    assert (quiet, state) == (0, "Practitioner was told and has not taken it yet")
    assert callers.open_to(DEPUTY) == (again,)


def test_a_call_that_nobody_took_is_asked_anew_with_a_notice_at_once(callers):
    callers.ask()
    callers.after(30 * MINUTE)
    callers.tick()
    callers.notices()
    callers.ask()

    assert callers.notices() == 1


def test_before_and_after_pressing_it_says_when_the_next_message_goes(callers):
    asked_and_back(callers)
    callers.after(MINUTE)
    with callers.desk() as desk:
        notice_at = service.notice_from(desk, ASKER, FIRST)
        found = service.offer(desk, ASKER)
        assert isinstance(found, service.Offer)
        ahead = offered(found, ZONE, notice_at)
    callers.ask()
    said = "Practitioner can see it at once. They had a message just before, so the next one goes at 10:05"

    assert ahead[0] == f"{said}."
    assert shown_mine(callers.mine()[0], ZONE).state == said


def test_where_no_mail_is_sent_nothing_waits_and_the_numbers_stand_there_as_ever(home, callers):
    ann = Walker(home.browser_of(ASKER))
    callers.take_back(callers.ask())
    page = ann.get(HERE)
    filled = {**page.form(HERE).filled, "tell": "tell", "reach": REACH, "message": "no"}
    asked = ann.post(HERE, filled)

    assert page.text.index("116 123") < page.text.index("Practitioner is told at once.")
    assert "Practitioner was told and has not taken it yet" in asked.text
    assert "116 123" in asked.text
