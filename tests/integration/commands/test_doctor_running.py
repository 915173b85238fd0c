"""`wellbeing doctor` looks at what runs, each with the remedy, and no mail or text leaves for it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from tests.integration.rhythm.relays import Scripted
from tests.support.gateways import PretendGateway
from tests.support.served import free_port
from tests.support.world import CHARACTERS
from wellbeing.accounts.rows import OrganisationRow
from wellbeing.commands import doctor
from wellbeing.database import make_engine, writing
from wellbeing.key_ring import KeyRing
from wellbeing.lease import take_lease
from wellbeing.messages import given_up_store, store
from wellbeing.messages import service as messages
from wellbeing.messages.service import GivenUp, Kind
from wellbeing.scheduler_rows import LeaseRow, SeenClockRow
from wellbeing.sealed import Vault
from wellbeing.settings import Mail
from wellbeing.sms_settings import Gateway, Sms

# The doctor looks by the real clock: this lies long before it, whenever that is.
LONG_AGO = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)


def unwell(settings):
    return {one.name: one.advice for one in doctor.examine(settings) if not one.well}


def relay_at(port):
    return Mail(host="127.0.0.1", port=port, security="none", sender="no-reply@w.example")


def post(settings, session, at):
    keys = make_engine(settings.keys_url)
    vault = Vault(KeyRing.read(settings.key_file), keys)
    with writing(session):
        messages.post(session, vault, Kind.REQUEST, CHARACTERS[0].id, at)
    keys.dispose()


def test_a_relay_that_takes_mail_is_well_and_gets_none(settings, session):
    del session
    with Scripted({}) as scripted:
        mended = replace(settings, mail=relay_at(scripted._door.getsockname()[1]))
        assert "the mail relay takes mail" not in unwell(mended)
        assert scripted.mails == 0


@pytest.mark.parametrize(
    ("mail", "is_told"),
    [(Mail(), False), (Mail(host="relay.example.org"), True), (Mail(sender="a@w.example"), True)],
)
def test_a_relay_that_is_set_by_half_is_told_and_none_at_all_is_well(
    settings, session, mail, is_told
):
    del session
    found = unwell(replace(settings, mail=mail))

    assert ("no mail relay is set: nobody gets mail" in found) is is_told


def test_a_relay_that_is_away_is_told_in_plain_words(settings, session):
    del session
    found = unwell(replace(settings, mail=relay_at(free_port())))

    assert "nothing listens there" in found["the mail relay takes mail"]
    assert "Check WELLBEING_SMTP_HOST" in found["the mail relay takes mail"]


@pytest.mark.parametrize("status", [200, 403])
def test_a_gateway_for_texts_is_asked_without_a_text(settings, status):
    with PretendGateway() as gateway:
        gateway.answers = lambda _said: (status, {})
        found = unwell(replace(settings, sms=Sms(Gateway.LOOPBACK, gateway.url)))

        assert gateway.texts == []
    advice = found.get("the gateway for text messages takes them", "")
    assert ("answers 403" in advice) is (status == 403)


def test_an_address_that_leaves_no_room_in_a_text_is_told(settings):
    long = replace(settings, public_url=f"https://{'long-' * 10}name.example.org")
    found = unwell(replace(long, sms=Sms(Gateway.LOOPBACK, "http://127.0.0.1:9")))

    assert "texts.toml" in found["a weekly text fits in one message"]


def test_a_timetable_that_fell_silent_is_told_with_since_when(settings, session):
    take_lease(session, "here:12:x")
    assert unwell(settings) == {}

    with writing(session):
        session.execute(update(LeaseRow).values(beat_at=LONG_AGO))
    assert "No timetable has run since" in unwell(settings)["a timetable runs"]


def test_a_clock_that_was_moved_is_told(settings, session):
    with writing(session):
        session.add(
            SeenClockRow(
                name="timetable",
                seen_at=LONG_AGO,
                start="x",
                seconds=1.0,
                doubt="back",
                long_gap=False,
            )
        )
    found = unwell(settings)["the clock is right"]

    assert found.startswith("The clock has moved back.")
    assert "wellbeing jobs confirm-clock" in found


def test_a_zone_that_this_machine_does_not_know_is_told(settings, session):
    take_lease(session, "here:12:x")
    with writing(session):
        session.execute(update(OrganisationRow).values(zone="Nowhere/City"))
        session.execute(update(LeaseRow).values(beat_at=LONG_AGO))
    found = unwell(settings)

    assert "The zone Nowhere/City is not known" in found["time zone data"]
    assert "No timetable has run since" in found["a timetable runs"]


def test_messages_that_wait_or_were_given_up_are_told_where_a_relay_is_set(settings, session):
    with_relay = replace(settings, mail=relay_at(free_port()))
    assert not {"no message waits for long", "no message was given up"} & unwell(with_relay).keys()

    post(settings, session, LONG_AGO)
    assert (
        "Something waits to leave since before" in unwell(with_relay)["no message waits for long"]
    )
    with writing(session):
        for held in store.claim(session, LONG_AGO, 9):
            given_up_store.give_up(session, held, LONG_AGO, GivenUp.UNREACHED)
    found = unwell(with_relay)

    assert "no relay took it" in found["no message was given up"]
    assert "no message waits for long" not in found
    assert unwell(settings) == {}


def test_a_database_that_is_not_there_is_told_and_nothing_else_fails(settings):
    (settings.data / "wellbeing.db").unlink()

    assert unwell(settings)["a timetable runs"] == "Put the databases right first."
