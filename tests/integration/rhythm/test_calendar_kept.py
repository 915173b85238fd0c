"""The secret behind a calendar's address, on both databases: one for each row, and gone with it."""

from dataclasses import replace

from tests.support.world import CHARACTERS
from wellbeing.database import writing
from wellbeing.rhythm import feed_store, store
from wellbeing.rhythm.desk import Desk, address_of, enrol
from wellbeing.rhythm.feed_service import (
    Change,
    calendar_for,
    calendar_of,
    change_calendar,
    feed_of,
)

WHO, OTHER = (each.id for each in CHARACTERS[:2])


def opened(desk: Desk, mark):
    feed = feed_of(desk, mark)
    return feed and calendar_for(desk, feed, "A title", "https://x.example/this-week")


def test_one_row_has_one_secret_and_the_first_of_two_stays(rooms):
    desk = rooms.desk
    enrol(desk, [WHO])
    row = address_of(desk.vault, WHO)

    with writing(desk.session, "calendar"):
        feed_store.add(desk.session, row, b"1" * 32)
        feed_store.add(desk.session, row, b"2" * 32)

    assert feed_store.secret_of(desk.session, row) == b"1" * 32
    assert feed_store.owner_of(desk.session, b"1" * 32) == row
    assert feed_store.owner_of(desk.session, b"2" * 32) is None


def test_a_calendar_is_renewed_and_ended_without_touching_anybody_else_s(rooms):
    desk = rooms.desk
    for person in (WHO, OTHER):
        change_calendar(desk, person, Change.ON)
    first, others = calendar_of(desk, WHO), calendar_of(desk, OTHER)

    change_calendar(desk, WHO, Change.RENEW)
    second = calendar_of(desk, WHO)
    assert len({first, second, others}) == 3
    assert (opened(desk, first), opened(desk, second) is None) == (None, False)
    change_calendar(desk, WHO, Change.OFF)

    assert calendar_of(desk, WHO) is None
    assert opened(desk, second) is None
    assert calendar_of(desk, OTHER) == others


def test_an_address_that_was_made_up_asks_no_database(rooms):
    with_none = replace(rooms.desk, session=None)

    assert opened(with_none, "x" * 64) is None


def test_a_calendar_ends_with_the_row_of_who_leaves(rooms):
    desk = rooms.desk
    change_calendar(desk, WHO, Change.ON)
    mark = calendar_of(desk, WHO)
    assert opened(desk, mark) is not None

    with writing(desk.session, "calendar"):
        store.forget(desk.session, [address_of(desk.vault, WHO)])

    assert opened(desk, mark) is None
    assert calendar_of(desk, WHO) is None
