"""A plan is judged by the parameters it was made with: what later versions add changes no old plan."""

import json
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.support.cohorts import CALENDAR
from tests.support.house import prepare
from wellbeing.database import Journal, make_engine, writing
from wellbeing.disclosure import ADOPTED, CyclePlan, Level, Menu, UnitPlan
from wellbeing.ledger import chain, store, written
from wellbeing.ledger import service as ledger
from wellbeing.ledger.rows import ReleaseCycleRow
from wellbeing.ledger.service import LedgerBrokenError

# What an earlier version is taken not to have known yet.
UNKNOWN_THEN = "fewest_past_answers"
RED = UnitPlan(Level.TEAM, "red", "Red", "", 9, Menu.CONDITIONS, rho=0.3)
PLAN = CyclePlan(1, 2.0, ADOPTED, (RED,), {"conditions": 2.25})


@pytest.fixture
def released(database):
    engine = make_engine(prepare(database).ledger_url, Journal.LEDGER)
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()


def known_then():
    return {
        key: value for key, value in ADOPTED.model_dump(mode="json").items() if key != UNKNOWN_THEN
    }


def fix(released, parameters, plan_json):
    """Fix a plan as the version that knew these parameters did."""
    config = json.dumps(
        {
            "centre": PLAN.centre,
            "centres": dict(PLAN.centres),
            "parameters": parameters,
            "plan_sha256": chain.sha256_of(plan_json),
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    with writing(released):
        head = store.head(released)
        row = ReleaseCycleRow(
            id=1,
            entry=head.entry + 1,
            starts_on=CALENDAR.starts_on(1),
            config_json=config,
            config_sha256=chain.sha256_of(config),
            fence=1,
            prev_sha256=head.sha256,
        )
        line = written.as_line(1, RED)
        row.row_sha256 = chain.hash_of_cycle(row, [line])
        released.add(row)
        released.flush()
        released.add(line)


def test_a_plan_made_before_a_number_was_known_is_still_its_own(released):
    then = json.loads(PLAN.as_json())
    del then["parameters"][UNKNOWN_THEN]
    plan_json = json.dumps(then, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    fix(released, known_then(), plan_json)

    assert ledger.verify(released).cycles == 1
    assert ledger.plan(released, 1) == PLAN
    assert ledger.holds_plan(released, PLAN)


def test_a_plan_with_other_numbers_than_it_was_made_with_is_found(released):
    fix(released, known_then(), PLAN.as_json())

    with pytest.raises(LedgerBrokenError, match="another plan than its own"):
        ledger.verify(released)


def test_a_plan_of_this_version_is_its_own(released):
    with writing(released):
        ledger.begin(released, 1)
        ledger.add_cycle(released, PLAN, date(2026, 1, 5), 1)

    assert ledger.verify(released).cycles == 1
