"""Teams of the sample keep logs in which everything that can happen to an action has happened."""

import pytest

from tests.support.sample import sample_home
from tests.support.world import TODAY
from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.actions import service
from wellbeing.actions.log import Decision, Helped, State
from wellbeing.actions.service import DueFor


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    data = tmp_path_factory.mktemp("logs") / "sample"
    with sample_home(data, people=40, weeks=13) as home, home.session() as session:
        yield session


@pytest.fixture(scope="module")
def actions(session):
    units = accounts.units(session, TODAY)
    return [one for unit in units for one in service.first_page(session, unit.id, TODAY).actions]


def test_something_is_heard_in_hand_and_done(actions):
    assert {one.state for one in actions} >= {State.HEARD, State.DOING, State.DONE}
    assert {one.helped.helped for one in actions if one.helped} == {Helped.PARTLY}


def test_what_was_passed_up_has_an_answer_or_waits_for_one(session, actions):
    answers = [one.passed.answer for one in actions if one.passed]

    assert None in answers
    assert {one.decision for one in answers if one} == {Decision.BY, Decision.NO}
    units = [unit.id for unit in accounts.units(session, TODAY)]
    due = {one.what_for for one in service.due(session, units, TODAY, units, 100).first}
    assert due >= {DueFor.DOING, DueFor.ANSWER}


def test_owners_lead_the_unit_whose_log_it_is(session, actions):
    for one in actions:
        unit = accounts.unit(session, one.unit_id)
        assert unit is not None
        leads = {person.id for person in leading.leads_of(session, unit, TODAY)}
        assert one.written.owner_id is None or one.written.owner_id in leads
