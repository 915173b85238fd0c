"""The picture and the spreadsheet file hold the same released figures as the page."""

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.integration.heatmaps.books import FEW, HUGE, LARGE, POOLED, a_book
from tests.support.world import NOW, TODAY, unit_id
from wellbeing.heatmaps.figures_file import HEADINGS
from wellbeing.heatmaps.pictures import TREND, trend_of
from wellbeing.web.spreadsheet import FORMULA_STARTS, harmless

RED = f"/teams/{unit_id('red')}"


def rows_of(answer):
    return list(csv.DictReader(StringIO(answer.text)))


@pytest.mark.parametrize("homes", [LARGE, HUGE, POOLED], ids=["monthly", "weekly", "pooled"])
def test_page_picture_spreadsheet_and_json_hold_exactly_the_same_numbers(house_with, homes):
    reader = house_with(a_book(homes, months=6), NOW + timedelta(weeks=13))
    later = TODAY + timedelta(weeks=13)
    page = reader.unit_page("staff", unit_id("red"), later)
    rows = rows_of(reader.get("staff", f"{RED}/figures.csv"))
    said = reader.get("staff", f"{RED}/figures.json").get_json()["figures"]

    conditions = [row for row in rows if row["about"] == "Conditions at work"]
    in_file = {(date.fromisoformat(row["from"]), limits_of(row)) for row in conditions}
    on_page = {
        (row.cell.words, row.cell.limits, row.cell.change)
        for row in page.rows
        if row.cell.is_figure
    }
    (panel,) = trend_of(reader.trends("staff", unit_id("red"), later), TREND).panels
    drawn = [month for month in panel.months if month.estimate is not None]

    assert [
        {key: str(value) for key, value in row.items() if value is not None} for row in said
    ] == [
        {key: value for key, value in row.items() if value} | {"change": row["change"]}
        for row in rows
    ]
    assert on_page <= {(row["in words"], limits_of(row), row["change"]) for row in conditions}
    assert len(in_file) == len(conditions) >= len(on_page) > 0
    assert [(month.first, f"{month.low:.1f} to {month.high:.1f}") for month in drawn] == [
        (date.fromisoformat(row["from"]), limits_of(row)) for row in conditions
    ]
    assert [str(month.estimate) for month in drawn] == [row["middle"] for row in conditions]
    html = reader.page("staff", RED).text
    assert all(f"{words} {limits}" in html for words, limits, _ in on_page)
    for line in page.detail.lines if page.detail else ():
        of_line = {limits_of(row) for row in rows if row["about"] == line.name}
        shown = {cell.limits for cell in line.cells if cell.is_figure}
        assert shown
        assert shown <= of_line


def limits_of(row):
    return f"{row['low']} to {row['high']}"


def test_the_file_has_its_headings_and_names_whose_figures_they_are(house_with):
    rows = rows_of(house_with(a_book(LARGE)).get("staff", f"{RED}/figures.csv"))

    assert {row["unit"] for row in rows} == {"Red"}
    assert tuple(rows[0]) == HEADINGS


def test_the_file_is_a_download_that_no_cache_keeps(house_with):
    answer = house_with(a_book(LARGE)).get("staff", f"{RED}/figures.csv")

    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_name_that_looks_like_a_formula_is_written_as_a_text(house_with):
    reader = house_with(a_book(LARGE, names={"red": "=HYPERLINK(1)"}))

    rows = rows_of(reader.get("staff", f"{RED}/figures.csv"))

    assert {row["unit"] for row in rows} == {"'=HYPERLINK(1)"}


@given(st.text())
def test_no_text_reaches_a_spreadsheet_as_a_formula(text):
    written = harmless(text)

    assert not written.startswith(FORMULA_STARTS)
    assert written.replace("'", "") == text.replace("'", "")


@given(st.text('ab;\t\r\n =+-@＝"'))
def test_no_text_becomes_a_formula_where_cells_are_parted_at_semicolons_or_tabs(text):
    cells = re.split(r"[;\t\r\n]", harmless(text))

    assert [cell for cell in cells if cell.lstrip(' "')[:1] in set("=+-@＝")] == []


def test_a_list_in_a_text_stays_a_list():
    assert harmless("milk; bread\n2 - 1") == "milk; bread\n2 - 1"
    assert harmless("first;=1+1") == "first;'=1+1"


@pytest.mark.parametrize("file", ["trend.png", "figures.csv", "figures.json"])
def test_a_file_is_served_with_a_mark_of_its_content(house_with, file):
    reader = house_with(a_book(LARGE))

    first = reader.get("staff", f"{RED}/{file}")
    again = reader.get("staff", f"{RED}/{file}", headers={"If-None-Match": first.headers["ETag"]})
    by_manager = reader.get("service manager", f"{RED}/{file}")

    assert again.status_code == 304
    assert by_manager.data == first.data
    assert by_manager.headers["ETag"] == first.headers["ETag"]


def test_the_picture_is_a_picture_and_the_json_is_json(house_with):
    reader = house_with(a_book(LARGE))

    assert reader.get("staff", f"{RED}/trend.png").data.startswith(b"\x89PNG")
    assert reader.get("staff", f"{RED}/figures.json").mimetype == "application/json"


def test_a_different_unit_has_a_different_picture(house_with):
    reader = house_with(a_book(LARGE))

    red, above = (
        reader.get("staff", f"/teams/{unit_id(name)}/trend.png") for name in ("red", "org")
    )

    assert red.headers["ETag"] != above.headers["ETag"]


def test_a_unit_without_figures_has_no_picture_and_an_empty_file(house_with):
    reader = house_with(a_book(FEW))

    assert reader.get("staff", f"{RED}/trend.png").status_code == 404
    assert rows_of(reader.get("staff", f"{RED}/figures.csv")) == []
    assert "trend.png" not in reader.get("staff", RED).text
