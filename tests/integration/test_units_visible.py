"""Whose released figures a person may see, for every state of belonging, on both databases."""

import pytest

from tests.support.world import CHARACTERS, TODAY, UNITS, settled, unit_id
from wellbeing.accounts import service


@pytest.fixture
def session(database):
    with settled(database) as session:
        yield session


def test_everybody_sees_exactly_the_units_that_are_theirs(session):
    seen = {
        character.name: {unit.id for unit in service.units_visible_to(session, character.id, TODAY)}
        for character in CHARACTERS
        if character.works_here
    }

    expected = {
        character.name: {unit_id(name) for name in character.sees}
        for character in CHARACTERS
        if character.works_here
    }
    assert seen == expected


def test_only_those_who_work_here_today_are_people(session):
    here = {
        character.name
        for character in CHARACTERS
        if service.person(session, character.id, TODAY) is not None
    }

    assert here == {character.name for character in CHARACTERS if character.works_here}


def test_a_role_holds_only_between_its_days(session):
    roles = {
        character.name: found.roles
        for character in CHARACTERS
        if (found := service.person(session, character.id, TODAY)) is not None
    }

    assert roles == {
        character.name: character.roles_now for character in CHARACTERS if character.works_here
    }


def test_asking_about_one_unit_gives_the_same_answer_as_the_list_of_all(session):
    differing = [
        (character.name, name)
        for character in CHARACTERS
        if character.works_here
        for name in UNITS
        if service.may_see_unit(session, character.id, unit_id(name), TODAY)
        is not (unit_id(name) in {unit_id(one) for one in character.sees})
    ]

    assert differing == []


def test_a_unit_that_is_not_there_is_nobody_s_to_see(session):
    assert not any(
        service.may_see_unit(session, character.id, "0" * 32, TODAY) for character in CHARACTERS
    )


def test_units_right_under_others_come_by_name_and_in_parts(session):
    under = [unit_id("help")]

    both = service.units_directly_under(session, under, TODAY, 9)
    second = service.units_directly_under(session, under, TODAY, 9, skip=1)

    assert [unit.name for unit in both] == ["Blue", "Red"]
    assert [unit.name for unit in second] == ["Red"]
    asked = [unit_id("help"), unit_id("red")]
    assert service.count_directly_under(session, asked, TODAY) == dict(
        zip(asked, (2, 0), strict=True)
    )


def test_the_units_somebody_leads_are_the_open_ones_of_today(session):
    led = {
        one.name: [unit.name for unit in service.units_led(session, one.id, TODAY)]
        for one in CHARACTERS
        if one.leads
    }

    assert led == {
        "supervisor": ["Red"],
        "supervisor of another team": ["Green"],
        "service manager": ["Help"],
        "directorate manager": ["North"],
        "manager of everything": ["Org"],
        "past supervisor": [],
        "future supervisor": [],
        "supervisor of a closed team": [],
    }
