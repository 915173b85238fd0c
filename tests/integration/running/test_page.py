"""The page of those who run the service tells what needs mending, and nothing about anybody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.integration.running.conftest import HERE, IDS, RELAY, operator, page, post
from tests.support.world import CHARACTERS, NOW
from wellbeing import job_runs
from wellbeing.database import writing
from wellbeing.job_runs import Ended
from wellbeing.lease import take_lease
from wellbeing.messages import given_up_store, store
from wellbeing.messages.service import GivenUp, Kind
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.service import Messages
from wellbeing.running.custody import CUSTODY
from wellbeing.running.mail import look_at_given_up
from wellbeing.settings import Mail

LATER = NOW + timedelta(minutes=90)


def at(home, moment):
    home.clock.standing_at = moment
    return home


def give_up_all(home, why=GivenUp.REFUSED):
    with home.session() as session, writing(session):
        for held in store.claim(session, home.clock.now(), 50):
            given_up_store.give_up(session, held, home.clock.now(), why)
    with home.session() as session:
        look_at_given_up(session, home.clock.now())


def test_without_a_relay_the_page_says_first_what_people_do_not_get(house_with):
    found = page(house_with(Mail())).text

    before, _, after = found.partition("No mail leaves this service")
    assert "How it stands" not in before
    for word in ("message of the week", "answer a request", "set a password", "change waits"):
        assert word in after.partition("What to do")[0]


def test_when_all_is_well_it_says_so(house_with):
    home = house_with()
    with home.session() as session:
        take_lease(session, "here:1:x")

    assert "Nothing here needs mending" in page(home).text


def test_it_says_who_can_open_what_is_kept(house_with):
    found = page(house_with()).text

    for holds, learns in CUSTODY:
        assert f"{holds} {learns}" in found
    assert "together they open everything" in found


@pytest.mark.parametrize("name", ["staff", "wellbeing lead", "manager of everything", "auditor"])
def test_nobody_else_sees_it_or_has_it_in_the_menu(house_with, name):
    home = house_with()
    browser = home.browser_of(IDS[name])

    assert browser.get(HERE).status_code == 404
    assert HERE not in browser.get("/who-can-see-what").text


def test_it_says_the_same_however_many_messages_of_whatever_kind_wait(house_with):
    one, many = house_with(name="one"), house_with(name="many")
    post(one, Kind.POLICY, "wellbeing lead")
    post(many, Kind.REQUEST, "practitioner", "peer supporter", "supervisor", "staff")
    post(many, Kind.REQUEST_TAKEN, "staff", at=NOW + timedelta(minutes=17))
    told = [page(at(home, LATER + timedelta(hours=1))).text for home in (one, many)]

    assert "Something waits to leave since before" in told[0]
    assert told[0] == told[1]


def test_it_says_the_same_however_many_messages_were_given_up(house_with):
    one, many = house_with(name="one"), house_with(name="many")
    post(one, Kind.SET_PASSWORD, "staff")
    post(many, Kind.REQUEST, "practitioner", "peer supporter", "supervisor")
    for home in (one, many):
        give_up_all(home)
    told = [page(home).text for home in (one, many)]

    assert "One or more messages were given up, the last on 4 March 2026" in told[0]
    assert told[0] == told[1]


def test_it_says_the_same_whoever_wants_no_messages_or_is_away(house_with):
    told = []
    for name, silent in (("all", ()), ("some", ("staff", "supervisor", "moved"))):
        home = house_with(name=name)
        with home.session() as session:
            desk = rhythm.Desk(session, home.vault, NOW)
            for person in silent:
                wish = rhythm.wish_of(desk, IDS[person])
                slot = replace(wish.slot, messages=Messages.NONE)
                rhythm.choose(desk, IDS[person], replace(wish, slot=slot))
            rhythm.plan_due(desk)
        told.append(page(home).text)

    assert "It is planned" in told[0]
    assert told[0] == told[1]


def test_the_minute_in_which_somebody_asked_cannot_be_read_from_it(house_with):
    """Somebody who looks all the time sees it change at whole hours alone."""
    home = house_with()
    post(home, Kind.REQUEST, "practitioner", at=NOW + timedelta(minutes=23))
    changes = []
    before = ""
    for minutes in range(0, 180, 4):
        now = page(at(home, NOW + timedelta(minutes=minutes))).text
        if before and now != before:
            changes.append(minutes)
        before = now

    assert changes == [120]
    assert "since before 11:00 today" in before


def test_that_something_was_given_up_is_told_from_the_next_whole_hour_on(house_with):
    home = at(house_with(), NOW + timedelta(minutes=5))
    with home.session() as session:
        look_at_given_up(session, home.clock.now())
    post(home, Kind.REQUEST, "practitioner", at=home.clock.now())
    at(home, NOW + timedelta(minutes=41))
    give_up_all(home)
    assert "One or more messages were given up" not in page(home).text

    with home.session() as session:
        look_at_given_up(session, at(home, NOW + timedelta(minutes=60)).clock.now())
    assert "One or more messages were given up" in page(home).text


def test_what_was_given_up_is_tried_again_at_the_press_of_a_button(house_with):
    home = house_with()
    post(home, Kind.REQUEST, "practitioner")
    give_up_all(home, GivenUp.UNREACHED)
    here = operator(home)
    form = here.get(HERE).form(f"{HERE}/try-again")

    after = here.post(f"{HERE}/try-again", form.filled)

    assert "What was given up is tried again." in after.text
    assert "One or more messages were given up" not in after.text
    with home.session() as session:
        assert store.is_any_due(session, NOW)


def test_what_was_given_up_is_let_go_at_the_press_of_a_button(house_with):
    home = house_with()
    post(home, Kind.REQUEST, "practitioner")
    give_up_all(home)
    here = operator(home)
    form = here.get(HERE).form(f"{HERE}/let-go").filled

    after = here.post(f"{HERE}/let-go", form)

    assert "What was given up is let go." in after.text
    assert "One or more messages were given up" not in after.text
    assert "There was nothing to let go." in here.post(f"{HERE}/let-go", form).text
    post(home, Kind.REQUEST, "practitioner", at=NOW + timedelta(minutes=9))
    give_up_all(at(home, NOW + timedelta(minutes=10)))
    assert "One or more messages were given up" not in page(home).text


def test_a_job_that_failed_is_told_with_what_to_do(house_with):
    home = house_with()
    with home.session() as session:
        fence = take_lease(session, "here:1:x") or 0
        ended = [
            Ended("publish-figures", NOW, NOW, "OperationalError"),
            Ended("keep-policy", NOW, NOW),
        ]
        job_runs.keep(session, ended, fence)
    found = page(home).text

    assert "The job publish-figures failed at 10:00 today: OperationalError." in found
    assert "wellbeing jobs run publish-figures" in found
    assert "Done at 10:00 today." in found


def test_a_job_that_met_a_carrier_that_was_away_looks_like_one_that_had_nothing_to_send(house_with):
    """It meets one only when a message is due: the minute would say when somebody wishes to be asked."""
    told = []
    for name, trouble in (("nothing", ""), ("due", "CannotSendError")):
        home = house_with(name=name)
        with home.session() as session:
            fence = take_lease(session, "here:1:x") or 0
            job_runs.keep(session, [Ended("ask-this-week", NOW, NOW, trouble)], fence)
        told.append(page(home).text)

    assert told[0] == told[1]


def test_no_name_and_no_address_of_anybody_stands_on_it(house_with):
    home = house_with()
    post(home, Kind.REQUEST, "practitioner", "peer supporter")
    give_up_all(home)
    found = page(home).html

    assert RELAY.host in found
    for character in CHARACTERS:
        assert character.work_email not in found
        assert character.id not in found
