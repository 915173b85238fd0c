"""A person gives their own mobile number: a code comes back from it, and nobody else's fits."""

from datetime import timedelta

import pytest

from tests.integration.policies.reader import Reader
from tests.integration.rhythm.numbers import (
    CODE,
    HERE,
    MINE,
    NUMBER,
    OTHER,
    REMOVE,
    STAFF,
    WRITTEN,
    ask,
    at_home,
    confirmed,
    desk_of,
    number_of,
    sent_code,
    wish,
)
from tests.support.gateways import DROPS_AFTER, error
from tests.support.hostile import TEXTS
from tests.support.world import settle
from wellbeing.rhythm import number_service, service
from wellbeing.rhythm.service import Channel
from wellbeing.settings import Mail
from wellbeing.sms_settings import Gateway, Sms

RELAY = Mail("relay.example", sender="no-reply@w.example")


@pytest.fixture
def home(database, gateway):
    with at_home(database, Sms(Gateway.LOOPBACK, gateway.url)) as home:
        with home.session() as session:
            settle(session)
        yield home


@pytest.fixture
def reader(home):
    return Reader(home, STAFF)


def test_a_number_is_kept_once_its_code_came_back_and_messages_come_as_texts(home, reader, gateway):
    assert "Have it as a text message" in reader.get(HERE).text
    asked = ask(reader)
    assert "the number that ends in 46" in asked.text
    assert gateway.numbers == [MINE]
    assert number_of(home) is None

    kept = reader.send(CODE, CODE, code=f" {sent_code(gateway)[:3]} {sent_code(gateway)[3:]} ")

    assert "Your messages now come as text messages." in kept.text
    assert "Your number ends in 46." in kept.text
    assert number_of(home) == MINE
    assert wish(home).channel is Channel.TEXT
    assert "the one that ends in 46" in reader.get(NUMBER).text


