"""Finer figures on the pages: weeks under their months, questions as rows, shares in rough steps."""

from datetime import timedelta
from itertools import pairwise

from tests.integration.heatmaps.books import HUGE, LARGE, a_book
from tests.support.world import NOW, TODAY, unit_id
from wellbeing.disclosure import Book

RED, ORG = (f"/teams/{unit_id(name)}" for name in ("red", "org"))
A_CYCLE = timedelta(weeks=13)


def line_of(grid, name):
    return next(line for line in grid.lines if line.name == name)


def test_months_have_a_column_for_each_week_where_somebody_shows_weeks(house_with):
    grid = house_with(a_book(HUGE)).heatmap("manager of everything").grid

    assert [month.span for month in grid.months] == [4, 4, 5]
    assert len(line_of(grid, "Red").cells) == 13
    assert [cell.span for cell in line_of(grid, "Blue").cells] == [4, 4, 5]
    assert {sum(cell.span for cell in line.cells) for line in grid.lines} == {13}


def test_without_weekly_figures_a_month_is_one_column(house_with):
    grid = house_with(a_book(LARGE)).heatmap("staff").grid

    assert not grid.is_weekly
    assert [month.span for month in grid.months] == [1, 1, 1]


def test_a_month_that_runs_shows_its_weeks_and_says_when_it_comes_out(house_with):
    whole = a_book(HUGE)
    cells = tuple(cell for cell in whole.cells if cell.month < 2 or cell.window in {8, 9})
    reader = house_with(Book(whole.plans, cells), NOW - timedelta(weeks=3))

    heatmap = reader.heatmap("manager of everything", TODAY - timedelta(weeks=3))

    red, blue = (line_of(heatmap.grid, name).cells for name in ("Red", "Blue"))
    assert [cell.is_figure for cell in red] == [True] * 10 + [False] * 3
    assert [(cell.is_figure, cell.span) for cell in blue] == [(True, 4), (True, 4), (False, 5)]
    assert blue[-1].words == "Comes out on Wednesday 4 March 2026."
    assert heatmap.coming.words == "Wednesday 18 February 2026"


def test_the_page_of_a_large_group_has_a_row_for_every_question(house_with):
    reader = house_with(a_book(HUGE))

    detail = reader.unit_page("staff", unit_id("red")).detail
    page = reader.page("staff", RED)

    assert detail is not None
    assert [line.name for line in detail.lines] == [
        "Conditions at work",
        "Warning signs",
        "Work pressure",
        "Support",
        "Sleep",
        "Tension",
        "Worry",
        "Irritability",
        "Low mood",
        "Keeping away",
        "Pressure from events in work",
        "Pressure from how work is organised",
        "Pressure from life outside work",
    ]
    assert all(name in page.text for name in ("In more detail", "Keeping away"))
    assert all(cell.is_figure for line in detail.lines for cell in line.cells)


def test_a_group_with_domains_shows_them_and_a_small_one_says_nothing_of_detail(house_with):
    reader = house_with(a_book(LARGE))

    detail = reader.unit_page("staff", unit_id("red")).detail
    blue = reader.unit_page("manager of everything", unit_id("blue"))

    assert detail is not None
    assert [line.name for line in detail.lines][1:] == ["Warning signs", "Work pressure", "Support"]
    assert blue.detail is None


def test_a_group_that_grew_says_that_it_was_too_small_for_detail_before(house_with):
    small, large = a_book({"red": 20, "green": 23}, months=6), a_book(LARGE, months=6)
    book = Book(
        (small.plans[0], large.plans[1]),
        tuple(
            cell
            for before, found in ((True, small), (False, large))
            for cell in found.cells
            if (cell.cycle == 1) is before
        ),
    )

    page = house_with(book, NOW + A_CYCLE).unit_page("staff", unit_id("red"), TODAY + A_CYCLE)

    assert page.detail is not None
    signs = line_of(page.detail, "Warning signs").cells
    assert signs[0].words == "Too few people for this much detail: look at conditions at work."
    assert (signs[0].span, [cell.is_figure for cell in signs[1:]]) == (3, [True] * 3)


def test_a_weekly_table_shows_half_a_year_and_its_file_everything(house_with):
    reader = house_with(a_book(HUGE, months=9), NOW + 2 * A_CYCLE)

    page = reader.unit_page("staff", unit_id("red"), TODAY + 2 * A_CYCLE)

    conditions = [row for row in page.file_rows if row["about"] == "Conditions at work"]
    assert (len(page.rows), len(conditions)) == (26, 39)
    assert all(one["from"] < later["from"] for one, later in pairwise(conditions))


def test_arrows_stand_as_words_after_the_first_cycle_and_never_before(house_with):
    reader = house_with(a_book(LARGE, months=6), NOW + A_CYCLE)

    rows = reader.unit_page("staff", unit_id("red"), TODAY + A_CYCLE).rows
    said = {"rising", "falling", "no clear change"}

    assert [row.cell.change for row in rows[3:]] == [""] * 3
    assert {row.cell.change for row in rows[:3]} <= said
    assert any(word in reader.page("staff", RED).text for word in said)


def test_shares_are_shown_of_large_units_only_in_words_and_after_the_cycle(house_with):
    reader = house_with(a_book(HUGE))

    table = reader.unit_page("staff", unit_id("org")).tally_table
    page = reader.page("staff", ORG).text

    assert table is not None
    assert [name for name, _ in table.lines] == [
        "Took no part", "Prevention", "Reactive support", "Formal support suggested",
    ]  # fmt: skip
    assert {share for _, (share,) in table.lines} <= {"5 % or less", "about 5 %", "about 10 %"}
    assert "How many took part, and where people stood" in page
    assert " 0 %" not in page
    assert reader.unit_page("staff", unit_id("red")).tally_table is None
    assert "where people stood" not in reader.page("staff", RED).text


def test_the_share_of_each_step_stands_in_the_files_too(house_with):
    rows = house_with(a_book(HUGE)).unit_page("staff", unit_id("org")).file_rows

    shares = [row for row in rows if row["rhythm"] == "cycle"]
    assert shares[0]["about"] == "Share of people: Took no part"
    assert {(row["middle"], row["low"], row["people"]) for row in shares} == {(None, None, 941)}
