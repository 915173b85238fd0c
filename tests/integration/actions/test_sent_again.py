"""Words sent a second time, or written about an end that is taken back, are never lost."""

import pytest
from sqlalchemy.orm import Session

from tests.support.acting import KEY, Hand, written
from tests.support.world import TODAY, settle, unit_id
from wellbeing.actions import keeping, service
from wellbeing.actions.log import State
from wellbeing.database import make_engine


@pytest.fixture
def hand(database):
    database.make_tables()
    engine = make_engine(database.main)
    with Session(engine) as session:
        settle(session)
        yield Hand(session)
    engine.dispose()


def test_a_new_action_sent_again_with_other_words_is_changed(hand):
    hand.adds()

    hand.adds(heard="Three reports say the same.")

    assert hand.reads().written.heard == "Three reports say the same."
    assert len(service.first_page(hand.session, unit_id("red"), TODAY).actions) == 1


def test_a_new_action_sent_again_overwrites_nobody(hand):
    hand.adds()
    keeping.change(hand.log, KEY, 1, written(heard="Of somebody else."))

    with pytest.raises(keeping.ChangedMeanwhileError):
        hand.adds(heard="Three reports say the same.")

    assert hand.reads().written.heard == "Of somebody else."


def test_opened_again_the_words_about_its_end_are_kept_for_the_next_end(hand):
    hand.adds()
    keeping.end(hand.log, KEY, 1, State.DONE, "One report is gone.")

    keeping.reopen(hand.log, KEY)

    assert (hand.reads().is_open, hand.reads().did) == (True, "One report is gone.")
