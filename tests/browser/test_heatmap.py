"""The map in a real browser: keys, roles, paper, small screens, and colours nobody has to see."""

import re
from io import BytesIO
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.support import proofs
from tests.support.accessibility import violations
from tests.support.browsing import EVERYDAY_SCREENS, MORE_SCREENS, PHONE, overflow, tab
from tests.support.eyes import EYES, difference, luminance, seen_by
from tests.support.sample import person_of
from wellbeing.disclosure import BANDS, TOO_ROUGH

pytestmark = pytest.mark.browser

LOOKS = [f"b{place + 1}" for place in range(len(BANDS))]
# Of 255; even steps of lightness from the darkest to the lightest band would be some 45.
LEAST_STEP = 24
# CIE76; about 2 can just be told apart side by side.
LEAST_DIFFERENCE = 12
WHERE = """() => {
  const cell = document.activeElement.closest("th, td");
  return [cell.parentElement.rowIndex, cell.cellIndex];
}"""
STOPS = (
    "table => [...table.querySelectorAll('[tabindex]')].filter(one => one.tabIndex === 0).length"
)

WEEKS = """() => {
  const table = document.querySelector("table.heat");
  table.classList.add("weekly");
  for (const row of table.rows) {
    const last = row.cells[row.cells.length - 1];
    let columns = [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0);
    for (; columns < 27; columns += 1) {
      const copy = last.cloneNode(true);
      // A reason may stand over all months of its row; its copies would make a hundred columns.
      copy.removeAttribute("colspan");
      row.append(copy);
    }
  }
}"""


@pytest.fixture
def manager(sample):
    return sample.cookie_of(person_of(sample, "Manages"))


@pytest.fixture
def page(browser, sample_address, manager):
    with tab(browser, sample_address, manager) as page:
        page.goto("/teams")
        yield page


def where(page):
    return page.evaluate(WHERE)


def press(page, *keys):
    for each in keys:
        page.keyboard.press(each)
    return where(page)


def picture_of(locator):
    shown = Image.open(BytesIO(locator.screenshot(animations="disabled")))
    return np.asarray(shown.convert("RGB"), dtype=float)


def colour_of(locator):
    """Return the commonest colour of a piece of the page, which is its ground."""
    pixels = picture_of(locator).reshape(-1, 3)
    found, counts = np.unique(pixels, axis=0, return_counts=True)
    return found[counts.argmax()]


def test_the_arrow_keys_move_through_the_map_as_through_a_grid(page):
    grid = page.get_by_role("grid")
    rows = grid.get_by_role("row").count()
    grid.locator("tbody th a").first.focus()

    assert where(page) == [1, 0]
    assert press(page, "ArrowRight") == [1, 1]
    assert press(page, "ArrowLeft", "ArrowLeft") == [1, 0]
    assert press(page, "ArrowUp", "ArrowUp") == [0, 0]
    row, last = press(page, "End")
    assert (row, last) == (0, grid.locator("thead th").count() - 1)
    assert press(page, "Home") == [0, 0]
    assert press(page, "Control+End")[0] == rows - 1
    assert press(page, "Control+Home") == [0, 0]
    assert press(page, "PageDown") == [min(5, rows - 1), 0]
    assert press(page, "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp") == [0, 0]


def test_the_map_is_one_stop_for_the_tab_key_and_remembers_where_one_was(page):
    grid = page.get_by_role("grid")
    assert grid.evaluate(STOPS) == 1
    grid.locator("tbody th a").first.focus()
    press(page, "ArrowDown", "ArrowRight")
    here = where(page)

    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('table.heat') !== null")
    page.keyboard.press("Shift+Tab")

    assert where(page) == here
    assert grid.evaluate(STOPS) == 1


def test_enter_opens_the_unit_whose_name_has_the_focus(page):
    page.get_by_role("grid").locator("tbody th a").first.focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/teams/\w+$"))


def test_what_has_the_focus_is_never_under_the_first_column(page):
    page.set_viewport_size({"width": PHONE, "height": 800})
    grid = page.get_by_role("grid")
    grid.locator("tbody th a").first.focus()
    press(page, "ArrowRight")

    side, cell = (
        page.evaluate(f"document.activeElement.closest('tr').cells[{one}].getBoundingClientRect().toJSON()")
        for one in (0, 1)
    )  # fmt: skip
    assert cell["left"] >= side["right"] - 4


def test_without_a_script_it_is_a_plain_table_whose_headings_belong_to_its_cells(
    browser, sample_address, manager
):
    with tab(browser, sample_address, manager, javascript=False) as page:
        page.goto("/teams")
        table = page.get_by_role("table", name=re.compile("Work pressure and support together"))

        expect(table).to_have_count(1)
        expect(page.get_by_role("grid")).to_have_count(0)
        assert table.locator("thead th:not([scope])").count() == 0
        assert table.locator("tbody tr").count() == table.locator("tbody th[scope=row]").count()
        assert table.get_by_role("rowheader").count() == table.locator("tbody tr").count()
        assert table.get_by_role("columnheader").count() > 3
        assert page.locator("table.heat [tabindex]").count() == 0


