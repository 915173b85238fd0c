"""The messages of somebody who left go with their row: no key of the database ties them to it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Event

import pytest
from sqlalchemy import delete, event, func, select, update
from sqlalchemy.orm import Session

from tests.integration.rhythm.test_planning import BEA, HERE, taken, theirs
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import make_engine, writing
from wellbeing.rhythm import plan_store, planning, service, store
from wellbeing.rhythm.rows import NudgeRow, RhythmRow
from wellbeing.rhythm.service import Slot, Wish

TUESDAY = datetime(2026, 6, 9, 12, tzinfo=UTC)
WISH = Wish(Slot("Europe/London", 3, 15), version=0)


@pytest.fixture
def left(rooms):
    """Return a desk of the day after, with the messages that were planned for somebody who left."""
    service.plan_due(rooms.desk)
    with writing(rooms.desk.session):
        of_bea = update(PersonRow).where(PersonRow.id == BEA.id)
        rooms.desk.session.execute(of_bea.values(left_on=date(2026, 6, 9)))
    return rooms.at(TUESDAY)


def without_a_row(desk):
    kept = select(RhythmRow.id)
    lost = select(func.count()).select_from(NudgeRow).where(NudgeRow.rhythm_id.not_in(kept))
    return desk.session.scalar(lost)


def beside(desk, act):
    """Let somebody do a thing at a desk of their own; return how to wait for it."""
    engine = make_engine(desk.session.get_bind().url)

    def do():
        with Session(engine) as session:
            act(replace(desk, session=session))
        engine.dispose()

    return ThreadPoolExecutor(1).submit(do)


def test_the_messages_of_who_left_go_with_their_row_and_everybody_elses_stay(left):
    service.forget_past_weeks(left)

    assert theirs(left, BEA.id) == {}
    assert without_a_row(left) == 0
    assert left.session.scalar(select(func.count()).select_from(NudgeRow)) == 2 * (HERE - 1)


def test_a_wish_that_is_kept_while_its_row_goes_leaves_no_message(left):
    row = service.address_of(left.vault, BEA.id)
    with writing(left.session, row.hex()):
        assert store.change(left.session, row, replace(WISH, version=1))
        for running in left.weeks():
            planning.plan_anew(left, running, row)
        forgetting = beside(left, service.forget_past_weeks)
        with pytest.raises(TimeoutError):
            # It waits for the row that is being changed.
            forgetting.result(0.3)
    forgetting.result(20)

    assert theirs(left, BEA.id) == {}
    assert without_a_row(left) == 0


def test_nobody_is_planned_for_while_rows_go(left):
    planned, gone, plans = Event(), Event(), []

    def plan(desk):
        with desk.planning():
            plan_store.unplan(desk.session, service.address_of(desk.vault, BEA.id), "2026-W24")
            plan_store.plan(desk.session, "2026-W24")
            planned.set()
            gone.wait(1)

    def hear(_connection, _cursor, statement, *_rest):
        if statement.startswith("DELETE FROM weekly_rhythm"):
            plans.append(beside(left, plan))
            # Whoever plans now has to wait until the row is gone with all its messages.
            assert not planned.wait(0.3)

    event.listen(left.session.get_bind(), "before_cursor_execute", hear)
    service.forget_past_weeks(left)
    gone.set()
    (only,) = plans
    only.result(20)

    assert theirs(left, BEA.id) == {}
    assert without_a_row(left) == 0


def test_a_message_without_a_row_is_sent_to_nobody(rooms):
    service.plan_due(rooms.desk)
    row = service.address_of(rooms.desk.vault, BEA.id)
    with writing(rooms.desk.session):
        rooms.desk.session.execute(delete(RhythmRow).where(RhythmRow.id == row))
    asked = rooms.at(datetime(2026, 6, 10, 9, 54, tzinfo=UTC))

    assert len(taken(asked)) == HERE - 1
    assert not service.is_due(asked)
