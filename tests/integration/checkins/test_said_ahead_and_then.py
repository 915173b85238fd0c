"""What was said ahead, where something came between: nobody there ever, a pause of the service, a restore."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.integration.checkins.saying_ahead import LOW, ON_MONDAY, WANTED
from tests.integration.checkins.visitor import withdraw
from tests.support.asking import ASKER, PEER, PRACTITIONER
from tests.support.meanwhile import meanwhile
from tests.support.opened import close_everything
from tests.support.world import NOW, TODAY
from wellbeing.checkins import booked, look_back
from wellbeing.checkins.keeping_ahead import after_restore, keep_what_was_said
from wellbeing.checkins.said_ahead import Became

LATE = timedelta(days=5) + booked.LATEST


def test_where_nobody_is_ever_there_again_the_person_is_told_at_once(ahead):
    ahead.books()
    ahead.ann.at((NOW + timedelta(days=5)).replace(hour=2))

    with ahead.office() as office:
        hours = office.rota.hours
        shut = (None,) * len(hours.weekdays)
        vars(office.rota)["hours"] = replace(hours, weekdays=shut)
        keep_what_was_said(office)

    assert [one.became for one in ahead.said.booked] == [Became.NOBODY]


@pytest.mark.parametrize(
    ("late", "became"),
    [(timedelta(0), Became.SENT), (timedelta(days=1), Became.NOBODY)],
)
def test_a_clock_that_stood_still_sends_nothing_weeks_after_its_day(ahead, late, became):
    ahead.books()

    ahead.ticks(NOW.replace(hour=9, minute=0) + LATE + late)

    assert [one.became for one in ahead.said.booked] == [became]


def test_a_notice_that_nobody_was_there_leads_to_what_says_so(ahead):
    ahead.books(replace(WANTED, with_whom="of no kind"))
    ahead.ticks(NOW + timedelta(days=5))

    page = ahead.ann.get("/waiting")

    assert page.url == "/later"
    assert "it could not be sent" in page.text


def test_who_cannot_check_in_has_not_gone_quiet(ahead):
    ahead.is_supported()
    ahead.chooses_hello()
    withdraw(ahead.ann)
    ahead.ticks(NOW + timedelta(weeks=3))
    assert ahead.said.told == ()

    ahead.ann.agree()
    with ahead.office() as office:
        close_everything(office.session)
    ahead.ticks()
    assert ahead.said.told == ()


def test_who_checks_in_while_the_clock_ticks_has_not_gone_quiet(ahead):
    ahead.is_supported()
    ahead.chooses_hello()
    ahead.ann.at(NOW + timedelta(weeks=3))

    def comes_back() -> None:
        ahead.ann.check_in(LOW)

    with ahead.office() as office, meanwhile(office.session.get_bind(), ASKER, comes_back):
        keep_what_was_said(office)

    assert ahead.said.told == ()


def test_after_a_restore_nothing_happens_by_itself(ahead):
    request_id = ahead.is_supported()
    ahead.chooses_hello()
    ahead.books()
    with ahead.office() as office:
        look_back.tell_contact(office, ASKER)
        after_restore(office.session, office.vault)

    (left,) = ahead.said.booked
    assert (left.on, left.asks, ahead.said.hello) == (ON_MONDAY, False, False)
    assert "look back with you" not in ahead.read_by(PRACTITIONER, request_id)


def test_a_look_back_is_read_by_the_contact_only_where_the_person_says_so(ahead):
    request_id = ahead.is_supported()
    said = "Staff would like to look back with you"
    assert said not in ahead.read_by(PRACTITIONER, request_id)

    with ahead.office() as office:
        assert look_back.tell_contact(office, ASKER)
    assert said in ahead.read_by(PRACTITIONER, request_id)
    with ahead.office() as office:
        look_back.take_back(office, ASKER)

    assert said not in ahead.read_by(PRACTITIONER, request_id)
    assert ahead.home.browser_of(PEER).get(f"/requests/{request_id}").status_code == 404


def test_a_look_back_is_taken_back_on_its_page_when_the_support_has_ended(ahead):
    request_id = ahead.is_supported()
    with ahead.office() as office:
        look_back.tell_contact(office, ASKER)
    ann = ahead.ann
    ann.press(ann.get("/my-step/close"), {}, "/my-step/close")

    assert "You wished to look back with your contact" in ann.get("/my-step").text
    ann.press(ann.get("/this-support"), {}, "/this-support/take-back")

    assert "look back with you" not in ahead.read_by(PRACTITIONER, request_id)
    assert ann.get("/this-support").url == "/my-step"


def test_a_day_is_chosen_looked_at_and_taken_back_on_its_page(ahead):
    ann = ahead.ann
    chosen = {"first": "y", "with_whom": "practitioner", "how": "phone", "mode": "ask"}

    looked = ann.press(ann.get("/later"), {**chosen, "stage": "look"}, "/later")
    assert "Staff would like to talk with you by" in looked.text
    assert ahead.said.is_empty
    kept = ann.press(looked, {"stage": "keep"}, "/later")

    assert [one.on for one in ahead.said.booked] == [TODAY + timedelta(days=3)]
    assert "Take it back" in kept.text
    ann.press(kept, {}, "/later/take-back")
    assert ahead.said.booked == ()


def test_something_left_out_is_said_and_nothing_is_kept(ahead):
    ann = ahead.ann

    page = ann.press(ann.get("/later"), {"stage": "keep", "with_whom": "practitioner"}, "/later")

    assert page.status == 422
    assert "Choose at least one of the two days." in page.text
    assert ahead.said.booked == ()


def test_days_that_were_looked_at_yesterday_are_looked_at_again(ahead):
    ann = ahead.ann
    chosen = {"first": "y", "with_whom": "practitioner", "mode": "ask", "stage": "look"}
    looked = ann.press(ann.get("/later"), chosen, "/later")

    ann.at(NOW + timedelta(days=1))
    again = ann.press(looked, {"stage": "keep"}, "/later")

    assert ahead.said.is_empty
    ann.press(again, {"stage": "keep"}, "/later")
    assert [one.on for one in ahead.said.booked] == [TODAY + timedelta(days=4)]
