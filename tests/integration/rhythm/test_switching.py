"""Somebody turns to the other channel while a message of theirs is in hand: a week still has two at most."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, select, update
from sqlalchemy.orm import Session

from tests.integration.rhythm.relays import Taker, deliver
from tests.integration.rhythm.test_planning import BEA
from tests.integration.rhythm.test_texting import ASKED, TEXTS
from wellbeing.clock import StandingClock
from wellbeing.database import writing
from wellbeing.messages.mailer import CannotSendError, Trouble
from wellbeing.rhythm import number_service, service
from wellbeing.rhythm.rows import NudgeRow, RhythmRow
from wellbeing.rhythm.service import Channel
from wellbeing.rhythm.texting import deliver_texts

NUMBER = "+447700900946"
# Every hour at which a message of this week can be due, after it was put off too.
HOURS = (0, 1, 2, 3, 4, 24, 25, 48, 49, 72, 73, 96)


class Phone:
    """Takes every text, and does what it is told while it holds one."""

    def __init__(self, on_text=lambda _to: None):
        self.taken = []
        self._on_text = on_text

    def open(self):
        """Nothing to make ready."""

    def send(self, to, _text, _reference):
        self._on_text(to)
        self.taken.append(to)

    def check(self):
        return None

    def close(self):
        """Nothing to let go of."""


class InHand:
    """What happens while one message is in hand, once: its person turns, and the line does as told."""

    def __init__(self, rooms, turn, trouble):
        self.rooms, self.turn, self.trouble = rooms, turn, trouble
        self.is_done = False

    def __call__(self, to):
        if self.is_done or to not in {BEA.work_email, NUMBER}:
            return
        self.is_done = True
        engine = self.rooms.desk.session.get_bind()
        assert isinstance(engine, Engine)
        with Session(engine) as own:
            self.turn(replace(self.rooms.at(ASKED), session=own))
        if self.trouble:
            raise CannotSendError("told to", self.trouble)


def to_texts(desk):
    code = number_service.ask_for_code(desk, BEA.id, NUMBER)
    assert number_service.confirm(desk, BEA.id, code)


def to_mail(desk):
    number_service.remove_number(desk, BEA.id)


def rest_of_the_week(rooms, post, mailer, phone):
    for hour in HOURS:
        desk = rooms.at(ASKED + timedelta(hours=hour))
        service.plan_due(desk)
        service.plan_missing(desk)
        service.catch_up(desk)
        deliver_texts(desk, TEXTS, phone, StandingClock(desk.now))
        deliver(desk, post, mailer)


@pytest.mark.parametrize(
    ("trouble", "mails", "texts"),
    [
        (None, 1, 1),
        (Trouble.UNSURE, 0, 1),
        (Trouble.UNREACHED, 0, 2),
        (Trouble.LATER, 0, 2),
    ],
)
def test_who_turns_to_texts_while_their_mail_is_in_hand(rooms, post, trouble, mails, texts):
    service.plan_due(rooms.desk)
    mailer, phone = Taker(InHand(rooms, to_texts, trouble)), Phone()

    deliver(rooms.at(ASKED), post, mailer)
    rest_of_the_week(rooms, post, mailer, phone)

    assert mailer.taken.count(BEA.work_email) == mails
    assert phone.taken.count(NUMBER) == texts


@pytest.mark.parametrize(
    ("trouble", "texts", "mails"),
    [
        (None, 1, 1),
        (Trouble.UNSURE, 0, 1),
        (Trouble.UNREACHED, 0, 2),
        (Trouble.LATER, 0, 2),
    ],
)
def test_who_turns_to_mail_while_their_text_is_in_hand(rooms, post, trouble, texts, mails):
    to_texts(rooms.desk)
    service.plan_due(rooms.desk)
    mailer, phone = Taker(), Phone(InHand(rooms, to_mail, trouble))

    deliver_texts(rooms.at(ASKED), TEXTS, phone, StandingClock(ASKED))
    rest_of_the_week(rooms, post, mailer, phone)

    assert phone.taken.count(NUMBER) == texts
    assert mailer.taken.count(BEA.work_email) == mails


@pytest.mark.parametrize("behind", [Channel.MAIL, Channel.TEXT])
def test_what_waits_for_a_channel_that_is_broken_is_not_looked_at_for_the_other(rooms, behind):
    to_texts(rooms.desk)
    service.plan_due(rooms.desk)
    desk, said = rooms.at(ASKED), []
    last = select(RhythmRow.id).where(RhythmRow.channel == behind.value)
    with writing(desk.session):
        desk.session.execute(update(NudgeRow).values(due_second=NudgeRow.until_second - 58 * 60))
        # The one that may leave now stands behind everything that cannot.
        after = NudgeRow.due_second + 60
        desk.session.execute(
            update(NudgeRow).where(NudgeRow.rhythm_id.in_(last)).values(due_second=after)
        )

    def hear(_connection, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(desk.session.get_bind(), "before_cursor_execute", hear)
    assert len(service.take_due(desk, 1, behind)) == 1
    event.remove(desk.session.get_bind(), "before_cursor_execute", hear)

    assert len([statement for statement in said if "weekly_nudge" in statement]) == 1
