"""What changes after a look or after sending: hours end or go, contacts lead by now or hand it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.integration.checkins.visitor import Visitor
from tests.support.asking import ASKER, BY_NAME, PRACTITIONER, SECOND, TALK, Help, now_leads
from tests.support.promises import (
    THIRD,
    after,
    begin_anew,
    chosen,
    notices,
    three_practitioners,
)
from tests.support.world import NOW, TODAY
from wellbeing.accounts.rows import SupervisionRow
from wellbeing.cover import setting
from wellbeing.database import writing
from wellbeing.support import service

A_MINUTE = timedelta(minutes=1)
# Asked on a Wednesday and promised for Friday: this is Friday evening.
TOO_LATE = timedelta(days=2, hours=8)


@pytest.fixture(scope="module")
def organisation(tmp_path_factory) -> Iterator[Help]:
    with three_practitioners(tmp_path_factory.mktemp("changed")) as found:
        yield found


@pytest.fixture
def help_(organisation: Help) -> Help:
    begin_anew(organisation)
    return organisation


@contextmanager
def no_hours(help_: Help) -> Iterator[None]:
    """Let the wellbeing lead take all hours away, until this is over."""
    lead = BY_NAME["wellbeing lead"]
    with help_.office() as office:
        setting.set_week(setting.Lead(office.session, office.vault, lead, TODAY), (None,) * 7, 0)
    try:
        yield
    finally:
        with help_.home.session() as session, writing(session):
            session.execute(text("DELETE FROM staffed_day"))
            session.execute(text("DELETE FROM staffed_week"))


@contextmanager
def leads_the_team(help_: Help, who: str) -> Iterator[None]:
    """Let a contact lead the asker's team, until this is over."""
    with help_.home.session() as session:
        now_leads(session, who, "red", TODAY)
    try:
        yield
    finally:
        with help_.home.session() as session, writing(session):
            session.query(SupervisionRow).filter_by(person_id=who).delete()


def test_where_no_time_is_staffed_nothing_is_promised(help_: Help) -> None:
    with no_hours(help_):
        with pytest.raises(service.NobodyToAskError) as refused:
            help_.ask(TALK, takes_part=False)
        told = Visitor(help_.home, ASKER).get("/what-helps")

    assert (refused.value.is_away, refused.value.back_on) == (True, None)
    assert told.status == 200


def mark_at(help_: Help, hour: int, minute: int) -> str:
    help_.home.clock.standing_at = NOW.replace(hour=hour, minute=minute)
    with help_.office() as office:
        return service.ahead(office, ASKER, TALK).mark


def test_who_looked_before_closing_and_sends_after_it_looks_again_first(help_: Help) -> None:
    read_now, too_late = mark_at(help_, 16, 59), mark_at(help_, 17, 1)

    assert read_now != too_late
    assert read_now == mark_at(help_, 10, 0) == mark_at(help_, 8, 59)


def test_the_page_stands_where_all_hours_are_taken_away_after_sending(help_: Help) -> None:
    help_.ask(chosen(PRACTITIONER), takes_part=False)
    help_.home.clock.standing_at = NOW + timedelta(hours=9)

    with no_hours(help_):
        (mine,) = help_.mine()
        page = Visitor(help_.home, ASKER).at(NOW + timedelta(hours=9)).get("/my-requests")

    assert mine.to_pass_on == ()
    assert page.status == 200


def test_a_promise_that_lies_with_who_leads_the_person_by_now_is_not_broken_in_silence(
    help_: Help,
) -> None:
    help_.ask(chosen(PRACTITIONER), takes_part=False)
    help_.take(PRACTITIONER, *help_.inbox(PRACTITIONER))
    notices(help_)

    with leads_the_team(help_, PRACTITIONER):
        # Each request is looked at closely in one minute of each hour.
        for minute in range(60):
            after(help_, TOO_LATE + A_MINUTE * minute)
        (mine,) = help_.mine()

    assert mine.told_at is not None
    assert notices(help_) == 1


def test_who_asked_is_told_at_once_when_the_only_contact_hands_it_back(help_: Help) -> None:
    help_.ask(TALK, takes_part=False)
    for who in (PRACTITIONER, SECOND, THIRD):
        (request_id,) = help_.inbox(who)
        help_.take(who, request_id)
        with help_.office() as office:
            service.hand_back(office, who, request_id)
    notices(help_)

    after(help_, A_MINUTE)
    after(help_, A_MINUTE * 2)

    (mine,) = help_.mine()
    assert mine.reaches_nobody
    assert (mine.told_at, notices(help_)) == (NOW + A_MINUTE, 1)
    page = Visitor(help_.home, ASKER).at(NOW + A_MINUTE).get("/my-requests")
    assert "Nobody who got this can answer it any more." in page.text
