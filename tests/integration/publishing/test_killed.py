"""Killed at any moment of a window: what may have been seen is never drawn a second time."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import InvalidRequestError

from tests.support import killed
from tests.support.points import KILLED
from tests.support.press import CALENDAR, publication
from wellbeing.ledger import service as ledger
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.service import LedgerMismatchError, publish_due

FIRST, SECOND, THIRD = CALENDAR.windows(1)


@pytest.fixture
def stopped_at(works, tmp_path):
    """Kill a publisher of the second window at a moment, when its noise has been drawn."""
    draws = tmp_path / "draws"

    def stop(moment):
        works.publish(publication(FIRST), discrete_gaussian)
        ended = killed.publish_until(works, SECOND, moment, draws)
        assert ended == KILLED
        assert draws.read_text()

    return stop


def test_noise_that_never_left_memory_is_drawn_anew(works, stopped_at):
    stopped_at(killed.NOISE)

    assert works.trouble() is None
    assert works.publish(publication(SECOND), discrete_gaussian).windows == 1


@pytest.mark.parametrize("moment", killed.GIVEN_UP, ids=str)
def test_noise_that_may_have_left_is_given_up_by_a_person(works, stopped_at, moment):
    stopped_at(moment)

    assert works.figures(SECOND) == {}
    assert "Publishing stopped while it wrote month 1" in str(works.trouble())
    with pytest.raises(LedgerMismatchError, match="month 1"):
        works.publish(publication(SECOND), discrete_gaussian)
    assert works.confirm(publication(SECOND), "here") == 1

    works.publish(publication(THIRD), discrete_gaussian)
    assert works.trouble() is None
    assert works.figures(SECOND) == {}
    assert works.figures(THIRD)


@pytest.mark.parametrize("moment", killed.OUT, ids=str)
def test_figures_that_are_out_stay_as_they_are(works, stopped_at, moment):
    stopped_at(moment)
    head, figures = works.head(), works.figures(SECOND)
    assert figures

    assert works.trouble() is None
    assert works.publish(publication(SECOND), discrete_gaussian).windows == 0

    assert (works.head(), works.figures(SECOND)) == (head, figures)
    with works.ledger() as session:
        assert ledger.verify(session).windows == 2


def test_a_write_that_failed_is_taken_back_and_done_at_the_next_run(works):
    works.publish(publication(FIRST), discrete_gaussian)

    def refuse(_connection, _cursor, statement, *_rest):
        if statement.startswith("INSERT INTO release_cell"):
            raise RuntimeError("the disk is full")

    event.listen(works.ledger_engine, "after_cursor_execute", refuse)
    with pytest.raises(RuntimeError, match="disk is full"):
        works.publish(publication(SECOND), discrete_gaussian)
    event.remove(works.ledger_engine, "after_cursor_execute", refuse)

    # The database itself says that nothing was committed, so nobody can have seen it.
    assert works.trouble() is None
    assert works.publish(publication(SECOND), discrete_gaussian).windows == 1


def test_a_failure_after_the_commit_takes_nothing_back(works):
    works.publish(publication(FIRST), discrete_gaussian)
    inserted = []

    def note(_connection, _cursor, statement, *_rest):
        inserted.extend([statement] if statement.startswith("INSERT INTO release_cell") else [])

    def interrupt(_session):
        if inserted:
            inserted.clear()
            raise RuntimeError("interrupted")

    event.listen(works.ledger_engine, "after_cursor_execute", note)
    with works.session() as session, works.ledger() as released:
        press = works.press(session, released, 1, discrete_gaussian)
        event.listen(released, "after_commit", interrupt)
        # The session cannot say what became of its commit, as in an interruption from outside.
        with pytest.raises((RuntimeError, InvalidRequestError)):
            publish_due(press, publication(SECOND))
    figures = works.figures(SECOND)

    assert figures
    assert works.trouble() is None
    works.publish(publication(SECOND), discrete_gaussian)
    assert works.figures(SECOND) == figures


def test_an_interruption_before_is_not_forgiven_by_a_later_failure(works, stopped_at):
    stopped_at(killed.ROWS)

    for _ in range(2):
        with pytest.raises(LedgerMismatchError, match="month 1"):
            works.publish(publication(SECOND), discrete_gaussian)

    assert works.figures(SECOND) == {}
