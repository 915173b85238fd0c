"""One process at a time holds the lease, by the database's clock."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tests.support.house import prepare
from tests.support.timetables import move_lease
from wellbeing.clock import SystemClock
from wellbeing.database import make_engine, writing
from wellbeing.lease import (
    LEASE_LASTS,
    SILENT_AFTER,
    database_now,
    give_back_lease,
    is_beating,
    keep_lease,
    take_lease,
)
from wellbeing.scheduler_rows import LeaseRow


@pytest.fixture
def engine(database):
    engine = make_engine(prepare(database).database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine):
    with Session(engine) as session:
        yield session


def test_the_database_tells_the_time_in_utc(session):
    told = database_now(session)

    assert told.utcoffset() == timedelta(0)
    assert abs(told - SystemClock().now()) < timedelta(seconds=30)


def test_the_first_to_come_holds_the_lease_and_may_renew_it(session):
    assert take_lease(session, "one") == 1
    assert take_lease(session, "two") is None
    assert take_lease(session, "one") == 2
    assert take_lease(session, "two") is None


def test_a_lease_that_was_not_renewed_goes_to_another_with_a_higher_fence(session):
    first = take_lease(session, "one")
    move_lease(session, LEASE_LASTS - timedelta(seconds=10))
    assert take_lease(session, "two") is None

    move_lease(session, timedelta(seconds=11))
    second = take_lease(session, "two")

    assert first is not None
    assert second is not None
    assert second > first
    assert take_lease(session, "one") is None


def test_a_lease_given_back_is_free_at_once(session):
    take_lease(session, "one")

    give_back_lease(session, "two")
    assert take_lease(session, "two") is None
    give_back_lease(session, "one")
    assert take_lease(session, "two") == 2
    assert is_beating(session)


def test_a_lease_from_before_the_clock_went_back_holds_nobody_up(session):
    take_lease(session, "one")
    move_lease(session, -timedelta(days=1))

    assert take_lease(session, "two") == 2


def test_of_many_at_once_one_gets_the_lease(engine):
    taken = []

    def run(holder):
        with Session(engine) as session:
            taken.append(take_lease(session, holder))

    threads = [threading.Thread(target=run, args=(str(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken, key=str) == [1] + [None] * 7


def test_who_holds_the_lease_keeps_it_under_the_same_number_and_nobody_else_can(session):
    fence = take_lease(session, "one")
    assert fence is not None
    move_lease(session, LEASE_LASTS - timedelta(seconds=1))

    assert not keep_lease(session, "two", fence)
    assert not keep_lease(session, "one", fence + 1)
    assert keep_lease(session, "one", fence)

    move_lease(session, LEASE_LASTS - timedelta(seconds=10))
    assert take_lease(session, "two") is None
    assert take_lease(session, "one") == fence + 1


def test_a_timetable_that_falls_silent_is_noticed(session):
    assert not is_beating(session)

    take_lease(session, "one")
    assert is_beating(session)
    move_lease(session, SILENT_AFTER - timedelta(seconds=20))
    assert is_beating(session)
    move_lease(session, timedelta(seconds=21))
    assert not is_beating(session)


def test_the_fence_never_goes_down(session):
    fences = []
    for holder in ("one", "two", "one"):
        fences.append(take_lease(session, holder))
        with writing(session):
            session.execute(update(LeaseRow).values(until=datetime(2000, 1, 1, tzinfo=UTC)))

    assert fences == [1, 2, 3]
    assert session.scalar(select(func.count()).select_from(LeaseRow)) == 1
