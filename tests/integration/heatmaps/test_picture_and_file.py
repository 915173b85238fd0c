"""The picture and the spreadsheet file hold the same released figures as the page."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from tests.integration.heatmaps.books import FEW, LARGE, a_book
from tests.support.world import unit_id
from wellbeing.heatmaps.figures_file import FORMULA_STARTS, HEADINGS, harmless

RED = f"/teams/{unit_id('red')}"


def rows_of(answer):
    return list(csv.DictReader(StringIO(answer.text)))


def test_the_file_holds_what_the_page_shows(house_with):
    reader = house_with(a_book(LARGE))

    rows = rows_of(reader.get("staff", f"{RED}/figures.csv"))
    page = reader.unit_page("staff", unit_id("red"))

    assert [f"{row['low']} to {row['high']}" for row in rows] == [
        row.cell.limits for row in reversed(page.rows)
    ]
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
    assert written in {text, f"'{text}"}


def test_the_picture_is_served_with_a_mark_of_its_content(house_with):
    reader = house_with(a_book(LARGE))

    first = reader.get("staff", f"{RED}/trend.png")
    again = reader.get(
        "staff", f"{RED}/trend.png", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert first.mimetype == "image/png"
    assert first.data.startswith(b"\x89PNG")
    assert again.status_code == 304


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