def test_the_number_itself_is_on_no_page(reader, gateway):
    confirmed(reader, gateway)

    for path in (HERE, NUMBER, CODE):
        assert MINE[3:] not in reader.client.get(path).text.replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a mobile number, or go back."),
        ("my phone", "This cannot be read as a number."),
        ("07700 9001", "This number is too short."),
        ("07700 900 123 456", "This number is too long."),
        ("020 7946 0018", "This looks like no mobile number."),
        ("+1 202 555 0147", "begin with +44 only"),
        ("0" * 60, "This number is too long."),
    ],
)
def test_what_is_no_number_is_told_kindly_and_stays_in_its_box(reader, gateway, typed, said):
    filled = reader.get(NUMBER).form(NUMBER).filled

    answer = reader.client.post(NUMBER, data=filled | {"number": typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{typed}"' in answer.text
    assert gateway.asked == []


def refused(reader, path, **typed):
    return reader.client.post(path, data=reader.get(path).form(path).filled | typed).status_code


def test_hostile_numbers_are_refused_and_nothing_is_sent(reader, gateway):
    assert {refused(reader, NUMBER, number=typed) for typed in TEXTS.values()} <= {422, 413}
    assert gateway.asked == []


def test_what_could_be_no_code_costs_no_try(home, reader, gateway):
    ask(reader)
    none = ["", "12345", "1234567", "abcdef", "12 34 5x", *TEXTS.values()]

    assert {refused(reader, CODE, code=typed) for typed in none} <= {422, 413}

    reader.send(CODE, CODE, code=sent_code(gateway))
    assert number_of(home) == MINE


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_fifth_wrong_try_is_the_last_and_every_refusal_says_the_same(home, reader, gateway):
    ask(reader)
    code = sent_code(gateway)

    said = {reader.send(CODE, CODE, code=wrong(code)).text.split("Is it your")[0] for _ in range(5)}
    after = reader.client.post(CODE, data=reader.get(CODE).form(CODE).filled | {"code": code})

    assert len(said) == 1
    assert "This code does not fit, or its time is over." in after.text
    assert number_of(home) is None


def test_a_right_code_after_four_wrong_ones_still_fits(home, reader, gateway):
    ask(reader)
    for _ in range(4):
        reader.send(CODE, CODE, code=wrong(sent_code(gateway)))

    reader.send(CODE, CODE, code=sent_code(gateway))

    assert number_of(home) == MINE


@pytest.mark.parametrize(("after", "fits"), [(14, True), (15, False)])
def test_a_code_holds_for_fifteen_minutes(home, reader, gateway, after, fits):
    ask(reader)
    home.clock.standing_at += timedelta(minutes=after)

    Reader(home, STAFF).send(CODE, CODE, code=sent_code(gateway))

    assert (number_of(home) == MINE) is fits


def test_a_code_is_used_once_and_only_by_whom_it_was_sent_for(home, reader, gateway):
    confirmed(reader, gateway)
    code = sent_code(gateway)
    other = Reader(home, OTHER)
    ask(other, "07700 900456")

    other.send(CODE, CODE, code=code)
    reader.send(REMOVE.removesuffix("/remove"), REMOVE)
    reader.send(CODE, CODE, code=code)

    assert number_of(home, OTHER) is None
    assert number_of(home) is None


def test_a_number_that_the_gateway_refused_is_told_to_its_person_until_they_choose(
    home, reader, gateway
):
    confirmed(reader, gateway)
    with home.session() as session:
        number_service.give_up_number(desk_of(home, session), STAFF, MINE)

    for page in ("/my-step", HERE):
        said = reader.get(page).text
        assert "Texts could not be sent to your number that ends in 46" in said
        assert "Nobody else is told." in said
    assert "Texts could not be sent" not in Reader(home, OTHER).get("/my-step").text

    reader.send(HERE, f"{HERE}?weeks=1")

    assert "Texts could not be sent" not in reader.get("/my-step").text
    assert wish(home).channel is Channel.MAIL


def test_who_ended_their_messages_is_promised_none_when_their_number_was_refused(database, gateway):
    with (
        at_home(database, Sms(Gateway.LOOPBACK, gateway.url), RELAY) as home,
        home.session() as session,
    ):
        settle(session)
        reader = Reader(home, STAFF)
        confirmed(reader, gateway)
        desk = desk_of(home, session)
        number_service.give_up_number(desk, STAFF, MINE)
        told = [reader.get("/my-step").text]

        service.stop_messages(desk, service.address_of(home.vault, STAFF))
        told.append(reader.get("/my-step").text)

    assert ["Texts could not be sent" in each for each in told] == [True, True]
    assert ["Messages come by e-mail now." in each for each in told] == [True, False]


def test_three_codes_leave_within_a_day_and_removing_is_no_way_around(home, reader, gateway):
    for _ in range(2):
        ask(reader)
    confirmed(reader, gateway)
    reader.send(NUMBER, REMOVE)

    refused = ask(reader)

    assert "As many codes were asked for as are sent." in refused.text
    assert f"ask again from {home.clock.now():%H:%M} on " in refused.text
    assert refused.form(NUMBER).filled["number"] == WRITTEN
    assert len(gateway.texts) == 3
    home.clock.standing_at += timedelta(days=1, minutes=1)
    ask(Reader(home, STAFF))
    assert len(gateway.texts) == 4


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ((400, {}), "No text can be sent to this number."),
        ((429, {}), "The code could not be sent just now."),
        ((500, {}), "The code could not be sent just now."),
        ((302, {}), "The code could not be sent just now."),
    ],
)
def test_a_code_that_surely_did_not_leave_counts_for_nothing(home, reader, gateway, said, told):
    gateway.answers = lambda _said: said
    for _ in range(4):
        refused = ask(reader)
        assert told in refused.text
        assert refused.form(NUMBER).filled["number"] == WRITTEN

    with home.session() as session:
        assert number_service.waiting_number(desk_of(home, session), STAFF) is None


def test_a_code_that_may_have_left_is_waited_for(home, reader, gateway):
    gateway.answers = lambda _said: DROPS_AFTER
    assert "is on its way" in ask(reader).text

    reader.send(CODE, CODE, code=sent_code(gateway))

    assert number_of(home) == MINE


def test_an_unknown_recipient_word_of_the_real_gateway_is_for_good(home, reader, gateway):
    gateway.answers = lambda _said: error("ValidationError", "phone_number Too many digits", 400)

    assert "No text can be sent to this number." in ask(reader).text
