"""Maps about one thing or another, under one unit or another, and never longer than a page."""

from datetime import date

import pytest

from tests.integration.heatmaps.books import HUGE, LARGE, a_book
from tests.integration.heatmaps.conftest import person_id
from tests.support.world import TODAY, unit_id
from wellbeing.accounts.rows import SupervisionRow, UnitRow
from wellbeing.database import writing
from wellbeing.heatmaps import service
from wellbeing.heatmaps.reach import MOST_LINES
from wellbeing.heatmaps.service import Ground, NotForThisPersonError, Wanted

MANY = 2 * MOST_LINES + 5
LONG_AGO = date(2024, 1, 1)


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
                    opened_on=LONG_AGO,
                )
            )


def test_a_map_can_be_about_anything_that_a_group_on_it_has_figures_of(house_with):
    reader = house_with(a_book(HUGE))

    conditions, support = (
        a_map(reader, "staff", about=about) for about in ("conditions", "support")
    )

    assert [topic.name for topic in support.topics if topic.is_shown] == ["Support"]
    assert {topic.indicator for topic in conditions.topics} >= {"work_pressure", "sleep", "life"}
    shown = [{line.name: line.cells for line in one.grid.lines} for one in (conditions, support)]
    assert shown[0] != shown[1]
    assert shown[0].keys() == shown[1].keys() >= {"Red"}
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
    assert [(line.name, line.left_out) for line in first.grid.lines if line.left_out] == [
        ("Help", MANY + 2)
    ]
    assert [part.place.part.of for part in parts] == [3, 3, 3]
    assert [len(part.grid.lines) for part in parts] == [61, 61, 8]
    met = [name for part in parts for name in names(part)[1:]]
    assert met == ["Blue", "Red", *(f"Team {number:04}" for number in range(MANY))]
    page = reader.page("service manager", f"/teams?under={unit_id('help')}&part=2")
    assert f"Part 2 of 3, by name: units 61 to 120 of {MANY + 2}" in page.text
    text = reader.page("service manager", "/teams").text
    assert f"Its units of Help : {MANY + 2} not on this map" in text
    assert f"{MANY + 2} more units stand right under these and are not on this map" in text


def test_whoever_leads_more_units_than_fit_finds_all_of_them_in_parts(house_with):
    reader = house_with(a_book(LARGE))
    add_teams(reader, "care", MANY)
    with reader.home.session() as session, writing(session):
        session.add_all(
            SupervisionRow(
                person_id=person_id("supervisor"), unit_id=f"{number:032x}", from_on=LONG_AGO
            )
            for number in range(MANY)
        )

    parts = [a_map(reader, "supervisor", part=part) for part in (1, 2, 3)]

    assert all({"Org", "North", "Help", "Red"} <= set(names(part)) for part in parts)
    met = [name for part in parts for name in names(part) if name.startswith("Team")]
    assert met == [f"Team {number:04}" for number in range(MANY)]
    assert max(len(part.grid.lines) for part in parts) <= MOST_LINES + 4
    with pytest.raises(NotForThisPersonError):
        a_map(reader, "supervisor", part=4)
    text = reader.page("supervisor", "/teams?part=2").text
    assert f"Part 2 of 3: units 61 to 120 of {MANY + 1}" in text
    assert "/teams?about=conditions&part=3" in reader.page("supervisor", "/teams?part=2").links
    # Right under a unit that is nobody's of theirs stand their own units alone.
    own = a_map(reader, "supervisor", under=unit_id("help"))
    assert (names(own), own.grid.left_out) == (["Help", "Red"], 0)


def test_what_is_not_on_a_map_is_counted_and_only_what_is_theirs_to_see(house_with):
    reader = house_with(a_book(LARGE))

    left = {
        (who, under): [
            (line.name, line.left_out)
            for line in a_map(reader, who, under=unit_id(under)).grid.lines
            if line.left_out
        ]
        for who in ("staff", "service manager", "manager of everything")
        for under in ("org", "north")
    }

    assert left == {
        ("staff", "org"): [("North", 1)],
        ("staff", "north"): [("Help", 1)],
        ("service manager", "org"): [("North", 1)],
        ("service manager", "north"): [("Help", 2)],
        ("manager of everything", "org"): [("North", 1), ("South", 1)],
        ("manager of everything", "north"): [("Help", 2)],
    }
    page = reader.page("staff", f"/teams?under={unit_id('north')}").text
    assert "1 more unit stands right under these and is not on this map" in page
    whole = reader.page("manager of everything", "/teams").text
    assert "not on this map" not in whole


def test_no_map_is_sorted_by_what_it_shows(house_with):
    reader = house_with(a_book(HUGE))

    orders = {tuple(names(a_map(reader, "staff", about=about))) for about in ("sleep", "support")}

    assert orders == {("Org", "North", "Help", "Red")}
    assert not [one for one in reader.page("staff", "/teams").links if "sort" in one]


@pytest.mark.parametrize("path", ["/teams", f"/teams/{unit_id('red')}"])
def test_beside_every_map_stands_what_chance_and_silence_do_to_it(house_with, path):
    text = house_with(a_book(LARGE)).page("staff", path).text

    assert "By chance alone a map like this shows a false arrow about" in text
    assert "People who did not answer count as what is usual in the organisation." in text
    assert "can look calmer than the team is, or more strained" in text
    assert "Figures for small teams are rough: read the range." in text
    assert "How these figures are made" in text


def test_the_finer_map_of_a_unit_says_each_thing_in_a_sentence(house_with):
    page = house_with(a_book(LARGE)).unit_page("staff", unit_id("red"))

    assert [one.subject for one in page.detail_reading.said] == [
        "Conditions at work", "Warning signs", "Work pressure", "Support",
    ]  # fmt: skip
