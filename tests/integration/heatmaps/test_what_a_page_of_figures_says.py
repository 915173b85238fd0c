"""Released figures in words and numbers, and for every hidden one the reason and where to look."""

from datetime import date, timedelta

from tests.integration.heatmaps.books import ALONE, FEW, LARGE, POOLED, a_book
from tests.support.world import NOW, TODAY, unit_id
from wellbeing.disclosure import Book

RED = f"/teams/{unit_id('red')}"
TWO_YEARS = 24


def cells_of(heatmap, name):
    return next(line.cells for line in heatmap.grid.lines if line.name == name)


def test_a_figure_is_shown_with_its_word_its_range_and_the_size_of_the_group(house_with):
    reader = house_with(a_book(LARGE))

    cells = cells_of(reader.heatmap("staff"), "Red")
    page = reader.page("staff", "/teams")

    assert len(cells) == 3
    assert all(cell.is_figure and cell.words and cell.limits for cell in cells)
    assert all(cell.limits in page.text and cell.words in page.text for cell in cells)
    assert "Your own. Team, 50 people" in page.text


def test_the_newest_figure_of_the_own_unit_stands_first_in_words(house_with):
    reader = house_with(a_book(LARGE))

    newest = cells_of(reader.heatmap("staff"), "Red")[-1]

    said = reader.page("staff", "/teams").text
    assert f"Red , 26 Jan to 1 Mar: {newest.words.lower()}." in said
    assert f"The range is {newest.limits} on a scale from 0 to 4, where higher is better." in said


def test_small_teams_are_shown_together_and_each_says_so(house_with):
    reader = house_with(a_book(POOLED))

    heatmap = reader.heatmap("staff")
    page = reader.unit_page("staff", unit_id("red"))

    (reason,) = cells_of(heatmap, "Red")
    assert reason.words == "Fewer than 8 people: shown together as Blue and Red."
    assert reason.span == 3
    assert all(cell.is_figure for cell in cells_of(heatmap, "Blue and Red"))
    assert [(row.shown_for, row.people) for row in page.rows] == [("Blue and Red", 11)] * 3
    assert page.reading.said[0].subject == "Blue and Red"


def test_a_pool_that_has_ended_keeps_its_months_and_says_so(house_with):
    pooled, apart = a_book(POOLED), a_book(LARGE, 6)
    later = tuple(cell for cell in apart.cells if cell.cycle == 2)
    book = Book((pooled.plans[0], apart.plans[1]), (*pooled.cells, *later))

    heatmap = house_with(book, NOW + timedelta(weeks=13)).heatmap(
        "staff", TODAY + timedelta(weeks=13)
    )

    together = cells_of(heatmap, "Blue and Red")
    assert [cell.is_figure for cell in together] == [True, True, True, False]
    assert together[3].words == "Not shown together at that time."
    assert [cell.is_figure for cell in cells_of(heatmap, "Red")] == [False, True, True, True]


def test_a_small_team_with_nobody_to_be_shown_with_says_where_to_look(house_with):
    cells = cells_of(house_with(a_book(ALONE)).heatmap("manager of everything"), "Green")

    assert [cell.words for cell in cells] == ["Fewer than 8 people: look at Org."]


def test_an_organisation_that_is_too_small_has_no_map_and_says_why(house_with):
    page = house_with(a_book(FEW)).page("staff", "/teams")

    assert "The whole organisation has too few people" in page.text
    assert "table" not in {tag for tag, _ in page.tags}
    assert "come out" not in page.text
    # What can be done about the work needs no figure.
    assert "The action that is due" in page.text
    assert "Our action log" in page.text


def test_before_the_first_figures_the_page_names_their_day(house_with):
    reader = house_with(Book(a_book(LARGE).plans, ()), NOW - timedelta(weeks=11))

    page = reader.page("staff", "/teams")

    assert "The next figures come out on Wednesday 31 December 2025" in page.text
    assert "Comes out on Wednesday 31 December 2025." in page.text


def test_before_the_first_cycle_the_page_names_the_first_day_too(house_with):
    heatmap = house_with().heatmap("staff", date(2025, 11, 3))

    assert heatmap.coming.on == date(2025, 12, 31)
    assert len(heatmap.grid.months) == 1


def test_figures_that_are_late_are_called_late(house_with):
    reader = house_with(a_book(LARGE, months=2))

    assert not reader.heatmap("staff", date(2026, 3, 4)).coming.is_late
    assert reader.heatmap("staff", date(2026, 3, 5)).coming.is_late


def test_a_month_left_out_for_good_says_so_and_the_others_stand(house_with):
    cells = cells_of(house_with(a_book(LARGE, unreleased=[1])).heatmap("staff"), "Red")

    assert [cell.is_figure for cell in cells] == [True, False, True]
    assert cells[1].words == "No figure was made, and none will be."


def test_a_page_goes_back_two_years_and_the_map_half_a_year(house_with):
    reader = house_with(a_book(LARGE, months=27), NOW + timedelta(weeks=104))
    later = TODAY + timedelta(weeks=104)

    assert len(reader.heatmap("staff", later).grid.months) == 6
    assert len(reader.unit_page("staff", unit_id("red"), later).rows) == TWO_YEARS


def test_the_months_before_a_unit_was_there_are_left_out(house_with):
    young, old = (
        a_book({"red": 50, "blue": 18, "green": 23}, 6),
        a_book({"red": 50, "green": 23}, 6),
    )
    plan_before = old.plans[0]
    without_blue = [unit for unit in plan_before.units if unit.unit_key != unit_id("blue")]
    first = type(plan_before)(
        plan_before.cycle, plan_before.centre, plan_before.parameters, tuple(without_blue)
    )
    book = Book(
        (first, young.plans[1]),
        (*(cell for cell in old.cells if cell.window < 3), *young.cells[len(young.cells) // 2 :]),
    )
    later = TODAY + timedelta(weeks=13)

    page = house_with(book, NOW + timedelta(weeks=13)).unit_page(
        "service manager", unit_id("blue"), later
    )

    assert len(page.rows) == 3
    assert all(row.cell.is_figure for row in page.rows)


def test_a_unit_page_names_the_unit_what_it_is_in_and_every_month(house_with):
    page = house_with(a_book(LARGE)).page("staff", RED)

    assert page.h1 == "Red: conditions at work"
    assert "Team, 50 people, in Help, North, Org" in page.text
    for month in ("1 Dec to 28 Dec", "29 Dec to 25 Jan", "26 Jan to 1 Mar"):
        assert month in page.text


def test_every_page_of_figures_says_what_supervisors_cannot_see(house_with):
    reader = house_with(a_book(LARGE))

    for path in ("/teams", RED):
        assert "What supervisors cannot see, and why" in reader.page("staff", path).text
