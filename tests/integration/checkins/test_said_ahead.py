"""What was said ahead: contact on a later day, and a hello when somebody goes quiet while supported."""

from datetime import timedelta

import pytest

from tests.integration.checkins.saying_ahead import ON_MONDAY, TALK
from tests.support.asking import ASKER, PRACTITIONER, SUPERVISOR
from tests.support.meanwhile import meanwhile
from tests.support.world import NOW, TODAY
from wellbeing.checkins import booked
from wellbeing.checkins.keeping_ahead import forget_left_behind, keep_what_was_said
from wellbeing.checkins.said_ahead import Became, Booked
from wellbeing.checkins.said_to_contact import HELLO
from wellbeing.rhythm import service as rhythm
from wellbeing.support import service as support


def test_what_was_confirmed_ahead_becomes_a_request_on_its_day_and_once(ahead):
    ahead.books()
    ahead.ticks(NOW + timedelta(days=3))
    assert ahead.helping.mine() == ()

    ahead.ticks(NOW + timedelta(days=5))
    ahead.ticks(NOW + timedelta(days=5, hours=1))

    (mine,) = ahead.helping.mine()
    assert (mine.wish.with_whom, mine.wish.how) == ("practitioner", "phone")
    assert [one.became for one in ahead.said.booked] == [Became.SENT]
    # No week of the person is touched by a clock.
    assert ahead.helping.current() is None


def test_what_is_only_to_remind_sends_nothing_and_stands_on_the_step_page(ahead):
    ahead.books(Booked(ON_MONDAY, asks=False, with_whom="practitioner"))

    ahead.ticks(NOW + timedelta(days=6))

    assert ahead.helping.mine() == ()
    assert "You wanted contact at about this time." in ahead.ann.get("/my-step").text


def test_at_night_nothing_is_sent_until_somebody_reads_requests(ahead):
    ahead.books()
    midnight = (NOW + timedelta(days=5)).replace(hour=2)

    ahead.ticks(midnight)
    assert ahead.helping.mine() == ()
    ahead.ticks(midnight.replace(hour=11))

    assert len(ahead.helping.mine()) == 1


def test_where_nobody_is_there_the_person_is_told_and_nothing_is_sent(ahead):
    ahead.books(Booked(ON_MONDAY, asks=True, with_whom="of no kind"))

    ahead.ticks(NOW + timedelta(days=5))

    assert ahead.helping.mine() == ()
    assert [one.became for one in ahead.said.booked] == [Became.NOBODY]
    assert ahead.helping.waiting_mail() == 1
    assert "it could not be sent" in ahead.ann.get("/my-step").text


def test_what_is_taken_back_while_the_clock_ticks_is_not_sent(ahead):
    ahead.books()
    ahead.ann.at(NOW + timedelta(days=5))

    def taken_back() -> None:
        with ahead.office() as office:
            assert booked.take_back(office, ASKER, ON_MONDAY)

    with ahead.office() as office, meanwhile(office.session.get_bind(), ASKER, taken_back):
        keep_what_was_said(office)

    assert ahead.helping.mine() == ()
    assert ahead.said.is_empty


def test_a_hello_is_asked_for_once_and_says_nothing_else(ahead):
    request_id = ahead.is_supported()
    ahead.chooses_hello()
    asked = HELLO.format(name="Staff")

    ahead.ticks(NOW + timedelta(weeks=2))
    assert asked not in ahead.read_by(PRACTITIONER, request_id)
    for hour in (0, 1):
        ahead.ticks(NOW + timedelta(weeks=3, hours=hour))
    ahead.ticks(NOW + timedelta(weeks=4))

    assert [one.contact for one in ahead.said.told] == [PRACTITIONER]
    page = ahead.read_by(PRACTITIONER, request_id)
    assert asked in page
    assert "check in" not in page.partition(asked)[2].partition("</main>")[0]
    assert "Practitioner, Wednesday 25 March" in ahead.ann.get("/hello").text


def test_taking_the_choice_back_holds_at_once(ahead):
    request_id = ahead.is_supported()
    ahead.chooses_hello()
    ahead.ann.at(NOW + timedelta(weeks=3))

    def taken_back() -> None:
        ahead.chooses_hello(hello_=False)

    with ahead.office() as office, meanwhile(office.session.get_bind(), ASKER, taken_back):
        keep_what_was_said(office)

    assert ahead.said.told == ()
    ahead.chooses_hello()
    ahead.ticks()
    assert HELLO.format(name="Staff") in ahead.read_by(PRACTITIONER, request_id)
    ahead.chooses_hello(hello_=False)
    assert HELLO.format(name="Staff") not in ahead.read_by(PRACTITIONER, request_id)


@pytest.mark.parametrize(
    ("by", "wish"),
    [
        (PRACTITIONER, None),
        (SUPERVISOR, support.Wish(support.Kind.TALK, with_whom="supervisor")),
    ],
)
def test_nobody_is_told_without_the_choice_nor_ever_a_supervisor(ahead, by, wish):
    ahead.is_supported(by, wish or TALK)
    if wish:
        ahead.chooses_hello()

    ahead.ticks(NOW + timedelta(weeks=3))

    assert ahead.said.told == ()


def test_days_away_are_not_silence(ahead):
    ahead.is_supported()
    ahead.chooses_hello()
    with ahead.office() as office:
        desk = rhythm.Desk(office.session, office.vault, office.now)
        wish = rhythm.wish_of(desk, ASKER)
        away = rhythm.Away(TODAY + timedelta(days=5), TODAY + timedelta(days=19))
        rhythm.choose(desk, ASKER, rhythm.Wish(wish.slot, away, wish.version))

    ahead.ticks(NOW + timedelta(weeks=3))

    assert ahead.said.told == ()


def test_who_has_left_leaves_nothing_behind(ahead):
    ahead.books()

    with ahead.office() as office:
        forget_left_behind(office.session, office.vault, ())

    assert ahead.said.is_empty
