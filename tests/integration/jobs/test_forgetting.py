"""What a person deleted or took out is really removed by the job, on its own day and not before."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.house import prepare
from tests.support.world import settle
from wellbeing.clock import StandingClock
from wellbeing.database import writing
from wellbeing.first_aid_kit.store import KeptRow
from wellbeing.jobs import BY_NAME, Workshop
from wellbeing.looking_back.store import OwnPaperRow

LAST = date(2026, 6, 9)
# London is an hour ahead of UTC in June: before and after its midnight.
LAST_MINUTE = datetime(2026, 6, 9, 22, 59, tzinfo=UTC)
AFTER = datetime(2026, 6, 9, 23, 0, tzinfo=UTC)
ROWS = (
    lambda: OwnPaperRow(id=b"o" * 32, sealed=b"", kept_until=LAST),
    lambda: KeptRow(id=b"k" * 32, sealed=b"", gone_on=date(2026, 6, 10)),
)


@pytest.mark.parametrize("made", ROWS, ids=["own paper", "kept of a kit"])
def test_what_ended_is_removed_on_the_day_after_by_the_clock_of_the_job(database, made):
    settings = prepare(database)
    row = made()
    kind = type(row)

    def left_at(moment):
        workshop = Workshop.of(settings, StandingClock(moment))
        try:
            BY_NAME["forget-what-is-old"].do(workshop, 1)
            with workshop.session() as session:
                return len(session.scalars(select(kind.id)).all())
        finally:
            workshop.close()

    workshop = Workshop.of(settings, StandingClock(LAST_MINUTE))
    with Session(workshop.main) as session:
        settle(session)
        with writing(session):
            session.add(row)
    workshop.close()

    assert left_at(LAST_MINUTE) == 1
    assert left_at(AFTER) == 0
