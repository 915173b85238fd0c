"""The pages of trends: pictures, events, table, files and a sheet to print, for those who may see the unit."""

import csv
from datetime import timedelta
from io import StringIO
from threading import Event

import pytest

from tests.integration.heatmaps.books import FEW, HUGE, LARGE, a_book
from tests.support.world import CHARACTERS, NOW, TODAY, unit_id
from wellbeing.charts.studio import Limits, Studio
from wellbeing.heatmaps import pictures, trend_views
from wellbeing.heatmaps.pictures import PANELS, PICTURES, TO_KEEP, TREND, trend_of
from wellbeing.organisation_events import service as events
from wellbeing.organisation_events.service import Draft

RED = f"/teams/{unit_id('red')}"
LEAD = next(one.id for one in CHARACTERS if one.name == "wellbeing lead")
LATER = timedelta(weeks=13)
TITLE = "Three services became =two"


@pytest.fixture
def reader(house_with):
    """Return a reader of a large team with six months of figures and one event in them."""
    found = house_with(a_book(HUGE, months=6), NOW + LATER)
    with found.home.session() as session:
        events.enter(session, LEAD, TODAY, Draft(TITLE, TODAY, TODAY + timedelta(days=9)))
        events.enter(session, LEAD, TODAY, Draft("Long ago", TODAY - timedelta(days=900)))
    return found


def pictures_on(page):
    return [
        found.get("srcset") or found["src"] for tag, found in page.tags if tag in {"source", "img"}
    ]


def test_the_page_shows_trend_panels_event_and_the_same_as_a_table(reader):
    page = reader.page("staff", f"{RED}/trends")
    found = reader.trends("staff", unit_id("red"), TODAY + LATER)

    assert page.h1 == "Red over time"
    assert f"{TITLE} , 4 March to 13 March 2026" in page.text
    assert "Not marked in the pictures: 1" in page.text
    assert "Long ago 16 September 2023 Over before the first month shown" in page.text
    for line in found.lines:
        for figure in line.figures:
            assert f"{figure.low:.1f} to {figure.high:.1f}" in page.text
    assert len(pictures_on(page)) == 8


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_that_the_page_names_is_there_and_the_same_for_all(reader, name):
    found = reader.trends("staff", unit_id("red"), TODAY + LATER)
    key = pictures.order(found, name).key

    own = reader.get("staff", f"{RED}/{name}.png?v={key.digest}")
    by_manager = reader.get("service manager", f"{RED}/{name}.png")

    assert own.data.startswith(b"\x89PNG")
    assert own.data == by_manager.data
    assert own.headers["ETag"] == by_manager.headers["ETag"]
    assert own.headers["Cache-Control"] == "no-store"


def test_the_hash_of_another_unit_s_picture_opens_nothing(reader):
    service = reader.trends("service manager", unit_id("org"), TODAY + LATER)
    digest = pictures.order(service, TREND).key.digest
    theirs = reader.get("service manager", f"/teams/{unit_id('org')}/trend.png?v={digest}")

    own = reader.get("staff", f"{RED}/trend.png?v={digest}")

    assert own.data.startswith(b"\x89PNG")
    assert own.data != theirs.data


def test_the_picture_to_keep_has_title_date_source_and_privacy_note(reader):
    found = reader.trends("staff", unit_id("red"), TODAY + LATER)
    shown = trend_of(found, TO_KEEP)
    answer = reader.get("staff", f"{RED}/trend-to-keep.png")

    said = " ".join(shown.notes)
    assert shown.title == "Red: conditions at work"
    assert "Newest figures: Wednesday 3 June 2026." in said
    assert "Source: the released figures of" in said
    assert "never about a person" in said
    assert len(shown.panels) == len(found.lines)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="conditions-at-work.png"'


