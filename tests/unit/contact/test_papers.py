"""Letters and looks as they are kept, and what can be read from the outside of them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from wellbeing.contact.papers import (
    BLOCK,
    LONGEST_LETTER,
    MOST_LETTERS,
    FullError,
    Letter,
    Papers,
    Thread,
    papers_from_bytes,
    papers_to_bytes,
)
from wellbeing.contact.times import NO_TIMES, Said, Side, Slot

MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)
NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


def letter(by=Side.ASKER, press="1", text="Hello"):
    return Letter(by, MONDAY, text, press)


def test_papers_are_read_back_as_they_were_kept():
    slot = Slot("a", NOW.replace(hour=13), 30, "phone")
    times = NO_TIMES.offer((slot,), 0, NOW).pick("a", NOW)
    times = times.say("a", Side.CONTACT, Said.TALKED, slot.starts_at)
    thread = replace(Thread("c").write(letter()), times=times).waiting_for(Side.ASKER)
    papers = Papers((thread.opened_by(Side.CONTACT, TUESDAY),))

    assert papers_from_bytes(papers_to_bytes(papers)) == papers


def test_one_short_letter_and_several_have_the_same_size():
    one = Papers((Thread("c").write(letter()),))
    three = Papers((one.threads[0].write(letter(press="2")).write(letter(press="3")),))

    assert len(papers_to_bytes(one)) == len(papers_to_bytes(three)) == BLOCK
    long = Papers((Thread("c").write(letter(text="é" * LONGEST_LETTER)),))
    assert len(papers_to_bytes(long)) % BLOCK == 0


def test_the_same_press_sends_one_letter():
    thread = Thread("c").write(letter())

    assert thread.write(letter()) is thread
    assert len(thread.write(letter(by=Side.CONTACT)).letters) == 2


def test_a_thread_is_full_at_its_most_and_keeps_what_it_has():
    thread = Thread("c")
    for each in range(MOST_LETTERS):
        thread = thread.write(letter(press=str(each)))

    with pytest.raises(FullError):
        thread.write(letter(press="one more"))
    assert thread.write(letter(press="0")) is thread


def test_when_a_contact_reads_is_kept_and_when_the_person_reads_is_not():
    thread = Thread("c").write(letter()).write(letter(by=Side.CONTACT))

    read = thread.opened_by(Side.CONTACT, TUESDAY).opened_by(Side.CONTACT, TUESDAY)
    assert [one.read_on for one in read.letters] == [TUESDAY, None]
    assert [(one.on, one.times) for one in read.looks] == [(TUESDAY, 2)]
    assert read.opened_by(Side.CONTACT, MONDAY).letters == read.letters

    opened = thread.opened_by(Side.ASKER, TUESDAY)
    assert opened == thread


def test_what_waits_for_one_side_is_opened_by_that_side_alone():
    thread = Thread("c").waiting_for(Side.ASKER).waiting_for(Side.ASKER)

    assert thread.waits_for == (Side.ASKER,)
    assert thread.opened_by(Side.CONTACT, MONDAY).waits_for == (Side.ASKER,)
    assert thread.opened_by(Side.ASKER, MONDAY).waits_for == ()


def test_each_contact_has_a_thread_of_their_own():
    first = Papers().having(Thread("a").write(letter()))

    both = first.having(Thread("b"))

    assert both.with_contact("b").letters == ()
    assert [one.contact for one in both.threads] == ["a", "b"]
    assert both.having(both.with_contact("a")).threads[-1].contact == "a"
