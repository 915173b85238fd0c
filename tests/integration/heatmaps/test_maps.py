"""Maps about one thing or another, under one unit or another, and never longer than a page."""

from datetime import date

import pytest

from tests.integration.heatmaps.books import HUGE, LARGE, a_book
from tests.integration.heatmaps.conftest import person_id
from tests.support.world import TODAY, unit_id
from wellbeing.accounts.rows import UnitRow
from wellbeing.database import writing
from wellbeing.heatmaps import service
from wellbeing.heatmaps.reach import MOST_LINES
from wellbeing.heatmaps.service import Ground, NotForThisPersonError, Wanted

MANY = 2 * MOST_LINES + 5


def a_map(reader, who, **wanted):
    with reader.home.session() as session, reader.home.parts.ledger() as released:
        ground = Ground(session, released, TODAY)
        return service.heatmap(ground, person_id(who), Wanted(**wanted))


def names(heatmap):
    return [line.name for line in heatmap.grid.lines]


def add_teams(reader, parent, count):
    with reader.home.session() as session, writing(session):
        for number in range(count):
            session.add(
                UnitRow(
                    id=f"{number:032x}",
                    level="team",
                    name=f"Team {number:04}",
                    parent_id=unit_id(parent),
                    opened_on=date(2024, 1, 1),
                )
            )


def test_a_map_can_be_about_anything_that_a_group_on_it_has_figures_of(house_with):
    reader = house_with(a_book(HUGE))

    conditions, support = (
        a_map(reader, "staff", about=about) for about in ("conditions", "support")
    )

    assert [topic.name for topic in support.topics if topic.is_shown] == ["Support"]
    assert {topic.indicator for topic in conditions.topics} >= {"work_pressure", "sleep", "life"}
    red = [
        next(line for line in one.grid.lines if line.name == "Red") for one in (conditions, support)
    ]
    assert red[0].cells != red[1].cells
    page = reader.page("staff", "/teams?about=support").text
    assert "Support, month by month" in page
    assert "Support, by unit and month." in page


def test_a_group_too_small_for_a_subject_says_so_and_where_to_look(house_with):
    support = a_map(house_with(a_book(LARGE)), "manager of everything", about="support")

    blue = next(line for line in support.grid.lines if line.name == "Blue")
    assert [cell.words for cell in blue.cells] == [
        "Too few people for this much detail: look at conditions at work."
    ]


def test_a_small_organisation_offers_one_subject_and_no_choice(house_with):
    reader = house_with(a_book({"red": 9, "blue": 9, "green": 9}))

    assert len(a_map(reader, "staff").topics) == 1
    assert "What the map is about" not in reader.get("staff", "/teams").text


def test_one_walks_from_the_organisation_down_to_a_team_and_up_again(house_with):
    reader = house_with(a_book(LARGE))

    below = {
        name: names(a_map(reader, "manager of everything", under=unit_id(name)))
        for name in ("org", "north", "help", "red")
    }
    place = a_map(reader, "manager of everything", under=unit_id("help")).place

    assert below == {
        "org": ["Org", "North", "South"],
        "north": ["North", "Help"],
        "help": ["Help", "Blue", "Red"],
        "red": ["Red"],
    }
    assert [name for _, name in place.trail] == ["Org", "North"]
    page = reader.page("staff", f"/teams/{unit_id('red')}")
    assert {f"/teams/{unit_id(name)}" for name in ("org", "north", "help")} <= set(page.links)


def test_walking_down_shows_nobody_a_sibling(house_with):
    reader = house_with(a_book(LARGE))

    assert names(a_map(reader, "staff", under=unit_id("help"))) == ["Help", "Red"]
    assert names(a_map(reader, "staff", under=unit_id("org"))) == ["Org", "North"]
    for hidden in ("blue", "south", "green"):
        with pytest.raises(NotForThisPersonError):
            a_map(reader, "staff", under=unit_id(hidden))


@pytest.mark.parametrize(
    "asked",
    [
        "about=people",
        "about=support_item",
        "part=0",
        "part=2&under=" + unit_id("red"),
        "part=x",
        "part=%D9%A1",
        "part=" + "9" * 400,
        "under=nowhere",
        "under=" + unit_id("blue"),
    ],
)
def test_an_address_that_nobody_was_given_is_not_there(house_with, asked):
    assert house_with(a_book(LARGE)).get("staff", f"/teams?{asked}").status_code == 404


def test_thousands_of_teams_come_in_parts_by_name_and_the_first_page_stays_short(house_with):
    reader = house_with(a_book(LARGE))
    add_teams(reader, "help", MANY)

    first = a_map(reader, "service manager")
    parts = [
        a_map(reader, "service manager", under=unit_id("help"), part=part) for part in (1, 2, 3)
    ]

    assert names(first) == ["Org", "North", "Help"]
    assert [line.name for line in first.grid.lines if line.is_closed] == ["Help"]
    assert [part.place.parts for part in parts] == [3, 3, 3]
    assert [len(part.grid.lines) for part in parts] == [61, 61, 8]
    met = [name for part in parts for name in names(part)[1:]]
    assert met == ["Blue", "Red", *(f"Team {number:04}" for number in range(MANY))]
    page = reader.page("service manager", f"/teams?under={unit_id('help')}&part=2")
    assert "Part 2 of 3, by name" in page.text
    assert "Its units" in reader.page("service manager", "/teams").text


def test_no_map_is_sorted_by_what_it_shows(house_with):
    reader = house_with(a_book(HUGE))

    orders = {tuple(names(a_map(reader, "staff", about=about))) for about in ("sleep", "support")}

    assert orders == {("Org", "North", "Help", "Red")}
    assert not [one for one in reader.page("staff", "/teams").links if "sort" in one]


@pytest.mark.parametrize("path", ["/teams", f"/teams/{unit_id('red')}"])
def test_beside_every_map_stands_what_chance_and_silence_do_to_it(house_with, path):
    text = house_with(a_book(LARGE)).page("staff", path).text

    assert "By chance alone a map like this shows a false arrow about" in text
    assert "People who did not answer count as the centre of the scale" in text
    assert "Figures for small teams are rough: read the range." in text
    assert "How these figures are made" in text


def test_the_finer_map_of_a_unit_says_each_thing_in_a_sentence(house_with):
    page = house_with(a_book(LARGE)).unit_page("staff", unit_id("red"))

    assert [one.subject for one in page.detail_reading.said] == [
        "Conditions at work", "Warning signs", "Work pressure", "Support",
    ]  # fmt: skip
