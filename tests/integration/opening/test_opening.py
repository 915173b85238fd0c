"""Check-ins are closed until two people open them, to whom they name and to nobody else."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.support.policies import IDS, LEAD, REP
from tests.support.ready import ALL, HELP, RED, closed
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, TODAY
from wellbeing.accounts.rows import RoleRow
from wellbeing.database import writing
from wellbeing.opening import service
from wellbeing.opening.rows import OpeningRow
from wellbeing.two_people import (
    AlreadyDecidedError,
    BlockedError,
    NoReasonError,
    NothingNewError,
    NotTheirsError,
    OwnProposalError,
)

MONDAY = date(2026, 3, 9)
HERE = [who for who in CHARACTERS if who.works_here]
BENEATH = {"red": {"red"}, "help": {"help", "red", "blue"}}


@pytest.fixture
def place(database):
    with settled_home(database) as home, closed(home) as place:
        place.make_ready()
        yield place


def a_row(**values):
    kept = {
        "id": "a" * 32, "everybody": True, "units": "", "why": "ready", "proposed_by": LEAD,
        "proposed_on": TODAY, "decision": "approved", "decided_by": REP, "decided_on": TODAY,
        "decided_why": "", "from_day": MONDAY, "ended_by": None, "ended_on": None, "ended_why": "",
    }  # fmt: skip
    return OpeningRow(**{**kept, **values})


def test_nobody_can_check_in_before_two_people_opened_it(place):
    assert not any(place.may(who.id) for who in HERE)

    opening_id = place.propose(ALL)
    assert not any(place.may(who.id) for who in HERE)

    assert place.agree(opening_id) == MONDAY
    assert not place.may(IDS["staff"])
    assert all(place.may(who.id, MONDAY) for who in HERE)
    assert not place.may(IDS["staff"], MONDAY - timedelta(days=1))


@pytest.mark.parametrize(("wanted", "unit"), [(RED, "red"), (HELP, "help")])
def test_a_pilot_opens_its_units_with_everything_beneath_and_nothing_else(place, wanted, unit):
    place.agree(place.propose(wanted))

    expected = {who.id for who in HERE if who.home in BENEATH[unit]}
    people = [who.id for who in HERE]
    assert {each for each in people if place.may(each, MONDAY)} == expected
    assert place.allowed(people, MONDAY) == expected
    assert place.allowed(people, TODAY) == set()


def test_a_pilot_is_extended_by_another_opening_and_each_can_be_ended_at_once(place):
    place.agree(place.propose(RED))
    with pytest.raises(NothingNewError):
        place.propose(RED)
    whole = place.propose(ALL)
    place.agree(whole)
    place.home.clock.standing_at += timedelta(days=5)

    place.end(whole, by=REP)

    assert place.may(IDS["staff"])
    assert not place.may(IDS["practitioner"])
    with pytest.raises(AlreadyDecidedError):
        place.end(whole)


def test_only_the_roles_named_may_and_nobody_agrees_with_themselves(place):
    for person_id in set(IDS.values()) - {LEAD}:
        with pytest.raises(NotTheirsError):
            place.propose(by=person_id)
    opening_id = place.propose()
    for person_id in set(IDS.values()) - {REP}:
        with pytest.raises(NotTheirsError):
            place.agree(opening_id, by=person_id)
    with place.home.session() as session, writing(session):
        session.add(RoleRow(person_id=LEAD, role="staff_representative", from_on=date(2024, 1, 1)))
    with pytest.raises(OwnProposalError):
        place.agree(opening_id, by=LEAD)
    with pytest.raises(BlockedError):
        place.propose(RED)
    with pytest.raises(NoReasonError):
        place.decline(opening_id, " ")
    place.withdraw(opening_id)
    with pytest.raises(AlreadyDecidedError):
        place.agree(opening_id)


def test_what_went_missing_meanwhile_keeps_a_proposal_from_being_agreed(place):
    opening_id = place.propose()
    with place.home.session() as session, writing(session):
        session.delete(
            session.get_one(RoleRow, (IDS["practitioner"], "practitioner", date(2024, 1, 1)))
        )

    with pytest.raises(service.NotReadyError) as refused:
        place.agree(opening_id)
    assert "Practitioners" in refused.value.missing
    assert not place.may(IDS["staff"], MONDAY)


WRONG = (
    {"decided_by": LEAD},
    {"decided_by": None},
    {"from_day": None},
    {"why": ""},
    {"decision": "settled"},
    {"decision": "declined", "from_day": None},
    {"everybody": True, "units": "b" * 32},
    {"everybody": False, "units": ""},
    {"ended_on": TODAY, "ended_by": LEAD},
    {"ended_on": TODAY, "ended_why": "over"},
    {"decision": "founding", "ended_on": TODAY, "ended_by": LEAD, "ended_why": "over"},
    {
        "decision": "withdrawn",
        "from_day": None,
        "ended_on": TODAY,
        "ended_by": LEAD,
        "ended_why": "x",
    },
)


def test_the_database_itself_refuses_what_two_people_did_not_agree(place):
    for wrong in WRONG:
        session_of = place.home.session()
        with session_of as session, pytest.raises(IntegrityError), writing(session):
            session.add(a_row(**wrong))
    with place.home.session() as session, writing(session):
        session.add(a_row())
    assert place.may(IDS["staff"], MONDAY)
