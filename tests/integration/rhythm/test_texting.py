"""Weekly texts through a real gateway on loopback: one each, beside the mails, none of them twice."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from sqlalchemy import select

from tests.integration.rhythm.numbers import OTHER
from tests.integration.rhythm.relays import Scripted, deliver
from tests.integration.rhythm.test_planning import BEA, HERE
from tests.support.gateways import DROPS_AFTER, STALLS, TAKEN, error
from wellbeing.clock import StandingClock
from wellbeing.content.loader import content
from wellbeing.content.text_models import LETTERS, LONGEST
from wellbeing.database import writing
from wellbeing.jobs.texting import text_this_week
from wellbeing.jobs.workshop import Workshop
from wellbeing.lease import take_lease
from wellbeing.messages.gateway import Line
from wellbeing.messages.loopback_gateway import LoopbackGateway
from wellbeing.messages.mailer import CannotSendError
from wellbeing.rhythm import number_service, number_store, service
from wellbeing.rhythm.delivery import AT_ONCE, WAITS
from wellbeing.rhythm.desk import number_address_of
from wellbeing.rhythm.links import open_link
from wellbeing.rhythm.service import Channel
from wellbeing.rhythm.texting import Texts, deliver_texts
from wellbeing.running.rows import LostWeekRow
from wellbeing.sms_settings import Gateway, Sms

ASKED = datetime(2026, 6, 10, 9, 51, tzinfo=UTC)
TEXTS = Texts("https://w.example", content().texts)
NUMBERS = {BEA.id: "+447700900946", OTHER: "+447700900947"}


def have_texts(desk, numbers):
    """Let people confirm numbers, as the pages do."""
    for person_id, number in numbers.items():
        code = number_service.ask_for_code(desk, person_id, number)
        assert number_service.confirm(desk, person_id, code)


@pytest.fixture
def desk(rooms):
    have_texts(rooms.desk, NUMBERS)
    service.plan_due(rooms.desk)
    return rooms.at(ASKED)


def text(desk, gateway, seconds=5.0):
    said = LoopbackGateway(Sms(), Line(gateway.url, seconds))
    return deliver_texts(desk, TEXTS, said, StandingClock(desk.now))


def test_texts_go_to_those_who_chose_them_and_mails_to_all_others(
    desk, post, gateway, relay_and_mailer
):
    relay, mailer = relay_and_mailer

    texts, mails = text(desk, gateway), deliver(desk, post, mailer)

    assert sorted(gateway.numbers) == sorted(NUMBERS.values())
    assert (texts.left, mails.left) == (2, HERE - 2)
    assert BEA.work_email not in relay.recipients
    assert text(desk, gateway).left == deliver(desk, post, mailer).left == 0


def test_a_text_is_one_segment_the_same_for_everyone_and_leads_to_the_week(rooms, desk, gateway):
    text(desk, gateway)
    invitation = dict(zip(gateway.numbers, gateway.texts, strict=True))
    text(rooms.at(ASKED + timedelta(days=2)), gateway)

    assert Counter(gateway.numbers) == dict.fromkeys(NUMBERS.values(), 2)
    assert len({re.sub(r"[\w-]{64}$", "-", each) for each in gateway.texts}) == 1
    # A reminder holds the very words of the invitation.
    assert dict(zip(gateway.numbers, gateway.texts, strict=True)) == invitation
    for each in gateway.texts:
        assert len(each) <= LONGEST
        assert set(each) <= LETTERS
    mark = invitation[NUMBERS[BEA.id]].rsplit("/", 1)[1]
    opened = open_link(desk, mark, [desk.running().frame.week])
    assert opened is not None
    assert opened.person_id == BEA.id


def test_each_text_has_a_reference_that_names_nobody(rooms, desk, gateway):
    text(desk, gateway)
    text(rooms.at(ASKED + timedelta(days=2)), gateway)

    references = [each["reference"] for each in gateway.said]
    assert len(set(references)) == 4
    assert all(re.fullmatch(r"[0-9a-f]{32}", each) for each in references)


def test_a_broken_relay_holds_up_no_text_and_a_broken_gateway_no_mail(
    desk, post, gateway, relay_and_mailer
):
    relay, mailer = relay_and_mailer
    gateway.answers = lambda _said: (503, {})
    assert text(desk, gateway).unreached == 1

    assert deliver(desk, post, mailer).left == HERE - 2

    gateway.answers = lambda _said: TAKEN
    with Scripted({"MAIL": "421 go away"}) as broken:
        assert deliver(desk, post, broken.mailer()).left == 0
    assert text(desk, gateway).left == 2
    assert len(relay.recipients) == HERE - 2


@pytest.mark.parametrize(
    ("said", "outcome", "left_later"),
    [
        ((400, {}), ("turned_down", 2), 2),
        ((429, {}), ("unreached", 1), 2),
        ((500, {}), ("left", 0), 2),
        (DROPS_AFTER, ("unsure", 1), 1),
        ((504, {}), ("unsure", 1), 1),
    ],
)
def test_what_surely_did_not_leave_waits_and_what_may_have_left_is_never_sent_again(
    rooms, desk, gateway, said, outcome, left_later
):
    gateway.answers = lambda _said: said
    first = text(desk, gateway)
    asked = len(gateway.asked)
    gateway.answers = lambda _said: TAKEN

    later = text(rooms.at(ASKED + timedelta(minutes=6)), gateway)

    name, count = outcome
    assert getattr(first, name) == count
    assert later.left == left_later
    assert len(gateway.asked) - asked == left_later


def test_a_gateway_that_stalls_costs_one_text_at_most(desk, gateway, rooms):
    gateway.answers = lambda _said: STALLS
    assert text(desk, gateway, seconds=0.3).unsure == 1
    gateway.answers = lambda _said: TAKEN

    assert text(rooms.at(ASKED + timedelta(minutes=1)), gateway).left == 1


def test_a_text_that_is_refused_again_and_again_is_given_up(rooms, desk, gateway):
    gateway.answers = lambda _said: error("Exception", "Internal server error", 500)
    refused = 0
    for number in range(72):
        late = rooms.at(ASKED + number * timedelta(minutes=5))
        service.catch_up(late)
        refused += text(late, gateway).refused

    tries = Counter(gateway.numbers)
    assert refused == 2
    assert set(tries.values()) == {1 + len(WAITS)}


def test_who_goes_back_to_mail_gets_mail_and_no_text(desk, post, gateway, relay_and_mailer):
    relay, mailer = relay_and_mailer
    number_service.remove_number(replace(desk, now=ASKED - timedelta(days=1)), BEA.id)

    text(desk, gateway)
    deliver(desk, post, mailer)

    assert gateway.numbers == [NUMBERS[OTHER]]
    assert relay.recipients.count(BEA.work_email) == 1


def test_an_invitation_by_mail_and_a_reminder_by_text_are_all_of_a_week(
    rooms, desk, post, gateway, relay_and_mailer
):
    relay, mailer = relay_and_mailer
    number_service.remove_number(rooms.desk, BEA.id)
    deliver(desk, post, mailer)
    have_texts(rooms.at(ASKED + timedelta(hours=1)), {BEA.id: NUMBERS[BEA.id]})

    for hour in range(96):
        late = rooms.at(ASKED + timedelta(hours=hour))
        text(late, gateway)
        deliver(late, post, mailer)

    assert relay.recipients.count(BEA.work_email) == 1
    assert gateway.numbers.count(NUMBERS[BEA.id]) == 1


def test_a_number_that_cannot_be_opened_gets_nothing_and_no_mail_comes_instead(
    desk, post, gateway, relay_and_mailer
):
    relay, mailer = relay_and_mailer
    address = number_address_of(desk.vault, BEA.id)
    with writing(desk.session):
        number_store.keep_number(desk.session, address, b"\x01" + bytes(300))

    text(desk, gateway)
    deliver(desk, post, mailer)

    assert gateway.numbers == [NUMBERS[OTHER]]
    assert BEA.work_email not in relay.recipients


def test_an_address_that_leaves_no_room_for_one_segment_sends_nothing(desk, gateway):
    long = replace(TEXTS, address=f"https://{'w' * 60}.example")
    assert not long.fit

    with pytest.raises(CannotSendError):
        deliver_texts(desk, long, LoopbackGateway(Sms(url=gateway.url)), StandingClock(ASKED))

    assert gateway.asked == []
    assert len(service.take_due(desk, AT_ONCE, Channel.TEXT)) == 2


@pytest.fixture
def shop(rooms, gateway):
    sms = Sms(Gateway.LOOPBACK, gateway.url)
    shop = Workshop.of(replace(rooms.settings, sms=sms), StandingClock(ASKED))
    yield shop
    shop.close()


@pytest.fixture
def fence(rooms):
    return take_lease(rooms.desk.session, "this one")


def test_the_timetable_texts_without_any_relay_and_counts_nobody(rooms, shop, fence, gateway):
    have_texts(rooms.desk, NUMBERS)
    shop.clock.standing_at = ASKED - timedelta(days=2)
    assert text_this_week(shop, fence) == ()
    shop.clock.standing_at = ASKED

    with structlog.testing.capture_logs() as said:
        assert text_this_week(shop, fence) == ()
        gateway.answers = lambda _said: (400, {})
        for minutes in range(0, 360, 10):
            shop.clock.standing_at = ASKED + timedelta(days=2, minutes=minutes)
            assert text_this_week(shop, fence) == ()

    assert Counter(gateway.numbers) == dict.fromkeys(NUMBERS.values(), 2 + len(WAITS))
    ways = [told.pop("ways") for told in said]
    assert [ways[0], ways[-1]] == [["turned_down"], ["refused"]]
    assert said == [{"event": "texts_not_sent", "log_level": "warning"}] * len(said)
    lost = select(LostWeekRow.carrier, LostWeekRow.how)
    assert rooms.desk.session.execute(lost).all() == [("texts", "refused")]
    assert not any(number[3:] in str((said, ways)) for number in NUMBERS.values())


def test_without_a_gateway_the_timetable_texts_nobody(rooms, shop, fence, gateway):
    have_texts(rooms.desk, NUMBERS)

    text_this_week(replace(shop, settings=replace(shop.settings, sms=Sms())), fence)

    assert gateway.asked == []
