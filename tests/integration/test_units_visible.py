"""Whose released figures a person may see, for every state of belonging, on both databases."""

import pytest
from sqlalchemy.orm import Session

from tests.support.world import CHARACTERS, TODAY, settle, unit_id
from wellbeing.accounts import service
from wellbeing.database import Row, make_engine, writing


@pytest.fixture
def session(database):
    engine = make_engine(database.main)
    with Session(engine) as session:
        with writing(session):
            Row.metadata.create_all(session.connection())
        settle(session)
        yield session
    engine.dispose()


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