def test_a_screen_reader_hears_a_grid_with_a_name_that_cannot_be_written_in(page):
    grid = page.get_by_role("grid", name=re.compile("Work pressure and support together"))

    expect(grid).to_have_attribute("aria-readonly", "true")
    heard = grid.aria_snapshot()
    assert "- rowheader" in heard
    assert "- columnheader" in heard
    assert re.search(r'- gridcell "[A-Z][a-z]+.* \d\.\d to \d\.\d', heard)


@proofs.cases("screen", EVERYDAY_SCREENS, MORE_SCREENS)
def test_maps_and_pages_of_units_break_no_rule_and_no_screen(
    browser, sample_address, manager, screen
):
    width, dark = screen
    with tab(browser, sample_address, manager, dark=dark, width=width) as page:
        page.goto("/teams")
        units = page.locator("table.heat tbody th a").evaluate_all(
            "all => all.map(one => one.pathname)"
        )
        under = f"/teams?under={units[0].rpartition('/')[2]}"
        for address in ("/teams", under, units[0], units[-1]):
            page.goto(address)
            for closed in page.locator("details:not([open]) > summary").all():
                closed.click()
            assert violations(page) == []
            assert overflow(page) == []


def test_on_a_phone_the_newest_month_is_in_sight_and_the_first_screen_comes_before_the_map(
    browser, sample_address, manager
):
    with tab(browser, sample_address, manager, width=PHONE) as page:
        page.goto("/teams")
        frame = page.locator(".scroll").filter(has=page.locator("table.heat")).bounding_box()
        newest = page.locator("table.heat tbody tr:first-child td").last.bounding_box()
        first = page.locator(".first-screen").bounding_box()

    assert frame is not None
    assert newest is not None
    assert first is not None
    assert newest["x"] + newest["width"] <= frame["x"] + frame["width"] + 1
    assert first["y"] < frame["y"]


def test_on_paper_the_map_is_whole_and_what_cannot_be_pressed_is_gone(page):
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})

    assert overflow(page) == []
    for gone in (".bar", ".topics", ".help"):
        assert all(not one.is_visible() for one in page.locator(gone).all())
    box = page.locator("table.heat").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 700
    exact = page.locator(".legend .b1").evaluate("one => getComputedStyle(one).printColorAdjust")
    assert exact == "exact"
    assert page.pdf()[:4] == b"%PDF"


def test_on_paper_a_map_of_half_a_year_of_weeks_keeps_its_names_and_its_words_whole(page):
    """The sample has no unit of so many people: each row gets the columns of twenty-six weeks."""
    page.evaluate(WEEKS)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})

    table = page.locator("table.heat").bounding_box()
    names = page.locator("table.heat tbody th").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().left)"
    )
    broken = page.locator("table.heat td.cell b").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert table is not None
    assert min(names) >= 0
    assert table["x"] >= 0
    assert table["x"] + table["width"] <= 701
    assert broken == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_neighbouring_bands_differ_in_grey_and_for_every_colour_vision(
    browser, sample_address, manager, dark
):
    with tab(browser, sample_address, manager, dark=dark) as page:
        page.goto("/teams")
        legend = page.locator(".legend")
        colours = [colour_of(legend.locator(f"li.{look}:not(.between)")) for look in LOOKS]

    grey = [luminance(colour) for colour in colours]
    assert all(lighter - darker >= LEAST_STEP for darker, lighter in pairwise(grey)), grey
    for eye in EYES:
        seen = [seen_by(eye, colour) for colour in colours]
        steps = [difference(one, other) for one, other in pairwise(seen)]
        assert min(steps) >= LEAST_DIFFERENCE, (eye, steps)


def test_stripes_can_be_told_from_a_plain_colour_in_grey(page):
    legend = page.locator(".legend")
    plain, between = (
        picture_of(legend.locator(one)).mean(axis=2)
        for one in ("li.b4:not(.between)", "li.b4.between")
    )

    # Above the letters there is nothing but the ground.
    assert np.ptp(plain[3, 12:-12]) < 1
    assert np.ptp(between[3, 12:-12]) > 8


def test_the_words_alone_say_what_the_colours_say(page):
    cells = page.locator("table.heat td.cell").evaluate_all(
        "all => all.map(one => [one.className.replace('cell ', ''), one.querySelector('b, span').textContent])"
    )

    assert cells
    for look, word in cells:
        touched = [band for band in BANDS if band.lower() in re.split(r" to ", word.lower())]
        if look == "rough":
            assert word == TOO_ROUGH
        elif look != "none":
            assert LOOKS[BANDS.index(touched[0])] in look or LOOKS[BANDS.index(touched[-1])] in look
            assert ("between" in look) is (len(touched) == 2)
    assert len({look for look, _ in cells}) > 1
