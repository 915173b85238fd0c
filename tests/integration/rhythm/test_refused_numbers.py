"""A number that the gateway refuses for good: its person is told, nobody else, and mail comes instead."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from tests.integration.rhythm.numbers import OTHER
from tests.integration.rhythm.relays import deliver
from tests.integration.rhythm.test_planning import BEA
from tests.integration.rhythm.test_texting import ASKED, NUMBERS, have_texts, text
from tests.support.gateways import TAKEN
from wellbeing.database import writing
from wellbeing.rhythm import number_service, service
from wellbeing.rhythm.delivery import WAITS
from wellbeing.rhythm.rows import NudgeRow
from wellbeing.rhythm.service import Channel

# Of so many texts each is refused for good that is tried for the last time.
LAST = len(NUMBERS) * len(WAITS)
# As often as tries are made, until after the hour of the reminder.
TIMES = [
    ASKED.replace(minute=0) + timedelta(days=days, minutes=5 * number)
    for days, numbers in ((0, 40), (2, 40))
    for number in range(numbers)
]


@pytest.fixture
def desk(rooms):
    have_texts(rooms.desk, NUMBERS)
    service.plan_due(rooms.desk)
    return rooms.at(ASKED)


def test_a_number_that_is_refused_for_good_each_time_is_told_and_what_comes_next_is_mail(
    rooms, desk, post, gateway, relay_and_mailer
):
    relay, mailer = relay_and_mailer
    gateway.answers = lambda said: (400, {}) if said.get("to") == NUMBERS[BEA.id] else TAKEN
    told_on = {}
    # Each on the hour: a row's own second within it comes from a key that is another one each time.
    with writing(desk.session):
        desk.session.execute(update(NudgeRow).values(due_second=NudgeRow.until_second - 58 * 60))
    for late in map(rooms.at, TIMES):
        service.catch_up(late)
        service.plan_missing(late)
        text(late, gateway)
        deliver(late, post, mailer)
        told_on[number_service.refused_on(late, BEA.id)] = len(gateway.numbers)

    assert gateway.numbers.count(NUMBERS[BEA.id]) == 1 + len(WAITS)
    # Its reminder, and no second invitation.
    assert relay.recipients.count(BEA.work_email) == 1
    assert [None, ASKED.date()] == list(told_on)
    wish = service.wish_of(desk, BEA.id)
    assert wish.channel is Channel.MAIL
    assert number_service.number_of(desk, BEA.id) == NUMBERS[BEA.id]
    assert number_service.refused_on(desk, OTHER) is None

    number_service.read_refusal(desk, BEA.id)

    assert number_service.refused_on(desk, BEA.id) is None
    assert number_service.number_of(desk, BEA.id) == NUMBERS[BEA.id]


def test_a_number_that_was_refused_for_good_at_the_last_try_alone_is_kept(rooms, desk, gateway):
    gateway.answers = lambda _said: (500 if len(gateway.numbers) < LAST else 400, {})
    with writing(desk.session):
        desk.session.execute(delete(NudgeRow).where(NudgeRow.kind == "reminder"))
        desk.session.execute(update(NudgeRow).values(due_second=NudgeRow.until_second - 58 * 60))

    for late in map(rooms.at, TIMES):
        service.catch_up(late)
        text(late, gateway)

    # Each of the tries was made, and the last of each number ended with "for good".
    assert set(Counter(gateway.numbers).values()) == {1 + len(WAITS)}
    assert number_service.refused_on(desk, BEA.id) is None
    assert service.wish_of(desk, BEA.id).channel is Channel.TEXT


def test_a_number_that_was_changed_meanwhile_is_not_the_one_that_was_refused(desk):
    have_texts(desk, {BEA.id: "+447700900948"})

    number_service.give_up_number(desk, BEA.id, NUMBERS[BEA.id])

    assert number_service.refused_on(desk, BEA.id) is None
    assert service.wish_of(desk, BEA.id).channel is Channel.TEXT
