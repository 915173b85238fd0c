"""Who holds a role, and who stands above a person, on both databases."""

import pytest

from tests.support.world import CHARACTERS, TODAY, settled
from wellbeing.accounts import service
from wellbeing.accounts.people import Role

BY_NAME = {character.name: character for character in CHARACTERS}


@pytest.fixture
def session(database):
    with settled(database) as session:
        yield session


def ids(*names: str) -> frozenset[str]:
    return frozenset(BY_NAME[name].id for name in names)


@pytest.mark.parametrize("role", Role)
def test_a_role_is_held_by_those_who_hold_it_today_and_work_here(session, role):
    held = service.people_with_role(session, role, TODAY)

    assert {person.id for person in held} == {
        character.id
        for character in CHARACTERS
        if character.works_here and role.value in character.roles_now
    }


def test_a_supervisor_is_one_of_the_home_team_only(session):
    found = service.supervisors_of(session, BY_NAME["staff"].id, TODAY)

    assert found == ids("supervisor")


def test_the_line_reaches_from_the_team_to_the_top(session):
    found = service.line_managers(session, BY_NAME["staff"].id, TODAY)

    assert found == ids(
        "supervisor", "service manager", "directorate manager", "manager of everything"
    )


def test_nobody_stands_above_themselves(session):
    everything = BY_NAME["manager of everything"].id

    assert everything not in service.line_managers(session, everything, TODAY)
    assert service.supervisors_of(session, BY_NAME["supervisor"].id, TODAY) == frozenset()


def test_somebody_without_a_team_has_nobody_above_them(session):
    assert service.line_managers(session, BY_NAME["without a team"].id, TODAY) == frozenset()
