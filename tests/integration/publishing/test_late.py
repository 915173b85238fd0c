"""After a long break nothing comes out that would look at weeks which are not kept any more."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DatabaseError

from tests.support.press import CALENDAR, FIRST_MONDAY, at, publication
from wellbeing.database import WRITES
from wellbeing.disclosure import Kind, Rhythm
from wellbeing.history.service import RELEASED_WEEKS
from wellbeing.ledger import service as ledger
from wellbeing.publishing.lateness import first_needed, is_too_late
from wellbeing.week import Week

FIRST, SECOND, _ = CALENDAR.windows(1)
REDS = [f"red-{number}" for number in range(9)]


def late_ones(works):
    with works.ledger() as session:
        return {note.subject for note in ledger.noted(session, ledger.NoteKind.TOO_LATE)}


def test_a_month_whose_weeks_are_gone_is_noted_and_never_a_wrong_number(works):
    works.publish(at(FIRST_MONDAY))
    works.answer_all(REDS, FIRST.weeks, 0)
    long_after = publication(FIRST) + timedelta(weeks=RELEASED_WEEKS)
    # Everybody's newest week pushes the old ones out of what is kept.
    works.answer_all(REDS, [Week.of(long_after.date()).plus(-1)], 0)

    found = works.publish(long_after)

    assert found.late >= 1
    assert works.figures(FIRST) == {}
    assert str(FIRST.name) in late_ones(works)
    with works.ledger() as session:
        assert FIRST.name in ledger.not_released(session)
        assert ledger.verify(session).windows == found.windows
    assert works.publish(long_after + timedelta(days=1)).late == 0
    assert works.trouble() is None


def test_a_break_of_four_weeks_costs_no_figure(works):
    works.publish(at(FIRST_MONDAY))
    works.answer_all(REDS, FIRST.weeks, 0)

    found = works.publish(publication(FIRST) + timedelta(weeks=4))

    assert (found.late, works.figures(FIRST)["red"]) == (0, 9 * 4)


def test_whatever_is_not_too_late_has_all_its_weeks(works):
    works.publish(publication(CALENDAR.windows(3)[0]))
    with works.ledger() as session:
        plans = [plan for cycle in (1, 2, 3) if (plan := ledger.plan(session, cycle))]

    looked_back = set()
    for plan in plans:
        for window in CALENDAR.windows(plan.cycle):
            parts = plan.parts_by_rhythm[Rhythm.MONTH]
            looked_back |= {part.kind for part in parts}
            for late in range(60):
                this_week = window.last.plus(1 + late)
                # Weeks are kept from this one back.
                whole = this_week.since(first_needed(plan, window)) < RELEASED_WEEKS
                assert is_too_late(plan, window, this_week) is not whole
                assert whole or late > 4
    assert Kind.PULSE in looked_back


@pytest.mark.parametrize(("weeks", "too_late"), [(0, False), (1, True)])
def test_a_tally_comes_out_in_its_own_week_or_not_at_all(works, weeks, too_late):
    works.publish(publication(FIRST))
    (cycle,) = CALENDAR.windows(1, Rhythm.CYCLE)
    with works.ledger() as session:
        plan = ledger.plan(session, 1)

    assert plan is not None
    assert is_too_late(plan, cycle, cycle.last.plus(1 + weeks)) is too_late


def test_a_refused_figure_is_not_told_by_the_error(works):
    works.publish(publication(FIRST))
    with works.ledger() as session:
        plan, book = ledger.plan(session, 1), ledger.book(session)
    assert plan is not None
    cells = [cell for cell in book.cells if cell.window == FIRST.index]

    with works.ledger() as session:
        session.connection(execution_options={WRITES: True})
        stamp = ledger.Stamp(publication(FIRST), 1)
        with pytest.raises(ledger.NotWrittenError) as refused:
            ledger.add_window(session, plan, FIRST, cells, stamp)
    assert str(refused.value) == "the ledger refused a window: IntegrityError"
    assert refused.value.__context__ is None


def test_no_error_of_a_database_tells_what_was_to_be_written(works):
    for engine in (works.main, works.keys, works.ledger_engine):
        with engine.connect() as connection, pytest.raises(DatabaseError) as failed:
            connection.exec_driver_sql("SELECT nothing_there, ?", ("314159",))
        assert "314159" not in str(failed.value)
