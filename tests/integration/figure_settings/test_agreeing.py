"""Figure settings come into force by two people, from an announced cycle on, and by nothing else."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from tests.support.figure_settings import OTHER, SETTINGS_IDS, a_row, change_row, figures_office
from tests.support.policies import IDS, LEAD, REP
from wellbeing.accounts.rows import PersonRow, RoleRow
from wellbeing.database import writing
from wellbeing.disclosure import ADOPTED
from wellbeing.figure_settings import service
from wellbeing.figure_settings.rows import ParametersChangeRow
from wellbeing.two_people import (
    AlreadyDecidedError,
    BlockedError,
    NoReasonError,
    NothingNewError,
    NotTheirsError,
    OwnProposalError,
    ProposerLeftError,
)


@pytest.fixture
def office(database):
    with figures_office(database) as office:
        yield office


def test_agreed_numbers_hold_from_the_first_cycle_that_leaves_four_weeks(office):
    cycle = office.approve(office.propose(OTHER))

    begins = office.calendar.starts_on(cycle)
    assert begins >= office.today + timedelta(weeks=4)
    assert office.calendar.starts_on(cycle - 1) < office.today + timedelta(weeks=4)
    assert [office.in_force(one) for one in (cycle - 1, cycle, cycle + 3)] == [
        ADOPTED,
        OTHER,
        OTHER,
    ]


def test_less_than_four_weeks_before_a_cycle_the_next_one_is_the_first(office):
    start = office.calendar.starts_on(office.calendar.cycle_at(office.today) + 1)
    office.stand_on(start - timedelta(weeks=4) + timedelta(days=1))
    late = office.approve(office.propose(OTHER))

    assert office.calendar.starts_on(late) == start + timedelta(weeks=13)


@pytest.mark.parametrize(
    "wrong",
    [
        {"decided_by": LEAD},
        {"decided_by": None},
        {"decided_on": None},
        {"from_cycle": None},
        {"why": ""},
        {"decision": "settled"},
        {"decision": "open"},
        {"decision": "founding"},
        {"decision": "declined", "from_cycle": None},
        {"rho_cycle": 0.51},
        {"rho_cycle": 0.2},
        {"smallest_group": 7},
        {"smallest_tally": 499},
    ],
    ids=str,
)
def test_the_database_itself_refuses_what_two_people_did_not_agree_or_is_below_a_floor(
    office, wrong
):
    with office.home.session() as session, pytest.raises(IntegrityError), writing(session):
        session.add(a_row(**wrong))


def test_the_same_row_without_a_fault_is_kept(office):
    with office.home.session() as session, writing(session):
        session.add(a_row())


@pytest.mark.parametrize("changes", SETTINGS_IDS, ids=str)
def test_numbers_beyond_their_bounds_are_not_proposed(office, changes):
    with pytest.raises(service.OutOfBoundsError):
        office.propose(ADOPTED.model_copy(update=changes))


def test_nobody_agrees_to_their_own_proposal(office):
    with office.home.session() as session, writing(session):
        session.add(RoleRow(person_id=LEAD, role="staff_representative", from_on=date(2024, 1, 1)))
    change_id = office.propose(OTHER)

    with pytest.raises(OwnProposalError):
        office.approve(change_id, by=LEAD)
    with pytest.raises(OwnProposalError):
        office.decline(change_id, "I thought again.", by=LEAD)
    assert office.approve(change_id)


def test_nothing_begins_that_somebody_proposed_who_has_left(office):
    """Whoever leaves and joins again has a new id, and could agree with themselves."""
    change_id = office.propose(OTHER)
    with office.home.session() as session, writing(session):
        lead = session.get_one(PersonRow, LEAD)
        lead.left_on, lead.email_key = office.today, None

    with pytest.raises(ProposerLeftError):
        office.approve(change_id)
    office.decline(change_id, "Somebody else may propose it.")


def test_only_the_roles_named_may_propose_withdraw_and_decide(office):
    for person_id in set(IDS.values()) - {LEAD}:
        with pytest.raises(NotTheirsError):
            office.propose(OTHER, by=person_id)
    change_id = office.propose(OTHER)
    for person_id in set(IDS.values()) - {REP}:
        with pytest.raises(NotTheirsError):
            office.approve(change_id, by=person_id)
        with pytest.raises(NotTheirsError):
            office.decline(change_id, "no", by=person_id)
    with pytest.raises(NotTheirsError):
        office.withdraw(change_id, by=REP)


def test_a_proposal_and_a_refusal_need_reasons_and_something_new(office):
    with pytest.raises(NoReasonError):
        office.propose(OTHER, why=" \n")
    with pytest.raises(NothingNewError):
        office.propose(ADOPTED)
    change_id = office.propose(OTHER)
    with pytest.raises(NoReasonError):
        office.decline(change_id, " ")


def test_there_is_one_at_a_time_and_a_second_decision_comes_too_late(office):
    change_id = office.propose(OTHER)
    with pytest.raises(BlockedError):
        office.propose(OTHER)
    cycle = office.approve(change_id)
    with pytest.raises(BlockedError):
        office.propose(ADOPTED.model_copy(update={"smallest_group": 20}))
    with pytest.raises(AlreadyDecidedError):
        office.withdraw(change_id)

    office.stand_on(office.calendar.starts_on(cycle))

    assert office.propose(ADOPTED)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"text": ADOPTED.as_json()},
        {"text": "no numbers", "text_sha256": "0" * 64},
        {"smallest_group": 9},
        {"decided_on": date(2026, 12, 1)},
    ],
    ids=str,
)
def test_a_damaged_row_keeps_the_last_good_numbers_and_is_told(office, spoilt):
    cycle = office.approve(office.propose(OTHER))

    with office.home.session() as session, writing(session):
        change_row(session, **spoilt)

    assert office.in_force(cycle) == ADOPTED
    assert "not what was agreed" in office.troubles()[0].said


def test_what_a_cycle_was_made_with_outlives_its_row(office):
    cycle = office.approve(office.propose(OTHER))
    office.fix(cycle)

    with office.home.session() as session, writing(session):
        session.execute(update(ParametersChangeRow).values(text=ADOPTED.as_json()))
    assert office.in_force(cycle + 1) == OTHER
    with office.home.session() as session, writing(session):
        session.execute(delete(ParametersChangeRow))

    assert office.in_force(cycle + 1) == OTHER
    assert [one.key for one in office.troubles()] == ["figure-settings-missing"]
