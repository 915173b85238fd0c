"""`wellbeing doctor` notes hours that nobody set, roles that nobody has, and days without cover."""

from datetime import time, timedelta

from sqlalchemy import delete

from tests.support.world import CHARACTERS
from wellbeing.accounts.people import Role
from wellbeing.accounts.rows import RoleRow
from wellbeing.clock import SystemClock
from wellbeing.commands.doctor_cover import COVER
from wellbeing.cover import service, store, supporter_store
from wellbeing.cover.kept import Away, Week
from wellbeing.database import writing

# The doctor looks by the real clock. The days looked at lie so far ahead that midnight does not matter.
TODAY = SystemClock().now().date()
IDS = {character.name: character.id for character in CHARACTERS}
PRACTITIONER = IDS["practitioner"]


def told(settings):
    found = [check(settings) for check in COVER]
    assert all(one.well for one in found)
    return [one.advice for one in found if one.warns]


def set_hours(session, hours):
    with writing(session):
        store.set_week(session, Week((hours,) * 7, 1, IDS["wellbeing lead"], TODAY))


def every_day(session):
    set_hours(session, (time(9), time(17)))


def test_hours_that_nobody_set_are_told_and_do_not_fail(settings, session):
    (only,) = told(settings)

    assert "Let the wellbeing lead set them on the page Cover." in only


def test_hours_that_span_no_time_are_told(settings, session):
    set_hours(session, None)

    assert told(settings) == [
        "No time is staffed, so nothing can be promised: set the hours on the page Cover."
    ]


def test_where_all_is_there_nothing_is_told(settings, session):
    every_day(session)

    assert told(settings) == []


def test_days_without_cover_are_told_by_day_alone(settings, session):
    every_day(session)
    with writing(session):
        away = Away(TODAY + timedelta(days=3), TODAY + timedelta(days=40))
        supporter_store.add_away(session, PRACTITIONER, away)
    (only,) = told(settings)

    hours = service.staffed_hours(session)
    later = [TODAY + timedelta(days=each) for each in range(4, 12)]
    assert "Days without cover: " in only
    assert [str(day) in only for day in later] == [hours.is_working_day(day) for day in later]
    assert str(TODAY) not in only
    assert PRACTITIONER not in only


def test_a_role_that_nobody_has_is_told(settings, session):
    every_day(session)
    with writing(session):
        session.execute(delete(RoleRow).where(RoleRow.role == Role.PEER_SUPPORTER))
    (only,) = told(settings)

    assert "Nobody has the role peer supporter." in only


def test_before_there_is_an_organisation_nothing_is_told(settings):
    assert told(settings) == []
