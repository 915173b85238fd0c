"""A call that comes back with a backup: what was promised for this moment goes on, all else is ended and told."""

from datetime import timedelta

import pytest

from tests.support.asking import ASKER
from tests.support.calling import DEPUTY, FIRST
from tests.support.walking import Walker
from wellbeing.responders import service
from wellbeing.responders.service import Deed

LATER = timedelta(minutes=40)


def after_restore(callers):
    with callers.desk() as desk:
        service.after_restore(desk)


def test_what_is_promised_for_this_moment_goes_on(callers):
    call_id = callers.ask()
    after_restore(callers)

    assert callers.open_to(FIRST) == (call_id,)
    callers.act(call_id, Deed.TAKEN)


def test_later_nobody_further_is_told_and_its_person_is_once(callers):
    call_id = callers.ask()
    callers.look(call_id)
    callers.after(LATER)
    callers.notices()
    after_restore(callers)

    call = callers.call()
    assert (call.is_over, call.reach, call.taken_back_at) == (True, "", None)
    assert callers.notices() == 1
    callers.tick()
    after_restore(callers)
    assert (callers.notices(), callers.open_to(DEPUTY)) == (0, ())
    with pytest.raises(service.NotThereError):
        callers.act(call_id, Deed.TAKEN)


def test_both_read_why_and_it_can_be_asked_once_more(callers):
    call_id = callers.ask()
    callers.look(call_id)
    callers.after(LATER)
    after_restore(callers)

    asked = Walker(callers.home.browser_of(ASKER)).get("/somebody-now/asked").text
    assert "Nobody is told of this any more." in asked
    assert "after this service was put back" in asked
    told = Walker(callers.home.browser_of(FIRST)).get(f"/asked-of-me/{call_id}").text
    assert "nobody here knows whether they still want it" in told
    assert "took it back" not in told

    assert callers.ask() != call_id
    assert len(callers.open_to(FIRST)) == 2
