"""What an operator says of units is understood, or every problem with it is told at once."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.rosters import row
from wellbeing.accounts.people import Level, Unit
from wellbeing.accounts.roster_said import Said, SaidError, resolve
from wellbeing.accounts.roster_units import match

DAY = date(2026, 3, 2)


def unit(key, level, name, parent):
    return Unit(key, level, name, parent, DAY)


STANDING = (
    unit("top", Level.ORGANISATION, "Eastmere", None),
    unit("children", Level.DIRECTORATE, "Children", "top"),
    unit("care", Level.SERVICE, "Care", "children"),
    unit("help", Level.SERVICE, "Help", "children"),
    unit("a-in-care", Level.TEAM, "A=B", "care"),
    unit("duty-in-care", Level.TEAM, "Duty", "care"),
    unit("duty-in-help", Level.TEAM, "Duty", "help"),
    unit("hubs", Level.TEAM, "Hubs", "help"),
)


def rows(*places):
    """One person for each place, written as service and team."""
    return tuple(
        replace(row(f"p{number}@example.org", team), service=service)
        for number, (service, team) in enumerate(places)
    )


AS_IT_IS = (("Care", "A=B"), ("Care", "Duty"), ("Help", "Duty"), ("Help", "Hubs"))


def placed(said, *places):
    """Return which unit each place becomes, by the names of service and team; "new" for a new one."""
    file = rows(*places)
    units = match(STANDING, file, DAY, lambda: "new", resolve(said, STANDING, file))
    return {(one.service, one.team): units.of(one, Level.TEAM).id for one in file}, {
        one.unit.id for one in units.closed
    }


def problems(said, *places):
    with pytest.raises(SaidError) as raised:
        resolve(said, STANDING, rows(*places))
    return raised.value.problems


def test_a_renamed_team_keeps_its_id_by_its_name_alone_where_that_is_enough():
    teams, ended = placed(Said(("Hubs=Hubs East",)), *AS_IT_IS[:3], ("Help", "Hubs East"))

    assert teams["Help", "Hubs East"] == "hubs"
    assert ended == set()


def test_a_team_that_is_not_named_as_renamed_ends_and_a_new_one_begins():
    teams, ended = placed(Said(), *AS_IT_IS[:3], ("Help", "Hubs East"))

    assert teams["Help", "Hubs East"] == "new"
    assert ended == {"hubs"}


def test_a_team_can_be_moved_under_another_service():
    said = Said(("Children > Help > Hubs=Children > Care > Hubs",))

    teams, ended = placed(said, *AS_IT_IS[:3], ("Care", "Hubs"))

    assert (teams["Care", "Hubs"], ended) == ("hubs", set())


def test_the_teams_of_a_renamed_service_go_with_it():
    teams, ended = placed(
        Said(("Help=Early help",)), *AS_IT_IS[:2], ("Early help", "Duty"), ("Early help", "Hubs")
    )

    assert teams["Early help", "Hubs"] == "hubs"
    assert teams["Early help", "Duty"] == "duty-in-help"
    assert ended == set()


def test_two_teams_can_change_names():
    said = Said(("Help > Hubs=Help > Duty", "Help > Duty=Help > Hubs"))

    teams, ended = placed(said, *AS_IT_IS)

    assert (teams["Help", "Hubs"], teams["Help", "Duty"]) == ("duty-in-help", "hubs")
    assert ended == set()


def test_a_team_can_take_the_name_of_one_that_ends():
    said = Said(("Hubs=Help > Duty",), ("Help > Duty",))

    teams, ended = placed(said, *AS_IT_IS[:3])

    assert teams["Help", "Duty"] == "hubs"
    assert ended == {"duty-in-help"}


def test_a_name_may_hold_the_sign_between_old_and_new():
    teams, _ = placed(Said(("A=B=A=C",)), ("Care", "A=C"), *AS_IT_IS[1:])

    assert teams["Care", "A=C"] == "a-in-care"


def test_letters_and_spaces_are_compared_as_in_the_file():
    teams, _ = placed(Said(("  help>HUBS =  hubs   EAST",)), *AS_IT_IS[:3], ("Help", "Hubs East"))

    assert teams["Help", "Hubs East"] == "hubs"


def test_all_problems_are_told_at_once():
    said = Said(
        ("Hubs", "Hub=Hubs East", "Hubs=Hub East", "Duty=Hubs East", "Help=Hubs East"), ("Nowhere",)
    )

    assert problems(said, *AS_IT_IS[:3], ("Help", "Hubs East")) == (
        "--renamed 'Hubs' needs both names, like \"Old path=New path\"",
        "'Hub' is not a unit there is now; name it like 'Directorate > Service > Team'",
        "'Hub East' is a unit in no row of the file",
        "'Duty' fits 2 units, write the whole path: 'Children > Care > Duty'; "
        "'Children > Help > Duty'",
        "'Help' is a service and 'Hubs East' a team; a unit keeps its level",
        "'Nowhere' is not a unit there is now; name it like 'Directorate > Service > Team'",
    )


def test_an_unclear_new_name_is_asked_for_in_full():
    said = Said(("Hubs=New",))

    assert problems(said, *AS_IT_IS[:3], ("Help", "New"), ("Care", "New")) == (
        "'New' fits 2 units, write the whole path: 'Children > Help > New'; 'Children > Care > New'",
    )


def test_a_unit_becomes_one_unit_and_one_unit_goes_on_as_another():
    two_ways = Said(("Hubs=Hubs East", "Hubs=Hubs West"), ("A=B",))
    both_in_one = Said(("Hubs=Hubs East", "Help > Duty=Hubs East"))

    assert problems(two_ways, ("Help", "Hubs East"), ("Help", "Hubs West")) == (
        "'Children > Help > Hubs' is named 2 times; say once what becomes of it",
    )
    assert problems(both_in_one, ("Help", "Hubs East")) == (
        "2 units cannot all go on as 'Children > Help > Hubs East'; say which one does",
    )


def test_a_name_that_another_unit_has_needs_a_word_about_that_one():
    assert problems(Said(("Hubs=Help > Duty",)), *AS_IT_IS[:3]) == (
        "'Children > Help > Duty' and 'Children > Help > Hubs' would both be "
        "'Children > Help > Duty'; say with --renamed or --ended what becomes of each",
    )


def test_a_unit_that_the_file_holds_has_not_ended():
    assert problems(Said(ended=("Hubs",)), *AS_IT_IS) == (
        "the file still holds 'Children > Help > Hubs', so it does not end",
    )


def test_a_path_that_a_service_and_a_team_have_both_is_told_apart_by_its_level():
    top = unit("top", Level.ORGANISATION, "Eastmere", None)
    standing = (
        top,
        unit("service", Level.SERVICE, "Duty", "top"),
        unit("inside", Level.TEAM, "Inside", "service"),
        unit("team", Level.TEAM, "Duty", "top"),
    )
    ours = (replace(row("a@example.org", "Night"), directorate="", service=""),)
    file = (*ours, replace(row("b@example.org", "Inside"), directorate="", service="Night"))

    with pytest.raises(SaidError) as raised:
        resolve(Said(("Duty=Night",)), standing, file)
    meant = resolve(Said(("Duty [team]=Night", "Duty [service]=Night")), standing, file)

    assert raised.value.problems[0] == (
        "'Duty' fits 2 units, write the whole path: 'Duty [service]'; 'Duty [team]'"
    )
    assert {key: way[-1][0] for key, way in meant.ways.items()} == {
        "team": Level.TEAM,
        "service": Level.SERVICE,
    }
