"""What is agreed can be stopped by one of the two until it begins; and what a release brings."""

from datetime import date

import pytest

from tests.integration.policies.reader import Reader
from tests.support.figure_settings import OTHER, a_row, change_row, figures_office
from tests.support.policies import IDS, LEAD, REP
from wellbeing.database import writing
from wellbeing.disclosure import ADOPTED
from wellbeing.two_people import AlreadyDecidedError, NotTheirsError, text_hash

HERE = "/figure-settings"
MADE = "/how-figures-are-made"


@pytest.fixture
def office(database):
    with figures_office(database) as office:
        yield office


@pytest.mark.parametrize("by", [LEAD, REP])
def test_either_of_the_two_stops_what_was_agreed_until_it_begins(office, by):
    change_id = office.propose(OTHER)
    cycle = office.approve(change_id)

    office.stop(change_id, by)

    assert office.in_force(cycle) == ADOPTED
    with pytest.raises(AlreadyDecidedError):
        office.stop(change_id, by)
    # Another one can be agreed for the same cycle.
    assert office.approve(office.propose(OTHER, "After all.")) == cycle
    assert office.in_force(cycle) == OTHER


def test_what_has_begun_cannot_be_stopped(office):
    change_id = office.propose(OTHER)
    with pytest.raises(AlreadyDecidedError):
        office.stop(change_id)
    cycle = office.approve(change_id)
    office.stand_on(office.calendar.starts_on(cycle))

    with pytest.raises(AlreadyDecidedError):
        office.stop(change_id)
    assert office.in_force(cycle) == OTHER


def test_nobody_else_stops_it(office):
    change_id = office.propose(OTHER)
    office.approve(change_id)

    for person_id in set(IDS.values()) - {LEAD, REP}:
        with pytest.raises(NotTheirsError):
            office.stop(change_id, person_id)


def test_a_stopped_change_is_announced_no_longer_and_told_in_its_place(office):
    change_id = office.propose(OTHER)
    office.approve(change_id)
    lead = Reader(office.home, LEAD)
    assert "Other numbers hold from" in lead.get(MADE).text
    assert "Stop this change" in lead.get(f"{HERE}/{change_id}").text

    stopped = lead.send(f"{HERE}/{change_id}", form=f"{HERE}/{change_id}/stop")

    assert "The change is stopped. The numbers in force stay." in stopped.text
    assert "Stopped on" in stopped.text
    assert "Other numbers hold from" not in lead.get(MADE).text
    assert "Stopped by" in lead.get(f"{HERE}/{change_id}").text


def test_numbers_that_nobody_can_propose_come_with_a_release(office):
    """Agreed numbers hold beside what this release brings, and nobody is called for it."""
    before = OTHER.model_copy(update={"own_past": 0.5})
    text = before.as_json()
    with office.home.session() as session, writing(session):
        session.add(a_row(text=text, text_sha256=text_hash(text), from_cycle=1))
        session.flush()
        change_row(session, proposed_on=date(2025, 1, 1), decided_on=date(2025, 1, 1))
    found = office.in_force(1)

    assert (found.rho_cycle, found.own_past) == (OTHER.rho_cycle, ADOPTED.own_past)
    office.fix(1)
    assert office.troubles() == ()
