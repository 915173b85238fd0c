"""What missed its hour waits for a good one; whoever comes late is asked; no clock makes anybody asked twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, func, select, update

from tests.integration.rhythm.test_planning import (
    BEA,
    HERE,
    LONDON,
    PRESENT,
    taken,
    theirs,
    waiting,
)
from tests.support.databases import SQLITE
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.rhythm import service
from wellbeing.rhythm.rows import NudgeRow, RhythmRow
from wellbeing.rhythm.service import Away, Messages, Slot, Wish

ASKED = datetime(2026, 6, 10, 9, 54, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def planned(rooms):
    service.plan_due(rooms.desk)
    return rooms


def choose(desk, day, hour, **more):
    version = service.wish_of(desk, BEA.id).version
    away = more.pop("away", None)
    service.choose(desk, BEA.id, Wish(Slot(LONDON, day, hour, **more), away, version))


def told(desk, kind="invitation"):
    return f"{theirs(desk, BEA.id)[kind]:%a %H}"


def move(desk, kind, **values):
    row = service.address_of(desk.vault, BEA.id)
    with writing(desk.session):
        desk.session.execute(
            update(NudgeRow)
            .where(NudgeRow.rhythm_id == row, NudgeRow.kind == kind)
            .values(**values)
        )


def join(desk, name, on):
    with writing(desk.session):
        desk.session.add(
            PersonRow(id=name * 32, name=name, work_email=f"{name}@x.example",
                      email_key=f"{name}@x.example", joined_on=on, left_on=None)
        )  # fmt: skip
    return name * 32


def test_what_was_missed_for_an_hour_waits_for_a_good_hour(planned):
    night = planned.at(datetime(2026, 6, 10, 21, 0, tzinfo=UTC))

    service.catch_up(night)

    assert taken(night) == []
    assert told(night) == "Thu 09"
    assert told(night, "reminder") == "Fri 09"


def test_what_was_missed_for_a_week_is_left_out(planned):
    next_week = planned.at(planned.desk.now + WEEK)
    service.plan_due(next_week)
    service.catch_up(next_week)

    assert taken(next_week) == []
    later = planned.at(ASKED + WEEK)
    assert len(taken(later)) == HERE


def test_nothing_leaves_after_its_hour_before_it_was_moved(planned):
    late = planned.at(ASKED + timedelta(minutes=5))

    assert taken(late) == []
    service.catch_up(late)
    assert taken(late) == []
    assert len(taken(planned.at(ASKED + timedelta(minutes=55)))) == HERE


def test_what_is_tried_again_does_not_leave_after_its_hour_either(planned):
    desk = planned.at(ASKED)
    tried = [replace(one, tries=1) for one in service.take_due(desk, 99)]
    service.give_back(desk, tried, timedelta(minutes=15))
    late = planned.at(ASKED + timedelta(minutes=16))

    assert taken(late) == []
    service.catch_up(late)
    assert len(taken(planned.at(late.now + timedelta(minutes=51)))) == HERE


def test_nothing_late_leaves_in_quiet_hours(planned):
    choose(planned.desk, 2, 19)
    evening = planned.at(datetime(2026, 6, 10, 19, 1, tzinfo=UTC))

    service.catch_up(evening)

    assert (BEA.id, "invitation") not in taken(planned.at(evening.now + HOUR))
    assert told(evening) == "Thu 18"


def test_what_is_put_off_is_spread_over_its_new_hour(planned):
    late = planned.at(ASKED + 2 * HOUR)

    service.catch_up(late)

    rows = late.session.execute(
        select(NudgeRow.due_second - late.second, RhythmRow.spread)
        .join(RhythmRow, RhythmRow.id == NudgeRow.rhythm_id)
        .where(NudgeRow.kind == "invitation")
    ).all()
    assert [moved for moved, _spread in rows] == [spread for _moved, spread in rows]


def test_after_the_last_worked_day_an_invitation_comes_on_a_day_off_and_a_reminder_never(planned):
    friday_night = planned.at(datetime(2026, 6, 12, 20, 0, tzinfo=UTC))

    assert service.catch_up(friday_night) == HERE * 2

    assert waiting(friday_night) == {"invitation": HERE}
    assert told(friday_night) == "Sat 09"


def test_what_was_moved_to_a_day_away_does_not_leave_on_it(planned):
    away = Away(date(2026, 6, 11), date(2026, 6, 11))
    choose(planned.desk, 2, 10, away=away)
    service.catch_up(planned.at(datetime(2026, 6, 10, 20, 0, tzinfo=UTC)))
    assert told(planned.desk) == "Thu 09"

    assert (BEA.id, "invitation") not in taken(planned.at(ASKED + DAY))

    service.catch_up(planned.at(datetime(2026, 6, 11, 21, 0, tzinfo=UTC)))
    assert told(planned.desk) == "Fri 09"
    assert (BEA.id, "invitation") in taken(planned.at(ASKED + 2 * DAY))


def test_both_messages_that_are_late_leave_a_day_apart_or_as_one(planned):
    friday = planned.at(datetime(2026, 6, 12, 13, 0, tzinfo=UTC))
    service.catch_up(friday)

    found = taken(planned.at(friday.now + timedelta(minutes=51)))
    assert sorted(found) == sorted((person_id, "invitation") for person_id in PRESENT)

    service.catch_up(planned.at(friday.now + 8 * HOUR))
    assert "reminder" not in theirs(friday, BEA.id)


def test_a_reminder_never_leaves_within_twenty_hours_of_the_invitation_that_left(planned):
    taken(planned.at(ASKED))
    soon = planned.at(ASKED + 19 * HOUR)
    move(soon, "reminder", due_second=soon.second, until_second=soon.second + 7200)

    assert taken(soon) == []
    assert taken(planned.at(ASKED + 20 * HOUR)) == [(BEA.id, "reminder")]


def test_a_changed_wish_keeps_a_reminder_away_from_the_invitation_that_left(planned):
    choose(planned.desk, 2, 16)
    taken(planned.at(ASKED + 6 * HOUR))

    choose(planned.at(ASKED + 7 * HOUR), 2, 9)

    assert told(planned.desk, "reminder") == "Fri 08"


def test_days_away_that_are_chosen_late_move_the_invitation_to_a_day_that_is_left(planned):
    choose(planned.desk, 2, 10, away=Away(date(2026, 6, 10), date(2026, 6, 10)))

    assert told(planned.desk) == "Thu 09"


def test_a_changed_wish_does_not_lose_the_invitation_of_its_week(planned):
    choose(planned.at(datetime(2026, 6, 9, 13, 20, tzinfo=UTC)), 0, 9)
    assert told(planned.desk) == "Wed 08"

    choose(planned.at(datetime(2026, 6, 12, 13, 20, tzinfo=UTC)), 0, 9)
    assert told(planned.desk) in {"Fri 13", "Fri 14"}


def test_who_joins_in_the_week_is_enrolled_with_it_and_who_joins_later_is_not(rooms):
    first = join(rooms.desk, "f", date(2026, 6, 14))
    second = join(rooms.desk, "s", date(2026, 6, 15))

    service.plan_due(rooms.desk)

    assert set(theirs(rooms.desk, first)) == {"invitation", "reminder"}
    assert theirs(rooms.desk, second) == {}


def test_who_is_imported_after_the_week_was_planned_is_asked_on_the_days_that_are_left(planned):
    thursday = planned.at(datetime(2026, 6, 11, 7, 0, tzinfo=UTC))
    taken(planned.at(ASKED))
    choose(planned.desk, 2, 10, messages=Messages.NONE)
    came = join(thursday, "n", date(2026, 6, 11))

    assert service.plan_missing(thursday) == 2
    assert service.plan_missing(thursday) == 0

    found = {kind: f"{moment:%a %H}" for kind, moment in theirs(thursday, came).items()}
    assert found == {"invitation": "Thu 09", "reminder": "Fri 09"}
    row = thursday.session.get(RhythmRow, service.address_of(thursday.vault, came))
    nine = datetime(2026, 6, 11, 9, tzinfo=UTC)
    assert theirs(thursday, came)["invitation"] - nine == timedelta(seconds=row.spread)
    # Nobody else got another one.
    assert waiting(thursday)["invitation"] == HERE + 1
    assert (came, "invitation") in taken(planned.at(ASKED + DAY))


def test_nothing_is_planned_for_newcomers_before_their_week_is(rooms):
    assert service.plan_missing(rooms.desk) == 0


def test_a_clock_that_went_ahead_and_back_makes_nobody_asked_twice(planned):
    taken(planned.at(ASKED))
    for weeks in (1, 6, 60):
        ahead = planned.at(ASKED + weeks * WEEK)
        service.plan_due(ahead)
        service.forget_past_weeks(ahead)

    back = planned.at(ASKED + HOUR)
    assert service.plan_due(back) == 0
    assert service.plan_missing(back) == 0
    choose(back, 3, 15)
    assert taken(planned.at(datetime(2026, 6, 11, 14, 54, tzinfo=UTC))) == []


def test_a_week_before_one_that_is_planned_is_not_planned_unless_that_one_is_absurd(planned):
    service.plan_due(planned.at(ASKED + 3 * WEEK))
    assert service.plan_due(planned.at(ASKED + WEEK)) == 0
    service.plan_due(planned.at(ASKED + 500 * WEEK))
    assert service.plan_due(planned.at(ASKED + 4 * WEEK)) == 2 * HERE


def test_what_left_is_kept_for_some_weeks_and_then_forgotten(planned):
    def count(desk):
        return desk.session.scalar(select(func.count(NudgeRow.rhythm_id)))

    service.forget_past_weeks(planned.at(ASKED + 4 * WEEK))
    assert count(planned.desk) == 2 * HERE
    service.forget_past_weeks(planned.at(ASKED + 5 * WEEK))
    assert count(planned.desk) == 0


def test_what_who_left_chose_is_forgotten_and_so_are_past_days_away(planned):
    desk, other = planned.at(ASKED), PRESENT[0] if PRESENT[0] != BEA.id else PRESENT[1]
    choose(desk, 2, 10, away=Away(date(2026, 6, 8), date(2026, 6, 12)))
    with writing(desk.session):
        desk.session.get(PersonRow, other).left_on = ASKED.date()

    service.forget_past_weeks(desk)
    rows = set(desk.session.scalars(select(RhythmRow.id)))
    assert service.address_of(desk.vault, other) not in rows
    assert len(rows) == HERE - 1
    assert service.wish_of(desk, BEA.id).away is not None

    service.forget_past_weeks(planned.at(ASKED + 4 * DAY))
    assert service.wish_of(desk, BEA.id).away is None
    # Somebody who had the page open may still send it.
    assert service.wish_of(desk, BEA.id).version == 2


@pytest.mark.parametrize("database", [SQLITE], indirect=True)
def test_a_tick_reads_what_is_due_and_not_the_whole_week(planned):
    desk, seen = planned.at(ASKED), []

    def keep(_connection, _cursor, statement, parameters, _context, _many):
        if "weekly_nudge" in statement and statement.startswith("SELECT"):
            seen.append((statement, parameters))

    engine = desk.session.get_bind()
    event.listen(engine, "before_cursor_execute", keep)
    service.plan_due(desk)
    service.catch_up(desk)
    service.is_due(desk)
    event.remove(engine, "before_cursor_execute", keep)

    assert len(seen) == 2
    for statement, parameters in seen:
        with engine.connect() as connection:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plan = " ".join(str(row[3]) for row in rows)
        assert "ix_weekly_nudge_waiting (week=? AND state=? AND channel=? AND due_second<?)" in plan
        assert "SCAN weekly" not in plan
