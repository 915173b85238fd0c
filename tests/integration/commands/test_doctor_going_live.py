"""`wellbeing doctor` says what is missing behind check-ins, and fails only where staff are asked already."""

from datetime import date

import pytest

from tests.support.databases import on_sqlite
from tests.support.house import prepare
from tests.support.opened import close_everything
from tests.support.policies import LEAD, REP
from wellbeing.commands.doctor_going_live import CLOSED, OPEN, SAMPLE, behind_check_ins
from wellbeing.database import writing
from wellbeing.opening import store
from wellbeing.opening.openings import Opening, Wanted
from wellbeing.two_people import Decision

DAY = date(2026, 1, 5)


@pytest.fixture
def session(session):
    close_everything(session)
    return session


def test_what_is_missing_is_noted_while_check_ins_are_closed(settings, session):
    found = behind_check_ins(settings)

    assert (found.name, found.well, found.warns) == (CLOSED, True, True)
    for said in ("Staffed hours", "A telephone number", "Every number on", "Backups are made"):
        assert said in found.advice


def test_check_ins_that_are_open_while_something_is_missing_need_mending(settings, session):
    agreed = Opening(
        "a" * 32, Wanted(everybody=True), "Ready.", LEAD, DAY, Decision.APPROVED, REP, DAY,
        from_day=DAY,
    )  # fmt: skip
    with writing(session):
        store.add(session, agreed)

    found = behind_check_ins(settings)

    assert (found.name, found.well) == (OPEN, False)
    assert "Staffed hours" in found.advice


def test_nothing_is_said_before_there_is_an_organisation(settings):
    assert behind_check_ins(settings).well


def test_a_sample_needs_nothing(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    assert behind_check_ins(prepare(on_sqlite(data), demo=True)).name == SAMPLE
