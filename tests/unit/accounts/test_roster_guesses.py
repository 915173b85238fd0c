"""What looks like a new name is asked about: by where people stand, once, and never taken for sure."""

from dataclasses import replace
from datetime import date

from tests.support.rosters import row
from wellbeing.accounts.people import Level, Person, Unit
from wellbeing.accounts.roster_guesses import guesses
from wellbeing.accounts.roster_standing import Standing
from wellbeing.accounts.roster_units import Meant

DAY = date(2026, 3, 2)
# Ten people, four of them in Hubs, three in Youth, three in Duty.
HOMES = {f"p{n}": "hubs" if n < 4 else "youth" if n < 7 else "duty" for n in range(10)}


def unit(key, level, parent):
    return Unit(key, level, key.title(), parent, DAY)


STANDING = Standing(
    units=(
        unit("eastmere", Level.ORGANISATION, None),
        unit("children", Level.DIRECTORATE, "eastmere"),
        unit("help", Level.SERVICE, "children"),
        unit("care", Level.SERVICE, "children"),
        unit("duty", Level.TEAM, "care"),
        unit("hubs", Level.TEAM, "help"),
        unit("youth", Level.TEAM, "help"),
    ),
    people=tuple(Person(key, key, f"{key}@example.org", frozenset(), DAY) for key in HOMES),
    homes=HOMES,
    led=frozenset(),
)


def rows(places):
    return tuple(
        replace(row(f"{key}@example.org", team), service=service)
        for key, (service, team) in places.items()
    )


def places(**changes):
    """Put everybody where they are, but for those whose place is given."""
    now = {key: ("Care" if home == "duty" else "Help", home.title()) for key, home in HOMES.items()}
    return now | changes


def moved(people, place):
    return dict.fromkeys((f"p{n}" for n in people), place)


def guessed(now, meant=Meant()):  # noqa: B008
    return [(one.was, one.now, one.people, one.of) for one in guesses(STANDING, rows(now), meant)]


def test_nothing_is_asked_while_every_unit_is_still_there():
    assert guessed(places(p0=("Help", "Brand new"))) == []


def test_a_team_whose_people_mostly_stand_in_a_new_team_is_asked_about():
    now = places(**moved(range(3), ("Help", "Hubs East")), p3=("Help", "Youth"))

    assert guessed(now) == [
        ("Children > Help > Hubs", "Children > Help > Hubs East", 3, 4),
    ]


def test_half_of_the_people_are_not_most_of_them():
    now = places(**moved(range(2), ("Help", "Hubs East")), **moved((2, 3), ("Help", "Youth")))

    assert guessed(now) == []


def test_people_who_have_left_stay_in_the_count():
    now = places(**moved(range(2), ("Help", "Hubs East")))
    del now["p2"], now["p3"]

    assert guessed(now) == []


def test_a_team_that_was_moved_keeps_its_name():
    (one,) = guesses(STANDING, rows(places(**moved(range(4), ("Care", "Hubs")))), Meant())

    assert one.keeps_its_name
    assert one.now == "Children > Care > Hubs"


def test_of_a_renamed_service_with_its_teams_only_the_service_is_asked_about():
    now = places(
        **moved(range(4), ("Early help", "Hubs")), **moved(range(4, 7), ("Early help", "Youth"))
    )

    assert guessed(now) == [("Children > Help", "Children > Early help", 7, 7)]


def test_a_team_renamed_within_a_renamed_service_is_asked_about_too():
    now = places(
        **moved(range(4), ("Early help", "Hubs")), **moved(range(4, 7), ("Early help", "Young"))
    )

    assert guessed(now) == [
        ("Children > Help", "Children > Early help", 7, 7),
        ("Children > Help > Youth", "Children > Early help > Young", 3, 3),
    ]


def test_of_two_teams_that_became_one_the_larger_is_asked_about():
    now = places(**moved(range(7), ("Help", "Together")))

    assert guessed(now) == [("Children > Help > Hubs", "Children > Help > Together", 4, 4)]


def test_what_was_said_is_not_asked_again():
    now = places(**moved(range(4), ("Help", "Hubs East")))
    said = Meant(
        {
            "hubs": (
                (Level.DIRECTORATE, "children"),
                (Level.SERVICE, "help"),
                (Level.TEAM, "hubs east"),
            )
        }
    )

    assert len(guessed(now)) == 1
    assert guessed(now, said) == guessed(now, Meant(ended=frozenset({"hubs"}))) == []