def test_every_panel_shows_the_same_time_and_the_event(reader):
    found = reader.trends("staff", unit_id("red"), TODAY + LATER)
    shown = trend_of(found, PANELS)

    days = {tuple((month.first, month.last) for month in panel.months) for panel in shown.panels}
    assert len(days) == 1
    assert [mark.words for mark in shown.marks] == [f"{TITLE}, 4 March to 13 March 2026"]
    kept = trend_of(found, TO_KEEP)
    assert "Events that are not marked here: 1. The page lists them." in kept.notes
    assert len(shown.panels) == len(found.lines) - 1 > 1


def test_the_file_has_the_event_and_it_cannot_act_as_a_formula(reader):
    with reader.home.session() as session:
        events.enter(session, LEAD, TODAY, Draft("=HYPERLINK(1)", TODAY))
    rows = list(csv.DictReader(StringIO(reader.get("staff", f"{RED}/figures.csv").text)))
    happened = [row for row in rows if row["about"] == "Event of the organisation"]

    assert [row["in words"] for row in happened] == ["Long ago", "'=HYPERLINK(1)", TITLE]
    assert [row["from"] for row in happened] == ["2023-09-16", "2026-03-04", "2026-03-04"]


def test_every_text_of_the_file_stands_in_quotation_marks(reader):
    lines = reader.get("staff", f"{RED}/figures.csv").text.splitlines()

    assert all(line.startswith('"') for line in lines)


def test_the_sheet_to_print_has_the_picture_and_its_table(reader):
    sheet = reader.page("staff", f"{RED}/trends/print")

    (shown,) = pictures_on(sheet)
    assert "trend-to-keep.png" in shown
    assert "Conditions at work" in sheet.text
    assert "Long ago 16 September 2023" in sheet.text


def test_an_event_that_runs_on_from_before_the_first_month_is_marked_at_the_edge(reader):
    with reader.home.session() as session:
        early = Draft("Long reorganisation", TODAY - timedelta(days=400), TODAY)
        events.enter(session, LEAD, TODAY, early)
    found = reader.trends("staff", unit_id("red"), TODAY + LATER)

    marks = trend_of(found, TREND).marks
    assert [mark.number for mark in marks] == [1, 2]
    assert marks[0].words == "Long reorganisation, 28 January 2025 to 4 March 2026"


@pytest.mark.parametrize("path", ["trends", "trends/print"])
def test_a_unit_without_figures_says_so_and_has_no_picture(house_with, path):
    page = house_with(a_book(FEW)).page("staff", f"{RED}/{path}")

    assert "There are no figures of this group yet." in page.text
    assert pictures_on(page) == []


@pytest.mark.parametrize("name", ["trend-to-keep", "panels"])
def test_a_picture_that_cannot_be_is_not_there(house_with, name):
    assert house_with(a_book(FEW)).get("staff", f"{RED}/{name}.png").status_code == 404


@pytest.mark.parametrize("path", ["trends", "trends/print", "trend.png", "panels.png"])
def test_nobody_else_finds_any_of_it(reader, path):
    other = f"/teams/{unit_id('green')}/{path}"

    assert reader.get("staff", other).status_code == 404


def test_a_page_never_waits_for_a_drawing_and_a_picture_only_a_short_while(house_with, stuck):
    reader = house_with(a_book(LARGE))

    page = reader.page("staff", f"{RED}/trends")
    later = reader.get("staff", f"{RED}/trend.png")

    assert page.status == 200
    assert stuck.is_drawing.wait(10)
    assert later.status_code == 503
    assert later.mimetype == "image/svg+xml"
    assert later.headers["Retry-After"] == "10"
    assert "The table says the same." in later.text


@pytest.fixture
def stuck(monkeypatch):
    """Let the worker of both modules hang on its first drawing until the test is over."""

    class Stuck:
        is_drawing, may_go = Event(), Event()

    def draw(_trend, _look):
        Stuck.is_drawing.set()
        Stuck.may_go.wait(60)
        return b""

    studio = Studio(draw, Limits(seconds=0.05))
    monkeypatch.setattr(pictures, "STUDIO", studio)
    monkeypatch.setattr(trend_views, "STUDIO", studio)
    yield Stuck
    Stuck.may_go.set()
