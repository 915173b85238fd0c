"""Everybody who works here is asked once in a week, whatever happens to the timetable."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tests.support.world import CHARACTERS
from wellbeing.database import make_engine, writing
from wellbeing.lease import take_lease
from wellbeing.rhythm import service
from wellbeing.rhythm.rows import NudgeRow, RhythmRow
from wellbeing.rhythm.service import Away, Desk, Messages, Slot, Wish
from wellbeing.scheduler_rows import OvertakenError

LONDON = "Europe/London"
BEA = next(each for each in CHARACTERS if each.name == "staff")
WEDNESDAY = datetime(2026, 6, 10, 8, 59, tzinfo=UTC)
FRIDAY = datetime(2026, 6, 12, 9, 54, tzinfo=UTC)
MONDAY = date(2026, 6, 8)
PRESENT = [
    each.id
    for each in CHARACTERS
    if each.joined_on <= MONDAY and (each.left_on is None or each.left_on > MONDAY)
]
HERE = len(PRESENT)


def waiting(desk: Desk) -> dict[str, int]:
    rows = desk.session.execute(select(NudgeRow.kind, func.count()).group_by(NudgeRow.kind))
    return {row[0]: row[1] for row in rows}


def theirs(desk: Desk, person_id: str) -> dict[str, datetime]:
    row = service.address_of(desk.vault, person_id)
    found = desk.session.execute(
        select(NudgeRow.kind, NudgeRow.due_second).where(NudgeRow.rhythm_id == row)
    )
    return {kind: datetime.fromtimestamp(second, UTC) for kind, second in found}


def taken(desk: Desk) -> list[tuple[str, str]]:
    found = []
    while batch := service.take_due(desk, 4):
        people = service.people_of(desk, batch)
        found += [(people[nudge.rhythm_id].person_id, nudge.kind) for nudge in batch]
    return found


def test_everybody_who_works_here_has_one_invitation_and_one_reminder(rooms):
    assert service.plan_due(rooms.desk) == 2 * HERE
    assert service.plan_due(rooms.desk) == 0
    assert waiting(rooms.desk) == {"invitation": HERE, "reminder": HERE}


def test_nothing_waits_before_its_moment_and_each_leaves_once(rooms):
    service.plan_due(rooms.desk)

    assert taken(rooms.at(WEDNESDAY)) == []
    first = taken(rooms.at(WEDNESDAY + timedelta(minutes=55)))
    assert sorted(first) == sorted((person_id, "invitation") for person_id in PRESENT)
    assert taken(rooms.at(WEDNESDAY + timedelta(minutes=55))) == []
    assert {kind for _person, kind in taken(rooms.at(FRIDAY))} == {"reminder"}


def test_processes_that_take_at_the_same_moment_take_each_message_once(rooms):
    service.plan_due(rooms.desk)
    now = WEDNESDAY + timedelta(minutes=55)
    together = Barrier(4)

    def take(_number):
        engine = make_engine(rooms.settings.database_url)
        with Session(engine) as session:
            together.wait()
            found = taken(Desk(session, rooms.desk.vault, now))
        engine.dispose()
        return found

    with ThreadPoolExecutor(4) as pool:
        found = [each for part in pool.map(take, range(4)) for each in part]
    assert len(found) == len(set(found)) == HERE


def test_processes_that_plan_at_the_same_moment_plan_once(rooms):
    together = Barrier(4)

    def plan(_number):
        engine = make_engine(rooms.settings.database_url)
        with Session(engine) as session:
            together.wait()
            found = service.plan_due(Desk(session, rooms.desk.vault, rooms.desk.now))
        engine.dispose()
        return found

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(plan, range(4))) == 2 * HERE
    assert waiting(rooms.desk) == {"invitation": HERE, "reminder": HERE}


def test_a_timetable_that_was_overtaken_writes_nothing(rooms):
    session = rooms.desk.session
    old = take_lease(session, "old")
    assert old is not None
    assert take_lease(session, "old") == old + 1

    with pytest.raises(OvertakenError):
        service.plan_due(rooms.at(rooms.desk.now, old))
    assert waiting(rooms.desk) == {}
    assert rooms.desk.session.scalar(select(func.count(RhythmRow.id))) == 0
    assert service.plan_due(rooms.at(rooms.desk.now, old + 1)) == 2 * HERE
    with pytest.raises(OvertakenError):
        service.take_due(rooms.at(FRIDAY, old), 4)


def test_a_wish_changed_in_the_middle_of_the_week_moves_what_still_waits(rooms):
    service.plan_due(rooms.desk)
    thursday = Wish(Slot(LONDON, 3, 15), version=service.wish_of(rooms.desk, BEA.id).version)

    service.choose(rooms.desk, BEA.id, thursday)

    found = theirs(rooms.desk, BEA.id)
    assert f"{found['invitation']:%a %H}" == "Thu 14"  # 15:00 in summer time
    assert waiting(rooms.desk) == {"invitation": HERE, "reminder": HERE}


def test_nobody_is_asked_a_second_time_by_changing_a_wish(rooms):
    service.plan_due(rooms.desk)
    asked = rooms.at(WEDNESDAY + timedelta(minutes=55))
    taken(asked)
    before = theirs(asked, BEA.id)["invitation"]

    service.choose(asked, BEA.id, Wish(Slot(LONDON, 4, 15), version=1))

    assert theirs(asked, BEA.id)["invitation"] == before
    fridays = rooms.at(datetime(2026, 6, 12, 14, 54, tzinfo=UTC))
    assert (BEA.id, "invitation") not in taken(fridays)
    assert before == asked.now


def test_days_away_have_no_message_and_the_row_does_not_say_why(rooms):
    away = Away(date(2026, 6, 9), date(2026, 6, 11))
    service.choose(rooms.desk, BEA.id, Wish(Slot(LONDON, 2, 10), away, version=0))

    service.plan_due(rooms.desk)

    assert set(theirs(rooms.desk, BEA.id)) == {"reminder"}


@pytest.mark.parametrize("messages", Messages)
def test_nobody_is_sent_what_they_do_not_want(rooms, messages):
    service.choose(rooms.desk, BEA.id, Wish(Slot(LONDON, 2, 10, messages=messages), version=0))

    service.plan_due(rooms.desk)

    wanted = {"both": {"invitation", "reminder"}, "invitation": {"invitation"}, "none": set()}
    assert set(theirs(rooms.desk, BEA.id)) == wanted[messages]


def test_ending_messages_ends_those_that_wait(rooms):
    service.plan_due(rooms.desk)
    row = service.address_of(rooms.desk.vault, BEA.id)

    assert service.stop_messages(rooms.desk, row)
    assert service.stop_messages(rooms.desk, row)

    assert theirs(rooms.desk, BEA.id) == {}
    assert service.wish_of(rooms.desk, BEA.id).slot.messages is Messages.NONE
    assert not service.stop_messages(rooms.desk, bytes(32))


def test_who_ends_messages_before_their_first_week_gets_none_in_it(rooms):
    row = service.address_of(rooms.desk.vault, BEA.id)

    assert service.stop_messages(rooms.desk, row)
    service.plan_due(rooms.desk)

    assert theirs(rooms.desk, BEA.id) == {}
    assert waiting(rooms.desk)["invitation"] == HERE - 1
    assert not service.stop_messages(rooms.desk, bytes(32))


def test_of_two_windows_the_second_learns_what_the_first_chose(rooms):
    read = service.wish_of(rooms.desk, BEA.id)
    service.choose(rooms.desk, BEA.id, Wish(Slot(LONDON, 3, 15), version=read.version))

    with pytest.raises(service.ChangedMeanwhileError) as changed:
        service.choose(rooms.desk, BEA.id, Wish(Slot(LONDON, 4, 9), version=read.version))
    assert changed.value.now.slot == Slot(LONDON, 3, 15)
    # Sending the same again is no second change.
    service.choose(rooms.desk, BEA.id, Wish(Slot(LONDON, 3, 15), version=read.version))


def test_the_next_week_is_planned_a_day_before_it_begins(rooms):
    sunday = rooms.at(datetime(2026, 6, 14, 12, 0, tzinfo=UTC))

    service.plan_due(sunday)

    weeks = set(sunday.session.scalars(select(NudgeRow.week)))
    assert weeks == {"2026-W24", "2026-W25"}


def test_sends_are_spread_over_the_hour_by_each_row(rooms):
    service.plan_due(rooms.desk)

    begins = int(datetime(2026, 6, 10, 9, 0, tzinfo=UTC).timestamp())
    rows = rooms.desk.session.execute(
        select(NudgeRow.due_second - begins, RhythmRow.spread)
        .join(RhythmRow, RhythmRow.id == NudgeRow.rhythm_id)
        .where(NudgeRow.kind == "invitation")
    ).all()
    assert [late for late, _spread in rows] == [spread for _late, spread in rows]
    assert len({spread for _late, spread in rows}) > HERE // 2
    assert max(spread for _late, spread in rows) < 50 * 60


def test_a_choice_on_sunday_holds_for_the_next_week_too(rooms):
    sunday = rooms.at(datetime(2026, 6, 14, 12, 0, tzinfo=UTC))
    service.plan_due(sunday)

    version = service.wish_of(sunday, BEA.id).version
    service.choose(sunday, BEA.id, Wish(Slot(LONDON, 3, 15), version=version))
    thursday = rooms.at(datetime(2026, 6, 18, 14, 54, tzinfo=UTC))
    assert (BEA.id, "invitation") in taken(thursday)


def test_messages_ended_on_sunday_do_not_come_in_the_next_week(rooms):
    sunday = rooms.at(datetime(2026, 6, 14, 12, 0, tzinfo=UTC))
    service.plan_due(sunday)

    service.stop_messages(sunday, service.address_of(sunday.vault, BEA.id))

    assert theirs(sunday, BEA.id) == {}
    assert waiting(sunday)["invitation"] == 2 * HERE - 2


def test_a_wish_that_changed_while_its_week_was_planned_is_planned_anew_before_it_leaves(rooms):
    service.plan_due(rooms.desk)
    row = service.address_of(rooms.desk.vault, BEA.id)
    with writing(rooms.desk.session):
        rooms.desk.session.execute(
            update(RhythmRow)
            .where(RhythmRow.id == row)
            .values(slot=str(Slot(LONDON, 3, 15)), version=RhythmRow.version + 1)
        )

    asked = rooms.at(WEDNESDAY + timedelta(minutes=55))
    assert (BEA.id, "invitation") not in taken(asked)
    service.plan_missing(asked)
    assert f"{theirs(asked, BEA.id)['invitation']:%a %H}" == "Thu 14"
    assert (BEA.id, "invitation") in taken(rooms.at(datetime(2026, 6, 11, 14, 54, tzinfo=UTC)))


def test_one_row_whose_zone_is_known_no_more_keeps_nobody_from_being_asked(rooms):
    service.enrol(rooms.desk, PRESENT)
    row = service.address_of(rooms.desk.vault, BEA.id)
    with writing(rooms.desk.session):
        lost = {"slot": "Europe/Nowhere 3 15 31 20-8 both"}
        rooms.desk.session.execute(update(RhythmRow).where(RhythmRow.id == row).values(lost))

    assert service.plan_due(rooms.desk) == 2 * HERE
    assert f"{theirs(rooms.desk, BEA.id)['invitation']:%a %H}" == "Thu 14"
    assert service.wish_of(rooms.desk, BEA.id).slot == Slot(LONDON, 3, 15)


def test_a_row_names_nobody(rooms):
    service.plan_due(rooms.desk)

    for row in rooms.desk.session.scalars(select(RhythmRow)):
        for each in CHARACTERS:
            assert each.id.encode() not in row.id + row.person


def test_whoever_may_not_be_written_to_keeps_nobody_behind_them_from_being_asked(rooms):
    service.plan_due(rooms.desk)
    asked = rooms.at(WEDNESDAY + timedelta(minutes=55))
    first = select(NudgeRow.rhythm_id).where(NudgeRow.kind == "invitation")
    ids = list(asked.session.scalars(first.order_by(NudgeRow.due_second).limit(HERE - 2)))
    with writing(asked.session):
        asked.session.execute(
            update(RhythmRow).where(RhythmRow.id.in_(ids)).values(version=RhythmRow.version + 1)
        )

    assert service.is_due(asked)
    assert len(service.take_due(asked, 1)) == 1
    assert len(taken(asked)) == 1
    assert not service.is_due(asked)
