"""What is promised of messages stands once in the code and once on paper; and jobs keep it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.databases import settings_of
from tests.support.hard_relay import HardRelay
from tests.support.outboxes import NOW
from tests.support.source import ROOT
from wellbeing import jobs
from wellbeing.clock import StandingClock
from wellbeing.messages import service
from wellbeing.messages.service import PROMISES, Kind, Promise
from wellbeing.settings import Mail

DECISION = ROOT / "docs" / "adr" / "0033-notices-that-are-not-lost.md"
NO_RELAY = Mail()
LINE = re.compile(r"^\| ([a-z-]+) \| (at [a-z]+ once) \|", re.MULTILINE)


def test_every_notice_is_promised_at_least_once_and_the_weekly_message_at_most_once():
    assert {PROMISES[kind] for kind in Kind} == {Promise.AT_LEAST_ONCE}
    assert PROMISES["weekly"] is Promise.AT_MOST_ONCE


def test_the_decision_promises_what_the_code_does():
    assert dict(LINE.findall(DECISION.read_text("utf-8"))) == dict(PROMISES)


@pytest.fixture
def workshop(outbox, database):
    workshop = jobs.Workshop.of(settings_of(database), StandingClock(NOW))
    yield workshop
    workshop.close()


def at(workshop, hours, mail=NO_RELAY):
    """Return the same workshop later, with another relay."""
    settings = replace(workshop.settings, mail=mail)
    return replace(workshop, settings=settings, clock=StandingClock(NOW + timedelta(hours=hours)))


def test_the_job_hands_notices_to_the_relay(outbox, workshop):
    with HardRelay() as relay:
        mail = Mail("127.0.0.1", relay.port, "none", sender="no-reply@w.example")
        jobs.deliver_messages(at(workshop, 1, mail), 1)

    assert len(relay.taken) == 1
    assert outbox.rows() == []


def test_without_a_relay_notices_are_removed_when_their_time_is_over(outbox, workshop):
    jobs.deliver_messages(at(workshop, 43), 1)
    jobs.forget_what_ended(at(workshop, 42), 1)
    assert len(outbox.rows()) == 1

    jobs.forget_what_ended(at(workshop, 43), 1)

    assert outbox.rows() == []


def test_with_a_relay_only_old_dead_letters_are_removed(outbox, workshop):
    mail = Mail("127.0.0.1", 1, "none", sender="no-reply@w.example")
    jobs.forget_what_ended(at(workshop, 50, mail), 1)
    jobs.deliver_messages(at(workshop, 50, mail), 1)
    assert len(service.dead_letters(outbox.session)) == 1
    outbox.session.rollback()

    jobs.forget_what_ended(at(workshop, 50 + 24 * 27, mail), 1)
    assert len(outbox.rows()) == 1
    jobs.forget_what_ended(at(workshop, 50 + 24 * 28, mail), 1)

    assert outbox.rows() == []
