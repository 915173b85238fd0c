"""After a move or a restore nothing comes out until somebody confirms, and nothing twice."""

import pytest
from sqlalchemy import delete, text

from tests.support.press import CALENDAR, FIRST_MONDAY, at, publication
from wellbeing.database import WRITES, writing
from wellbeing.disclosure import Rhythm, WindowName
from wellbeing.lease import raise_fence, take_lease
from wellbeing.ledger import service as ledger
from wellbeing.publishing.rows import CohortRow, FrozenPlanRow, PublishedWindowRow
from wellbeing.publishing.service import LedgerMismatchError
from wellbeing.scheduler_rows import LEASE, LeaseRow

FIRST, SECOND, THIRD = CALENDAR.windows(1)
FOURTH, FIFTH, _ = CALENDAR.windows(2)
REDS = [f"red-{number}" for number in range(9)]


def gaps(works):
    with works.ledger() as session:
        return ledger.not_released(session)


def verified(works):
    with works.ledger() as session:
        return ledger.verify(session)


def tear_out(works, statement):
    """Remove rows from the ledger, as putting back an older file does."""
    with works.ledger() as session:
        connection = session.connection(execution_options={WRITES: True})
        if works.ledger_engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE release_cell DISABLE TRIGGER USER"))
        else:
            connection.execute(text("DROP TRIGGER release_cell_refuses_delete"))
        connection.execute(text(statement))
        session.commit()


def forget(works, *rows):
    with works.session() as session, writing(session):
        for row in rows:
            session.execute(delete(row))


def test_the_first_place_needs_no_word_from_anybody(works):
    assert works.trouble() is None

    works.publish(publication(FIRST))

    assert works.trouble() is None


def test_a_copy_in_another_place_publishes_nothing(works):
    works.publish(publication(FIRST))
    head = works.head()

    with pytest.raises(LedgerMismatchError, match="--confirm-moved"):
        works.publish(publication(SECOND), place="staging")

    assert works.head() == head
    assert works.publish(publication(SECOND)).windows == 1


def test_what_closed_since_the_backup_is_never_drawn_here(works):
    works.answer_all(REDS, [*FIRST.weeks, *SECOND.weeks, *THIRD.weeks], 0)
    works.publish(publication(FIRST))

    # The lost copy published the second window; its backup knows nothing of that.
    lost = works.confirm(publication(SECOND), "new house")
    works.publish(publication(THIRD), place="new house")

    assert lost == 1
    assert gaps(works) == {SECOND.name}
    assert works.figures(SECOND) == {}
    assert works.figures(THIRD)["red"] == 9 * 4
    assert verified(works).windows == 2


def test_the_old_place_must_stop_once_another_is_confirmed(works):
    works.publish(publication(FIRST))
    works.confirm(publication(FIRST), "new house")

    with pytest.raises(LedgerMismatchError, match="moved"):
        works.publish(publication(SECOND))


def test_confirming_twice_changes_no_figure_and_adds_no_gap(works):
    works.publish(publication(FIRST))
    works.confirm(publication(SECOND), "new house")

    assert works.confirm(publication(SECOND), "new house") == 0
    assert gaps(works) == {SECOND.name}


def test_a_cycle_that_began_since_the_backup_stays_closed_to_its_end(works):
    works.publish(publication(SECOND))

    works.confirm(publication(FOURTH), "new house")
    later = works.publish(publication(CALENDAR.windows(3)[0]), place="new house")

    # The lost copy may have had another roster: nothing of the second cycle can be known here.
    assert {name for name in gaps(works) if name.rhythm is Rhythm.MONTH} == {
        WindowName(Rhythm.MONTH, index) for index in (2, 3, 4, 5)
    }
    assert (later.cycles, later.windows) == (1, 1)
    with works.ledger() as session:
        assert ledger.cycles(session) == {1, 3}


def test_a_database_older_than_its_ledger_stops_publishing(works):
    works.publish(publication(SECOND))
    forget(works, PublishedWindowRow)

    with pytest.raises(LedgerMismatchError, match="more than the database knows"):
        works.publish(publication(THIRD))
    figures = works.figures(FIRST)
    works.confirm(publication(SECOND), "here")
    works.publish(publication(THIRD))

    assert works.figures(FIRST) == figures
    assert works.figures(THIRD)
    assert gaps(works) == frozenset()


def test_a_cohort_that_was_lost_is_not_frozen_anew(works):
    works.publish(publication(FIRST))
    forget(works, PublishedWindowRow, FrozenPlanRow, CohortRow)

    works.confirm(publication(FIRST), "here")
    works.publish(publication(THIRD))

    assert works.trouble() is None
    assert works.figures(SECOND) == works.figures(THIRD) == {}
    assert works.publish(publication(FOURTH)).windows == 1


def test_a_ledger_older_than_its_database_is_never_filled_up_again(works):
    works.publish(publication(SECOND))
    tear_out(works, f"DELETE FROM release_cell WHERE window_index = {SECOND.index}")

    assert "older than the database" in str(works.trouble())
    works.confirm(publication(SECOND), "here")
    works.publish(publication(THIRD))

    assert gaps(works) == {SECOND.name}
    assert works.figures(SECOND) == {}
    assert works.figures(THIRD)


def test_a_lease_from_an_older_day_stops_publishing_until_it_is_raised(works):
    works.publish(publication(FIRST), fence=50)
    with works.session() as session:
        assert take_lease(session, "a timetable") == 1
    assert "put back from a backup" in str(works.trouble())

    with works.session() as session, works.ledger() as released:
        fence = raise_fence(session, ledger.highest_fence(released))
        assert (fence, session.get(LeaseRow, LEASE).fence) == (51, 51)
        assert raise_fence(session, 7) == 52

    assert works.trouble() is None
    works.confirm(publication(FIRST), "here", fence=52)
    assert works.publish(publication(SECOND), fence=53).windows == 1


def test_nothing_is_confirmed_under_an_old_lease(works):
    works.publish(at(FIRST_MONDAY), fence=7)

    with pytest.raises(ledger.StalePublisherError):
        works.confirm(publication(FIRST), "new house", fence=6)

    assert works.trouble() is None
