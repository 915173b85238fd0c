"""A person chooses how their messages come, and is told when nothing comes by what they chose."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

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
from tests.support.by_link import holder_of
from tests.support.hostile import TEXTS
from tests.support.world import NOW, settle
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.rhythm import number_store, service
from wellbeing.rhythm.desk import number_address_of
from wellbeing.rhythm.number_rows import CodeRow, NumberRow
from wellbeing.rhythm.service import Channel, Messages
from wellbeing.settings import Mail
from wellbeing.sms_settings import Gateway, Sms
from wellbeing.week import Week


@pytest.fixture
def home(database, gateway):
    with at_home(database, Sms(Gateway.LOOPBACK, gateway.url)) as home:
        with home.session() as session:
            settle(session)
        yield home


@pytest.fixture
def reader(home):
    return Reader(home, STAFF)


def set_up(home, **settings):
    parts = home.app.extensions["wellbeing"]
    changed = replace(parts, settings=replace(parts.settings, **settings))
    home.app.extensions["wellbeing"] = changed


def test_one_press_removes_a_number_and_mail_comes_again(home, reader, gateway):
    set_up(home, mail=Mail("localhost", sender="wellbeing@example.org"))
    confirmed(reader, gateway)
    assert "Messages then come by e-mail." in reader.get(NUMBER).text

    removed = reader.send(NUMBER, REMOVE)

    assert "Your number is removed. Messages come by e-mail." in removed.text
    assert number_of(home) is None
    assert wish(home).channel is Channel.MAIL
    with home.session() as session:
        assert session.scalar(select(func.count()).select_from(NumberRow)) == 0


def test_a_person_goes_back_to_mail_and_to_texts_without_a_new_code(home, reader, gateway):
    confirmed(reader, gateway)
    path = f"{HERE}?weeks=1"

    reader.send(HERE, path, channel="mail")
    assert wish(home).channel is Channel.MAIL
    reader.send(HERE, path, channel="text")

    assert wish(home).channel is Channel.TEXT
    assert len(gateway.texts) == 1


def test_nobody_chooses_texts_without_a_number(home, reader):
    path = f"{HERE}?weeks=1"
    page = reader.get(HERE)
    assert "channel" not in page.form(path).filled

    filled = page.form(path).filled | {"worked_0": ["0"], "channel": "text"}
    reader.client.post(path, data=filled)

    assert wish(home).channel is not Channel.TEXT


def test_a_way_that_is_none_is_refused_kindly(home, reader, gateway):
    confirmed(reader, gateway)
    path = f"{HERE}?weeks=1"
    filled = reader.get(HERE).form(path).filled | {"worked_0": ["0"]}

    for typed in ("pigeon", "TEXT", *TEXTS.values()):
        assert reader.client.post(path, data=filled | {"channel": typed}).status_code in {422, 413}

    assert wish(home).channel is Channel.TEXT


def test_a_form_that_was_open_before_the_number_was_confirmed_is_told_of_it(home, reader, gateway):
    path = f"{HERE}?weeks=1"
    reader.send(HERE, path, hour="11")
    filled = reader.get(HERE).form(path).filled | {"worked_0": ["0"]}
    confirmed(reader, gateway)

    answer = reader.client.post(path, data=filled)

    assert answer.status_code == 409
    assert wish(home).channel is Channel.TEXT


def test_two_numbers_look_the_same_where_they_are_stored(home, reader, gateway):
    confirmed(reader, gateway)
    confirmed(Reader(home, OTHER), gateway, "+44 7911 123456")

    with home.session() as session:
        kept = session.scalars(select(NumberRow.sealed)).all()
        waiting = session.scalars(select(CodeRow.sealed)).all()
    assert len({len(each) for each in kept} | {len(each) for each in waiting}) == 1
    assert not any(MINE.encode() in each for each in kept)


def test_codes_are_forgotten_in_some_days_and_numbers_stay(home, reader, gateway):
    confirmed(reader, gateway)
    with home.session() as session:
        desk = replace(desk_of(home, session), now=NOW + timedelta(days=4))
        service.forget_past_weeks(desk)

        assert session.scalar(select(func.count()).select_from(CodeRow)) == 0
        assert session.scalar(select(func.count()).select_from(NumberRow)) == 1


def test_a_number_goes_with_its_person(home, reader, gateway):
    confirmed(reader, gateway)
    confirmed(Reader(home, OTHER), gateway, "+44 7911 123456")
    with home.session() as session:
        with writing(session):
            person = session.get(PersonRow, STAFF)
            assert person is not None
            person.left_on = NOW.date()
        service.forget_past_weeks(replace(desk_of(home, session), now=NOW + timedelta(days=1)))

        assert session.scalar(select(func.count()).select_from(NumberRow)) == 1
        assert session.scalar(select(func.count()).select_from(CodeRow)) == 1
    assert number_of(home, OTHER) == "+447911123456"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_without_a_gateway_the_pages_say_so_and_offer_nothing(database, gateway):
    with at_home(database, Sms()) as home:
        with home.session() as session:
            settle(session)
        reader = Reader(home, STAFF)

        page, number = reader.get(HERE), reader.get(NUMBER)

        assert "This installation sends no text messages." in page.text
        assert NUMBER not in page.links
        assert "This installation sends no text messages at present." in number.text
        assert "Send me a code" not in number.text
        posted = reader.client.post(NUMBER, data={"number": WRITTEN})
        assert posted.status_code < 500
        assert gateway.asked == []


def test_who_chose_texts_is_told_when_none_are_sent_any_more(home, reader, gateway):
    confirmed(reader, gateway)
    set_up(home, sms=Sms())

    page = reader.get(HERE)

    assert "No messages are sent to you at present: you chose text messages" in page.text
    assert "Nothing comes by e-mail instead unless you choose so." in page.text
    assert page.form(f"{HERE}?weeks=1").filled["channel"] == "text"
    told = "You chose text messages, and none are sent at present."
    assert told in reader.get("/my-step").text
    reader.send("/consent", "/consent", choice="agree")
    assert told in reader.get("/this-week").text
    reader.send(HERE, f"{HERE}?weeks=1", channel="mail")
    assert told not in reader.get("/this-week").text
    assert wish(home).channel is Channel.MAIL


def test_who_chose_texts_is_told_when_their_number_cannot_be_opened_any_more(home, reader, gateway):
    confirmed(reader, gateway)
    with home.session() as session, writing(session):
        address = number_address_of(home.vault, STAFF)
        number_store.keep_number(session, address, b"\x01" + bytes(300))

    assert "You chose text messages, and none are sent at present." in reader.get("/my-step").text
    page = reader.get(HERE)
    assert "no number of yours is here" in page.text
    assert "It comes by e-mail" not in page.text
    set_up(home, sms=Sms())
    assert "It comes by e-mail" not in reader.get(HERE).text


def test_without_a_relay_no_page_promises_mail(home, reader, gateway):
    confirmed(reader, gateway)

    assert "This installation sends no mail, so no message comes then." in reader.get(NUMBER).text
    removed = reader.send(NUMBER, REMOVE)

    assert "Your number is removed. No messages are sent to you at present." in removed.text
    assert "Have it as a text message" in removed.text
    assert "by e-mail" not in removed.text
    set_up(home, sms=Sms())
    assert "by e-mail" not in reader.get(HERE).text


def test_who_wants_no_messages_is_promised_none(home, reader, gateway):
    reader.send(HERE, f"{HERE}?weeks=1", messages="none")

    assert "Kept. No messages are sent to you, as you chose." in confirmed(reader, gateway).text
    removed = reader.send(NUMBER, REMOVE).text
    assert "Your number is removed. No messages are sent to you, as you chose." in removed


def test_a_right_code_pressed_twice_says_that_the_number_is_confirmed(home, reader, gateway):
    ask(reader)
    filled = reader.get(CODE).form(CODE).filled | {"code": sent_code(gateway)}

    reader.client.post(CODE, data=filled)
    again = reader.client.post(CODE, data=filled)

    assert "Your number is confirmed. It ends in 46, and no code is waited for." in again.text
    assert number_of(home) == MINE


def test_of_two_windows_the_older_one_is_told_how_messages_come_now(home, reader, gateway):
    confirmed(reader, gateway)
    path = f"{HERE}?weeks=1"
    filled = reader.get(HERE).form(path).filled | {"worked_0": ["0"]}
    reader.send(HERE, path, channel="mail")

    answer = reader.client.post(path, data=filled)

    assert answer.status_code == 409
    assert "it now says: One message a week, and one reminder. It comes by e-mail." in answer.text
    assert wish(home).channel is Channel.MAIL


def test_the_page_that_a_text_leads_to_ends_the_messages_without_signing_in(home, reader, gateway):
    confirmed(reader, gateway)
    holder = holder_of(home, STAFF, Week.of(NOW.date()))
    (stop,) = re.findall(r"/messages/[\w-]{64}", holder.get().text)

    assert "You can have it at another time, or not at all." in holder.client.get(stop).text
    assert wish(home).slot.messages is Messages.BOTH
    assert "will not be sent to you any more." in holder.client.post(stop).text

    assert wish(home).slot.messages is Messages.NONE
    assert wish(home).channel is Channel.TEXT
