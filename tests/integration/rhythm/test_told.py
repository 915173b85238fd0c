"""What the page promises is what waits: by the rota it showed, in every zone, this week and later."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from tests.integration.policies.reader import Reader
from tests.support.house import opened, prepare
from tests.support.world import CHARACTERS, settle
from wellbeing.accounts.rows import OrganisationRow
from wellbeing.database import writing
from wellbeing.rhythm import service
from wellbeing.rhythm.rows import NudgeRow, RhythmRow
from wellbeing.rhythm.service import Desk, Messages, Slot, Wish
from wellbeing.rhythm.telling import told

HERE = "/when-you-are-asked"
STAFF = next(each.id for each in CHARACTERS if each.name == "staff")
LONDON = "Europe/London"
# A Monday; the week is 2026-W24.
NOW = datetime(2026, 6, 8, 7, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
def home(database):
    with opened(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
        yield home


@pytest.fixture
def desk(home):
    with home.session() as session:
        yield Desk(session, home.vault, NOW)


def at(desk, now):
    return Desk(desk.session, desk.vault, now)


def next_of(desk):
    return told(service.wish_of(desk, STAFF), desk, STAFF).next


def invited(desk):
    row = service.address_of(desk.vault, STAFF)
    seconds = desk.session.scalars(
        select(NudgeRow.due_second).where(NudgeRow.rhythm_id == row, NudgeRow.kind == "invitation")
    )
    return [f"{datetime.fromtimestamp(second, UTC):%d %b}" for second in seconds]


@pytest.mark.parametrize("sent_after", [timedelta(), WEEK])
def test_a_rota_chosen_on_the_page_is_planned_on_the_days_that_were_shown(home, desk, sent_after):
    reader = Reader(home, STAFF)
    path = f"{HERE}?weeks=2"
    page = reader.get(path)
    assert "Days you work this week" in page.text
    filled = page.form(path).filled | {"worked_0": ["1"], "worked_1": ["4"], "messages": "both"}

    # Sent at once, or after the week has turned: the first set stays that of 8 June.
    home.clock.standing_at += sent_after
    reader = Reader(home, STAFF)
    token = reader.get(path).form(path).filled["csrf_token"]
    assert reader.client.post(path, data=filled | {"csrf_token": token}).status_code == 303
    desk.session.rollback()
    for weeks in range(3):
        service.plan_due(at(desk, NOW + weeks * WEEK))

    days = invited(desk)
    assert set(days) == {"09 Jun", "19 Jun", "23 Jun"}


def test_a_form_of_last_week_that_has_a_mistake_says_which_weeks_it_is_about(home):
    path = f"{HERE}?weeks=2"
    filled = Reader(home, STAFF).get(path).form(path).filled | {"worked_0": [], "worked_1": []}
    home.clock.standing_at += WEEK

    reader = Reader(home, STAFF)
    token = reader.get(path).form(path).filled["csrf_token"]
    answer = reader.client.post(path, data=filled | {"csrf_token": token})

    assert answer.status_code == 422
    assert "Days you work in the week from 8 June" in answer.text
    assert "Days you work in the week from 15 June" in answer.text


@pytest.mark.parametrize("shown", ["", "soon", "2026-W99", "1999-W01", "9999-W52"])
def test_a_week_that_cannot_have_been_shown_is_taken_for_this_one(home, shown):
    path = f"{HERE}?weeks=2"
    reader = Reader(home, STAFF)
    filled = reader.get(path).form(path).filled | {"worked_0": ["1"], "worked_1": ["4"]}

    assert reader.client.post(path, data=filled | {"shown": shown}).status_code == 303
    assert reader.get(path).form(path).filled["worked_0"] in ("1", ["1"])


def test_the_page_tells_what_waits_and_after_it_has_left_what_comes_next(desk):
    assert next_of(desk) == "The next message comes on Wednesday 10 June, between 10:00 and 11:00."
    service.plan_due(desk)
    assert next_of(desk) == "The next message comes on Wednesday 10 June, between 10:00 and 11:00."

    asked = at(desk, datetime(2026, 6, 10, 9, 51, tzinfo=UTC))
    service.take_due(asked, 99)
    assert next_of(asked) == "The next message comes on Friday 12 June, between 10:00 and 11:00."
    reminded = at(desk, datetime(2026, 6, 12, 9, 51, tzinfo=UTC))
    service.take_due(reminded, 99)
    assert (
        next_of(reminded) == "The next message comes on Wednesday 17 June, between 10:00 and 11:00."
    )


def test_a_day_that_is_chosen_after_the_message_left_is_not_promised_for_this_week(desk):
    service.plan_due(desk)
    asked = at(desk, datetime(2026, 6, 10, 9, 51, tzinfo=UTC))
    service.take_due(asked, 99)

    only = Slot(LONDON, 4, 15, messages=Messages.INVITATION)
    service.choose(asked, STAFF, Wish(only, version=1))

    assert next_of(asked) == "The next message comes on Friday 19 June, between 15:00 and 16:00."


def test_what_was_moved_is_told_where_it_was_moved_to(desk):
    service.plan_due(desk)
    evening = at(desk, datetime(2026, 6, 10, 20, 0, tzinfo=UTC))

    service.catch_up(evening)

    assert (
        next_of(evening) == "The next message comes on Thursday 11 June, between 10:00 and 11:00."
    )


def test_a_zone_that_nobody_lists_is_offered_to_whoever_has_it(home, desk):
    service.enrol(desk, [STAFF])
    with writing(desk.session):
        desk.session.execute(update(OrganisationRow).values(zone="UTC"))
        desk.session.execute(update(RhythmRow).values(slot="Etc/GMT+5 2 10 31 20-8 both"))
    path = f"{HERE}?weeks=1"

    filled = Reader(home, STAFF).get(HERE).form(path).filled

    assert filled["zone"] == "Etc/GMT+5"
    for zone in ("Etc/GMT+5", "UTC"):
        assert Reader(home, STAFF).send(HERE, path, zone=zone).status == 200
        assert service.wish_of(desk, STAFF).slot.zone == zone
        desk.session.rollback()


def test_a_zone_that_is_known_no_more_is_no_fault_and_can_be_changed(home, desk):
    service.enrol(desk, [STAFF])
    with writing(desk.session):
        desk.session.execute(update(RhythmRow).values(slot="Europe/Nowhere 3 15 31 20-8 both"))
    path = f"{HERE}?weeks=1"

    page = Reader(home, STAFF).get(HERE)
    assert page.status == 200
    assert (page.form(path).filled["zone"], page.form(path).filled["day"]) == (LONDON, "3")
    assert "Kept." in Reader(home, STAFF).send(HERE, path, zone="Europe/Paris").text
