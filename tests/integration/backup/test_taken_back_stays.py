"""What people took back since a backup is read by nobody after it was put back; on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.support.deleting import CLOCK, Deleting
from wellbeing import restored
from wellbeing.commands.common import any_settings_of, opened
from wellbeing.complaints.folder import Filed
from wellbeing.complaints.folder import Folder as Complaints
from wellbeing.complaints.record import About, Said
from wellbeing.database import writing
from wellbeing.work_requests.cupboard import Cupboard, words_key
from wellbeing.work_requests.record import Record

READER = "red-0"
PEOPLE = "green-1000", "green-1001"
SAID = dict(zip(PEOPLE, ("a" * 32, "b" * 32), strict=True))
TODAY = CLOCK.now().date()
A_MONTH = timedelta(days=30)


@pytest.fixture
def deleting(operator):
    return Deleting(operator)


def said_by(who: str, today: date) -> Said:
    return Said(who, About.DATA, "Words", False, (READER,), today, today, today + A_MONTH)


def said_and_asked(deleting, ann, ben):
    """Let both say that something is wrong, and one ask for a change at work; return its id."""
    with deleting.works.session() as session, writing(session):
        folder = Complaints(session, deleting.works.vault)
        for who in (ann, ben):
            folder.file(Filed(SAID[who], said_by(who, TODAY)))
        asked = Record(ann, READER, "cover", TODAY)
        return Cupboard(session, deleting.works.vault).file(asked, "Words")


def take_back(deleting, ann, asked):
    vault = deleting.works.vault
    with deleting.works.session() as session:
        folder, cupboard = Complaints(session, vault), Cupboard(session, vault)
        with writing(session):
            folder.remove((SAID[ann],))
            record = cupboard.of_asker(ann, TODAY)[0].record
            cupboard.take_back(asked, replace(record, taken_back_on=TODAY))
        folder.destroy_keys([SAID[ann]])
        cupboard.destroy([words_key(asked)])


def test_what_was_taken_back_since_is_open_to_nobody(deleting):
    ann, ben = PEOPLE
    deleting.hire(len(PEOPLE))
    asked = said_and_asked(deleting, ann, ben)
    deleting.operator.back_up()
    take_back(deleting, ann, asked)
    deleting.erase(ben)
    deleting.carry()

    with deleting.operator.elsewhere() as empty:
        assert deleting.operator.restore() == 0
        with opened(any_settings_of(empty.data)) as (session, vault):
            folder, cupboard = Complaints(session, vault), Cupboard(session, vault)
            assert folder.to_reader(READER) == ()
            assert cupboard.of_receiver(READER, TODAY) == ()
            assert folder.of_person(ann)[0].said.put_back_on == TODAY
            assert cupboard.of_asker(ann, TODAY)[0].record.put_back_on == TODAY
            # Whoever had everything deleted may have taken it back before: nothing of it is left.
            assert folder.open_ids() == (SAID[ann],)
            noted = restored.lately(session, CLOCK.now())
            assert noted is not None
            assert noted.to < noted.at
