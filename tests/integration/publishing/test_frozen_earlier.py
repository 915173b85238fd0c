"""A plan frozen before an upgrade, and entered in the ledger after it, is still one plan."""

import json

import pytest
from sqlalchemy import update

from tests.support.press import CALENDAR, publication
from wellbeing.database import writing
from wellbeing.disclosure import ADOPTED
from wellbeing.ledger import service as ledger
from wellbeing.publishing.freezing import frozen
from wellbeing.publishing.rows import FrozenPlanRow
from wellbeing.publishing.service import LedgerMismatchError

FIRST, SECOND, _ = CALENDAR.windows(1)
# What an earlier version is taken not to have known yet.
UNKNOWN_THEN = "fewest_past_answers"


def freeze(works):
    """Freeze the first cycle, and stop before the ledger hears of it."""
    with works.ledger() as released:
        book = ledger.book(released)
    with works.session() as session:
        return frozen(session, CALENDAR, 1, book, ADOPTED)


def write_again(works, plan, parameters):
    """Leave the plan in the database as it was written with these parameters."""
    with works.session() as session, writing(session):
        session.execute(update(FrozenPlanRow).values(plan_json=plan.as_json(parameters)))


def known_then():
    now = ADOPTED.model_dump(mode="json")
    return {key: value for key, value in now.items() if key != UNKNOWN_THEN}


def test_publishing_goes_on_after_a_stop_between_freezing_and_the_ledger_and_an_upgrade(works):
    write_again(works, freeze(works), known_then())

    assert works.publish(publication(FIRST)).windows == 1
    assert works.publish(publication(SECOND)).windows == 1

    assert works.trouble() is None
    assert works.figures(SECOND)
    with works.ledger() as released:
        assert ledger.verify(released).cycles == 1


@pytest.mark.parametrize("other", [{"fewest_past_answers": 5}, {"level_clip": 0.5}])
def test_a_plan_with_other_parameters_than_the_ledger_s_stops_publishing(works, other):
    plan = freeze(works)
    works.publish(publication(FIRST))
    write_again(works, plan, ADOPTED.model_dump(mode="json") | other)

    with pytest.raises(LedgerMismatchError, match="different plans of cycle 1"):
        works.publish(publication(SECOND))

    assert works.figures(SECOND) == {}


def test_a_plan_of_other_people_than_the_ledger_s_stops_publishing(works):
    plan = freeze(works)
    works.publish(publication(FIRST))
    spoilt = json.loads(plan.as_json())
    spoilt["units"][0]["people"] += 1
    with works.session() as session, writing(session):
        session.execute(update(FrozenPlanRow).values(plan_json=json.dumps(spoilt)))

    with pytest.raises(LedgerMismatchError, match="different plans of cycle 1"):
        works.publish(publication(SECOND))
