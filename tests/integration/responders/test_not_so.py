"""Somebody said that they spoke with a person, and had not: one press, and it goes on to the next at once."""

from datetime import timedelta

import pytest

from tests.support.asking import ASKER
from tests.support.calling import DEPUTY, FIRST, REACH, Callers, responders_named
from tests.support.walking import Walker
from tests.support.world import NOW, TODAY
from wellbeing.responders import service
from wellbeing.responders.service import Deed

MINUTE = timedelta(minutes=1)
ASKED = "/somebody-now/asked"
PRESS = "That is not so: please call me"


def said_to_be_done(home):
    """Let the first one say that they spoke with the person."""
    responders_named(home)
    callers = Callers(home)
    call_id = callers.ask()
    callers.look(call_id)
    callers.act(call_id, Deed.REACHED)
    callers.notices()
    callers.after(2 * MINUTE)


@pytest.fixture
def begun():
    return said_to_be_done


@pytest.fixture
def callers(home):
    return Callers(home)


@pytest.fixture
def claimed(callers):
    return callers.mine()[0].id


@pytest.fixture
def ann(home):
    return Walker(home.browser_of(ASKER))


def deny(walker):
    form = walker.get(ASKED).form("/somebody-now/not-so")
    return walker.post(form.action, form.filled)


def test_one_press_passes_it_on_with_a_fresh_clock_and_keeps_what_was_said(callers, claimed, ann):
    before, asking = ann.get(ASKED).text, ann.get("/somebody-now").text
    page = deny(ann)
    call = callers.call()

    assert "Practitioner said they spoke with you" in before
    assert PRESS in before
    assert "Peer Supporter is told at once. If nobody has taken it after 30 minutes" in before
    assert "Peer Supporter was told and has not taken it yet" in page.text
    assert page.text.index("Practitioner said they spoke with you (") < page.text.index(
        "You said that this is not so, and asked to be called (Wednesday 4 March, 10:02)"
    )
    assert PRESS not in page.text
    assert "Say it there with one press" in asking
    assert REACH in page.text
    assert (callers.notices(), callers.open_to(DEPUTY)) == (1, (claimed,))
    assert [(one.to, one.at) for one in call.told] == [(DEPUTY, NOW + 2 * MINUTE)]


def test_pressed_twice_it_is_once(callers, claimed, ann):
    form = ann.get(ASKED).form("/somebody-now/not-so")
    ann.post(form.action, form.filled)
    again = ann.post(form.action, form.filled)

    assert "This is how it stands now." in again.text
    assert len(callers.call().earlier) == 1
    assert callers.notices() == 1


def test_the_clock_goes_on_to_whoever_said_it_last_and_then_tells_the_person(callers, claimed):
    callers.not_so(claimed)
    callers.notices()
    told = []
    before = 0
    for minute in (14, 15, 29, 30, 40):
        callers.after((minute - before) * MINUTE)
        before = minute
        callers.tick()
        if callers.notices():
            told.append((minute, callers.call().told[-1].to, callers.call().nobody_at is not None))

    assert told == [(15, FIRST, False), (30, FIRST, True)]


def test_whoever_said_it_reads_so_plainly_and_can_still_contact_them(home, callers, claimed):
    callers.not_so(claimed)
    page = Walker(home.browser_of(FIRST)).get(f"/asked-of-me/{claimed}")
    other = Walker(home.browser_of(DEPUTY)).get(f"/asked-of-me/{claimed}")
    callers.act(claimed, Deed.TAKEN)

    assert "Staff says that you two have not spoken yet" in page.text
    assert "Somebody else was told then." in page.text
    assert "have not spoken yet" not in other.text
    assert callers.mine()[0].has_it == FIRST


def test_who_is_not_there_is_passed_over_and_the_only_one_is_asked_once_more(
    home, callers, claimed
):
    with callers.desk() as desk:
        service.be_away(desk, DEPUTY, TODAY)
    callers.not_so(claimed)
    page = Walker(home.browser_of(FIRST)).get(f"/asked-of-me/{claimed}")

    assert [one.to for one in callers.call().told] == [FIRST]
    assert callers.notices() == 1
    assert "You are asked once more." in page.text


def test_two_who_say_it_in_turn_are_asked_in_turn(callers, claimed):
    order = []
    for _ in range(4):
        assert callers.not_so(claimed)
        order.append(callers.call().told[-1].to)
        callers.act(claimed, Deed.REACHED, order[-1])

    assert order == [DEPUTY, FIRST, DEPUTY, FIRST]


def test_where_nobody_can_be_told_the_person_reads_it_at_once(home, callers):
    # Eighteen minutes before the hours end there is time for one of them, five later for nobody.
    callers.after(timedelta(hours=6, minutes=40))
    ann = Walker(home.browser_of(ASKER))
    form = ann.get(ASKED).form("/somebody-now/not-so")
    callers.after(5 * MINUTE)
    late = ann.get(ASKED).text
    page = ann.post(form.action, form.filled)

    assert PRESS not in late
    assert "see who can be told now" in late
    assert "Nobody here can be told at this moment." in page.text
    assert "116 123" in page.text
    assert callers.notices() == 0


def test_only_its_person_can_say_so_and_not_beside_a_newer_one(callers, claimed):
    assert not callers.not_so(claimed, FIRST)
    newer = callers.ask()

    assert not callers.not_so(claimed)
    assert not callers.not_so(newer)
    assert callers.call().told[0].to == FIRST


def test_after_it_is_over_whoever_never_looked_finds_nothing(home, callers, claimed):
    callers.not_so(claimed)
    callers.act(claimed, Deed.REACHED)
    page = Walker(home.browser_of(FIRST)).get(f"/asked-of-me/{claimed}")

    assert callers.open_to(DEPUTY) == ()
    assert "Somebody said they spoke with Staff" in page.text
    assert "asks that somebody contacts them now" not in page.text
