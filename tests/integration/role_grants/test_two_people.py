"""A role begins only when somebody else agrees; the database refuses it otherwise."""

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from tests.support.granting import ASKER, Granting
from tests.support.policies import IDS, LEAD, REP, STAFF
from tests.support.settled_home import settled_home
from tests.support.world import TODAY
from wellbeing.accounts.people import Role
from wellbeing.accounts.rows import RoleGrantRow
from wellbeing.database import writing
from wellbeing.messages.rows import OutboxRow
from wellbeing.role_grants import service
from wellbeing.two_people import AlreadyDecidedError, NoReasonError, NotTheirsError

OTHER = IDS["moved"]


@pytest.fixture
def granting(database):
    with settled_home(database) as home:
        yield Granting(home)


def waiting_mails(granting):
    with granting.home.session() as session:
        return session.scalar(select(func.count()).select_from(OutboxRow))


def test_nothing_begins_before_somebody_else_agrees(granting):
    grant = granting.ask()
    assert granting.roles() == frozenset()

    granting.agree(grant)

    assert granting.roles() == {"auditor"}
    with pytest.raises(AlreadyDecidedError):
        granting.agree(grant, by=LEAD)
    with pytest.raises(AlreadyDecidedError):
        granting.decline(grant)


def test_neither_party_can_agree_and_nobody_without_a_role_that_decides(granting):
    by_lead = granting.ask(by=LEAD)
    for who in (LEAD, STAFF, OTHER, IDS["auditor"], IDS["roster admin"]):
        with pytest.raises(NotTheirsError):
            granting.agree(by_lead, by=who)
        with pytest.raises(NotTheirsError):
            granting.decline(by_lead, by=who)
    for_rep = granting.ask(Role.PRACTITIONER, whom=REP)
    with pytest.raises(NotTheirsError):
        granting.agree(for_rep, by=REP)

    granting.agree(by_lead)
    granting.agree(for_rep, by=LEAD)

    assert granting.roles(REP) >= {"practitioner"}


def test_staff_representatives_agree_to_another_one_as_long_as_there_are_any(granting):
    second = granting.ask(Role.STAFF_REPRESENTATIVE)
    with pytest.raises(NotTheirsError):
        granting.agree(second, by=LEAD)
    granting.agree(second)

    # Where the only other one is the one who asks, a lead can.
    third = granting.ask(Role.STAFF_REPRESENTATIVE, whom=OTHER, by=REP)
    granting.agree(third, by=STAFF)
    assert "staff_representative" in granting.roles(OTHER)


def test_who_does_not_agree_says_why_and_nothing_begins(granting):
    grant = granting.ask()
    with pytest.raises(NoReasonError):
        granting.decline(grant, "  ")

    granting.decline(grant, "Ask again in May.")

    assert granting.roles() == frozenset()


def test_no_code_can_write_down_that_one_person_was_enough(granting):
    row = {
        "id": "a" * 32,
        "person_id": STAFF,
        "role": "auditor",
        "why": "So.",
        "proposed_by": ASKER,
        "proposed_on": TODAY,
        "decision": "approved",
        "decided_on": TODAY,
        "decided_why": "",
    }
    for decider in (None, ASKER, STAFF):
        with (
            granting.home.session() as session,
            pytest.raises(IntegrityError, match="a_second_person_decides"),
            writing(session),
        ):
            session.execute(insert(RoleGrantRow).values(**row, decided_by=decider))
    with granting.home.session() as session:
        assert session.scalars(select(RoleGrantRow)).all() == []


def test_those_who_can_agree_are_told_once_and_those_it_is_about_afterwards(granting):
    granting.mails = True
    grant = granting.ask(by=LEAD)
    with granting.home.session() as session:
        service.tell(granting.board(session))
        service.tell(granting.board(session))
    # The representative alone can: the lead asked.
    assert waiting_mails(granting) == 1

    granting.agree(grant)

    assert waiting_mails(granting) == 3


def test_whoever_gets_a_role_signs_in_anew_and_who_loses_one_is_signed_out(granting):
    browser = granting.home.browser_of(STAFF)
    assert browser.get("/account").status_code == 200

    granting.agree(granting.ask())

    assert browser.get("/account").status_code == 302
    again = granting.home.browser_of(STAFF)
    assert again.get("/audit").status_code == 200
