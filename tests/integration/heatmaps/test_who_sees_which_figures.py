"""Everybody sees the figures of their own units, and nobody sees those of a sibling."""

import re

import pytest

from tests.integration.heatmaps.books import ALONE, HUGE, LARGE, POOLED, a_book
from tests.support import proofs
from tests.support.world import CHARACTERS, UNITS, unit_id
from wellbeing.heatmaps.service import NotForThisPersonError

PEOPLE = [character for character in CHARACTERS if character.works_here]
TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')
PATHS = (
    "/teams/{}",
    "/teams/{}/trend.png",
    "/teams/{}/figures.csv",
    "/teams/{}/figures.json",
)
MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
ROW = re.compile(r"<tr[^>]*>\s*<th scope=\"row\">.*?</tr>", re.DOTALL)


def without_token(answer):
    """Return a page without the one thing that differs each time it is shown."""
    return TOKEN.sub("", answer.text)


def test_the_map_has_exactly_the_units_a_person_may_see(house_with):
    reader = house_with(a_book(LARGE))

    shown = {
        one.name: {link.split("/")[-1] for link in reader.page(one.name, "/teams").links}
        & {unit_id(name) for name in UNITS}
        for one in PEOPLE
    }

    assert shown == {one.name: {unit_id(name) for name in one.sees} for one in PEOPLE}


def test_a_unit_a_person_may_not_see_looks_like_one_that_is_not_there(house_with):
    reader = house_with(a_book(LARGE))
    nowhere = [reader.get("staff", path.format("0" * 32)) for path in PATHS]

    sibling = [reader.get("staff", path.format(unit_id("blue"))) for path in PATHS]

    assert [answer.status_code for answer in sibling] == [404] * len(PATHS)
    assert [without_token(answer) for answer in sibling] == [
        without_token(answer) for answer in nowhere
    ]


@pytest.mark.parametrize("name", sorted(UNITS))
def test_the_service_refuses_by_itself_whoever_the_guard_let_through(house_with, name):
    reader = house_with(a_book(LARGE))
    may_see = {"red", "help", "north", "org"}

    if name in may_see:
        assert reader.unit_page("staff", unit_id(name)).unit_id == unit_id(name)
    else:
        with pytest.raises(NotForThisPersonError):
            reader.unit_page("staff", unit_id(name))


@pytest.mark.parametrize("homes", [LARGE, POOLED, ALONE], ids=["large", "pooled", "alone"])
def test_managers_and_their_people_read_the_same_in_every_cell(house_with, homes):
    reader = house_with(a_book(homes))

    of_staff = {line.name: line.cells for line in reader.heatmap("staff").grid.lines}
    of_manager = {
        line.name: line.cells for line in reader.heatmap("manager of everything").grid.lines
    }

    assert of_staff
    assert of_staff == {name: of_manager[name] for name in of_staff}


@proofs.cases("homes", {"large": LARGE, "pooled": POOLED}, {"huge": HUGE})
@pytest.mark.parametrize("unit", ["red", "help", "org"])
def test_everybody_who_may_see_a_unit_gets_the_same_bytes(house_with, homes, unit):
    reader = house_with(a_book(homes))
    readers = [one.name for one in PEOPLE if unit in one.sees]

    pages = {MAIN.findall(reader.get(who, f"/teams/{unit_id(unit)}").text)[0] for who in readers}
    files = {
        tuple(
            (answer.data, answer.headers.get("ETag"))
            for answer in (reader.get(who, path.format(unit_id(unit))) for path in PATHS[1:])
        )
        for who in readers
    }

    assert len(readers) > 3
    assert (len(pages), len(files)) == (1, 1)


@pytest.mark.parametrize("homes", [LARGE, POOLED], ids=["large", "pooled"])
def test_a_row_of_the_map_has_the_same_bytes_for_everybody(house_with, homes):
    reader = house_with(a_book(homes))

    rows: dict[str, set[str]] = {}
    for who in ("staff", "supervisor", "service manager", "manager of everything"):
        for row in ROW.findall(reader.get(who, "/teams").text):
            plain = row.replace(' class="own"', "").replace("Your own. ", "")
            rows.setdefault(plain.split("<small>")[0], set()).add(plain)

    assert len(rows) > 5
    assert {name: len(found) for name, found in rows.items() if len(found) > 1} == {}


def test_a_person_without_a_team_reads_that_nothing_of_theirs_is_missing(house_with):
    page = house_with(a_book(LARGE)).page("without a team", "/teams")

    assert page.status == 200
    assert "You belong to no team at present" in page.text


def test_the_own_team_is_named_as_such(house_with):
    lines = house_with(a_book(LARGE)).heatmap("service manager").grid.lines

    assert [line.name for line in lines if line.is_home] == ["Help"]


def test_units_stand_below_the_unit_they_belong_to(house_with):
    names = [
        line.name for line in house_with(a_book(LARGE)).heatmap("manager of everything").grid.lines
    ]

    assert names == ["Org", "North", "Help", "Blue", "Red", "South", "Care", "Green"]
