"""The timetable's own jobs ask a whole organisation through a real relay, and forget what is over."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import structlog
from sqlalchemy import func, insert, select

from tests.integration.rhythm.test_planning import HERE, PRESENT
from tests.support.world import CHARACTERS
from wellbeing import jobs
from wellbeing.accounts.rows import PersonRow
from wellbeing.clock import StandingClock
from wellbeing.database import writing
from wellbeing.lease import take_lease
from wellbeing.ledger.service import Head
from wellbeing.publishing.witness import Seen, witness_of
from wellbeing.rhythm import service
from wellbeing.rhythm.rows import NudgeRow, PlannedWeekRow, RhythmRow
from wellbeing.rhythm.standing import LARGE
from wellbeing.running.rows import LostWeekRow
from wellbeing.settings import Mail

MONDAY = datetime(2026, 6, 8, 5, 0, tzinfo=UTC)
ASKED = datetime(2026, 6, 10, 9, 51, tzinfo=UTC)
ADDRESSES = sorted(each.work_email for each in CHARACTERS if each.id in PRESENT)


@pytest.fixture
def shop(rooms, relay_and_mailer):
    _relay, mailer = relay_and_mailer
    mail = replace(mailer._settings, sender="no-reply@w.example")
    shop = jobs.Workshop.of(replace(rooms.settings, mail=mail), StandingClock(MONDAY))
    yield shop
    shop.close()


@pytest.fixture
def fence(rooms):
    return take_lease(rooms.desk.session, "this one")


def run(shop, fence, now, job=jobs.ask_this_week):
    shop.clock.standing_at = now
    job(shop, fence)


def test_everybody_gets_one_mail_and_one_reminder_in_a_week_of_ticks(shop, fence, relay_and_mailer):
    relay, _mailer = relay_and_mailer

    for day in range(7):
        for number in range(24):
            after = timedelta(days=day, hours=3, minutes=5 * number)
            run(shop, fence, MONDAY + after)
    invited, reminded = relay.recipients[:HERE], relay.recipients[HERE:]

    assert sorted(invited) == sorted(reminded) == ADDRESSES
    assert all(b"Subject: A page is there for you" in mail for mail in relay.mails)


def test_a_tick_plans_catches_up_and_sends(shop, fence, relay_and_mailer):
    relay, _mailer = relay_and_mailer

    run(shop, fence, MONDAY)
    assert relay.mails == []
    run(shop, fence, ASKED)
    run(shop, fence, ASKED)
    assert sorted(relay.recipients) == ADDRESSES


def test_a_relay_that_takes_nothing_is_told_in_the_log_without_an_address_or_a_number(
    shop, fence, relay_and_mailer
):
    relay, _mailer = relay_and_mailer
    run(shop, fence, MONDAY)
    relay.answers = lambda _to: "550 no"

    with structlog.testing.capture_logs() as said:
        run(shop, fence, ASKED)

    assert said == [{"event": "mails_not_sent", "log_level": "warning", "ways": ["turned_down"]}]


def test_that_many_missed_their_hour_is_kept_in_a_large_organisation(shop, fence, rooms):
    run(shop, fence, MONDAY)
    session, second = rooms.desk.session, int(ASKED.timestamp())
    wish = {"slot": session.scalars(select(RhythmRow.slot).limit(1)).one(), "spread": 0}
    wish |= {"person": b"", "channel": "mail", "version": 1}
    late = {"week": "2026-W24", "kind": "invitation", "version": 1, "state": "waiting"}
    late |= {"channel": "mail"}
    late |= {"due_second": second, "until_second": second, "day": ASKED.date(), "tries": 0}
    ids = [number.to_bytes(32, "big") for number in range(LARGE)]
    with writing(session):
        session.execute(insert(RhythmRow), [{"id": each} | wish for each in ids])
        session.execute(insert(NudgeRow), [{"rhythm_id": each} | late for each in ids[:1_001]])

    run(shop, fence, ASKED)

    assert session.scalars(select(LostWeekRow.how)).all() == ["many-late"]


def test_without_a_relay_nothing_is_planned(shop, fence, rooms):
    quiet = replace(shop, settings=replace(shop.settings, mail=Mail()))

    for job in (jobs.ask_this_week, jobs.ask_newcomers):
        run(quiet, fence, ASKED, job)

    assert rooms.desk.session.scalar(select(func.count(PlannedWeekRow.week))) == 0


def test_who_joins_after_the_plan_is_asked_by_the_next_hour(shop, fence, rooms, relay_and_mailer):
    relay, _mailer = relay_and_mailer
    run(shop, fence, MONDAY)
    with writing(rooms.desk.session):
        rooms.desk.session.add(
            PersonRow(id="n" * 32, name="New", work_email="new@x.example",
                      email_key="new@x.example", joined_on=date(2026, 6, 9), left_on=None)
        )  # fmt: skip

    run(shop, fence, MONDAY + timedelta(hours=30), jobs.ask_newcomers)
    run(shop, fence, ASKED)

    assert sorted(relay.recipients) == sorted([*ADDRESSES, "new@x.example"])


def test_weeks_long_over_are_forgotten_by_the_hour(shop, fence, rooms):
    run(shop, fence, MONDAY)

    run(shop, fence, MONDAY + timedelta(weeks=5), jobs.forget_past_weeks)

    assert rooms.desk.session.scalar(select(func.count(NudgeRow.rhythm_id))) == 0


def test_a_restored_copy_sends_nothing_and_leaves_out_the_week_once_it_is_confirmed(
    shop, fence, rooms, relay_and_mailer
):
    relay, _mailer = relay_and_mailer
    run(shop, fence, MONDAY)
    witness = witness_of(shop.settings, shop.keys)
    witness.write(Seen(Head(5, "lost"), Head(5, "lost")))

    run(shop, fence, ASKED)
    assert relay.mails == []
    witness.write(Seen())
    service.leave_out_running_weeks(rooms.at(ASKED, fence))
    for job in (jobs.ask_this_week, jobs.ask_newcomers, jobs.ask_this_week):
        run(shop, fence, ASKED, job)
    run(shop, fence, ASKED + timedelta(days=1))
    run(shop, fence, ASKED + timedelta(days=2))
    assert relay.mails == []

    run(shop, fence, ASKED + timedelta(days=4))
    run(shop, fence, ASKED + timedelta(days=7))
    assert sorted(relay.recipients) == ADDRESSES
