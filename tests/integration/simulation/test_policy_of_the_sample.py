"""Six weeks before its end the sample changes its policy, by two people and through the service."""

import pytest

from tests.support.played import played
from wellbeing.accounts import service as accounts
from wellbeing.history import service as history
from wellbeing.history.kept import Drawer
from wellbeing.policies import service as policies
from wellbeing.policies import store
from wellbeing.policies.changes import Decision


@pytest.fixture(scope="module", params=[(12, 8), (3, 4)], ids=["twelve people", "three people"])
def opened(request, tmp_path_factory):
    people, weeks = request.param
    with played(tmp_path_factory.mktemp("agreed"), people=people, weeks=weeks) as (opened, sample):
        yield opened, sample


def test_both_screens_are_switched_on_by_two_different_people(opened):
    at, sample = opened
    founding, change = store.deciding(at.session)

    assert founding.decision is Decision.FOUNDING
    assert change.decision is Decision.APPROVED
    assert change.proposed_by != change.decided_by
    for person_id, role in (
        (change.proposed_by, "wellbeing_lead"),
        (change.decided_by, "staff_representative"),
    ):
        found = accounts.person(at.session, person_id or "", at.today)
        assert found is not None
        assert role in found.roles
    assert change.from_week == sample.week(max(1, sample.weeks - 6))


def test_each_week_of_the_sample_is_judged_by_its_own_policy(opened):
    at, sample = opened
    rulebook = policies.rulebook(at.session)
    _, change = store.deciding(at.session)

    assert change.from_week is not None
    for week, on in ((change.from_week.plus(-1), False), (change.from_week, True)):
        policy = rulebook.at(week)
        assert (policy.screens.phq_4, policy.screens.pc_ptsd_5) == (on, on)
    assert rulebook.at(sample.week(0)).version == 1
    assert rulebook.at(change.from_week).version == 2


def test_the_new_policy_differs_in_its_screens_and_in_nothing_else(opened):
    at, _ = opened
    before, after = (entry.policy for entry in policies.rulebook(at.session).entries)

    told = {"version", "in_force_from", "screens"}
    assert before.model_dump(exclude=told) == after.model_dump(exclude=told)


def test_people_were_placed_by_the_policy_of_their_own_week(opened):
    at, sample = opened
    rulebook = policies.rulebook(at.session)
    placed = [
        trace.placement
        for person_id in accounts.present(at.session, at.today)
        for past in history.past_weeks(at.desk, person_id, sample.weeks)
        if past.answered and (trace := history.trace_of(at.desk, person_id, past.week))
    ]
    kept = [
        one.placement
        for person_id in accounts.present(at.session, at.today)
        for one in Drawer(at.session, at.vault, person_id).placed(map(sample.week, range(9)))
    ]

    assert {one.policy_hash for one in kept} == {entry.policy.sha256 for entry in rulebook.entries}
    assert all(one.policy_hash == rulebook.at(one.week).sha256 for one in (*kept, *placed))
