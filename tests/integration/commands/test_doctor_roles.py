"""`wellbeing doctor` notes roles that one person should not hold together, and never says who it is."""

from tests.support.world import CHARACTERS
from wellbeing.accounts import store
from wellbeing.accounts.people import Role
from wellbeing.clock import SystemClock
from wellbeing.commands.doctor_roles import roles_apart
from wellbeing.database import writing

TODAY = SystemClock().now().date()
IDS = {character.name: character.id for character in CHARACTERS}


def test_roles_that_should_lie_apart_are_told_without_a_name_and_do_not_fail(settings, session):
    assert (roles_apart(settings).well, roles_apart(settings).warns) == (True, False)

    with writing(session):
        store.begin_roles(session, [(IDS["wellbeing lead"], Role.AUDITOR.value)], TODAY)
    found = roles_apart(settings)

    assert (found.well, found.warns) == (True, True)
    assert found.advice.startswith("somebody is auditor and wellbeing lead: The audit log is where")
    assert "Wellbeing Lead" not in found.advice


def test_before_there_is_an_organisation_no_roles_are_told(settings):
    assert not roles_apart(settings).warns
