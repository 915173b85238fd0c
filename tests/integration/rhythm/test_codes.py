"""Codes when many things happen at once: guesses side by side, and a gateway that takes its time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.integration.rhythm.conftest import NOW
from tests.integration.rhythm.numbers import MINE, OTHER, STAFF
from wellbeing.content.loader import content
from wellbeing.messages.mailer import CannotSendError, Trouble
from wellbeing.rhythm import number_service, number_store, service
from wellbeing.rhythm.code_sending import AT_A_TIME, NotSentError, send_code
from wellbeing.rhythm.desk import number_address_of
from wellbeing.rhythm.service import Channel

WORDS = content().texts


class Gateway:
    """Keeps what it is sent, once it may go on."""

    def __init__(self, *, goes_on: bool = True, trouble: Trouble | None = None) -> None:
        self.texts: list[str] = []
        self.reached, self.may_go_on = Event(), Event()
        self._trouble = trouble
        if goes_on:
            self.may_go_on.set()

    def open(self) -> None:
        """Nothing to make ready."""

    def send(self, _to: str, text: str, _reference: str) -> None:
        self.reached.set()
        assert self.may_go_on.wait(30)
        self.texts.append(text)
        if self._trouble:
            raise CannotSendError("told to", self._trouble)

    def check(self) -> str | None:
        return None

    def close(self) -> None:
        """Nothing to let go of."""


def own(rooms):
    """Return a desk with a session of its own."""
    engine = rooms.desk.session.get_bind()
    assert isinstance(engine, Engine)
    return replace(rooms.desk, session=Session(engine))


def test_of_guesses_side_by_side_five_are_looked_at(rooms):
    code = number_service.ask_for_code(rooms.desk, STAFF, MINE)
    guesses = [f"{(int(code) + step) % 10**6:06d}" for step in range(1, 9)]

    def guess(each):
        with own(rooms).session as session:
            return number_service.confirm(replace(rooms.desk, session=session), STAFF, each)

    with ThreadPoolExecutor(4) as several:
        assert not any(several.map(guess, guesses))

    assert not number_service.confirm(rooms.desk, STAFF, code)
    assert number_service.number_of(rooms.desk, STAFF) is None


def test_of_many_who_ask_for_codes_at_once_three_get_one(rooms):
    service.enrol(rooms.desk, [STAFF])

    def ask(_number):
        with own(rooms).session as session:
            try:
                number_service.ask_for_code(replace(rooms.desk, session=session), STAFF, MINE)
            except number_service.TooManyCodesError:
                return 0
            return 1

    with ThreadPoolExecutor(4) as several:
        assert sum(several.map(ask, range(8))) == number_service.MOST_CODES


def test_a_gateway_that_takes_its_time_holds_up_two_pages_and_no_more(rooms):
    slow = [Gateway(goes_on=False) for _ in range(AT_A_TIME)]
    desks = [own(rooms) for _ in slow]
    with ThreadPoolExecutor(AT_A_TIME) as several:
        waiting = [
            several.submit(send_code, desk, who, MINE, gateway, WORDS)
            for desk, who, gateway in zip(desks, (STAFF, OTHER), slow, strict=True)
        ]
        assert all(gateway.reached.wait(30) for gateway in slow)

        with pytest.raises(NotSentError) as refused:
            send_code(rooms.desk, STAFF, MINE, Gateway(), WORDS)
        # Meanwhile whoever writes goes on: nothing is held while a gateway takes its time.
        service.choose(rooms.desk, OTHER, service.wish_of(rooms.desk, OTHER))
        for gateway in slow:
            gateway.may_go_on.set()
        assert [each.result() for each in waiting] == [None] * AT_A_TIME

    assert not refused.value.for_good
    for desk in desks:
        desk.session.close()
    send_code(rooms.desk, STAFF, MINE, Gateway(), WORDS)


@pytest.mark.parametrize("trouble", [None, Trouble.UNSURE])
def test_what_may_have_left_counts_and_is_waited_for(rooms, trouble):
    for _ in range(number_service.MOST_CODES):
        send_code(rooms.desk, STAFF, MINE, Gateway(trouble=trouble), WORDS)

    assert number_service.waiting_number(rooms.desk, STAFF) == MINE
    with pytest.raises(number_service.TooManyCodesError):
        send_code(rooms.desk, STAFF, MINE, Gateway(), WORDS)


def test_a_gateway_that_is_busy_is_asked_five_times_in_an_hour_and_no_more(rooms):
    busy, free = Gateway(trouble=Trouble.UNREACHED), Gateway()
    for minutes in range(number_service.MOST_PRESSES):
        with pytest.raises(NotSentError):
            send_code(rooms.at(NOW + timedelta(minutes=minutes)), STAFF, MINE, busy, WORDS)

    with pytest.raises(number_service.TooManyCodesError) as refused:
        send_code(rooms.at(NOW + timedelta(minutes=59)), STAFF, MINE, free, WORDS)

    # Another process, and one that was started anew, count the same.
    assert refused.value.again == int((NOW + timedelta(hours=1)).timestamp())
    assert (len(busy.texts), free.texts) == (number_service.MOST_PRESSES, [])
    send_code(rooms.at(NOW + timedelta(hours=1)), STAFF, MINE, free, WORDS)
    assert len(free.texts) == 1


def test_however_often_codes_were_asked_for_a_row_has_one_length(rooms):
    long = "+" + "9" * 15
    lengths = set()
    for number in range(number_service.MOST_PRESSES):
        gateway = Gateway(trouble=Trouble.UNREACHED if number < 2 else None)
        with suppress(NotSentError):
            send_code(rooms.desk, STAFF, long, gateway, WORDS)
        address = number_address_of(rooms.desk.vault, STAFF)
        lengths.add(len(number_store.code(rooms.desk.session, address) or b""))

    assert len(lengths) == 1


@pytest.mark.parametrize("trouble", sorted({*Trouble} - {Trouble.UNSURE}))
def test_what_surely_did_not_leave_is_none_of_the_three_of_a_day(rooms, trouble):
    for _ in range(number_service.MOST_CODES + 1):
        with pytest.raises(NotSentError) as refused:
            send_code(rooms.desk, STAFF, MINE, Gateway(trouble=trouble), WORDS)
        assert refused.value.for_good is (trouble is Trouble.NEVER)

    assert number_service.waiting_number(rooms.desk, STAFF) is None
    send_code(rooms.desk, STAFF, MINE, Gateway(), WORDS)


def test_a_code_that_was_taken_back_fits_no_more_and_one_sent_meanwhile_does(rooms):
    first = number_service.ask_for_code(rooms.desk, STAFF, MINE)
    second = number_service.ask_for_code(rooms.desk, STAFF, MINE)

    number_service.take_back_code(rooms.desk, STAFF, first)

    assert number_service.confirm(rooms.desk, STAFF, second)
    assert service.wish_of(rooms.desk, STAFF).channel is Channel.TEXT


def test_a_code_that_did_not_leave_counts_for_nothing_when_another_was_asked_for_meanwhile(rooms):
    first = number_service.ask_for_code(rooms.desk, STAFF, MINE)
    number_service.ask_for_code(rooms.desk, STAFF, MINE)
    number_service.take_back_code(rooms.desk, STAFF, first)

    for _ in range(number_service.MOST_CODES - 1):
        number_service.ask_for_code(rooms.desk, STAFF, MINE)

    with pytest.raises(number_service.TooManyCodesError):
        number_service.ask_for_code(rooms.desk, STAFF, MINE)
