"""A person chooses how pages look: what was chosen fits a phone, can be read, and needs no script."""

import re
from typing import Literal

import pytest

from tests.support.accessibility import ZOOMED, looked_over
from tests.support.browsing import HEIGHT, PHONE, WIDE, overflow, tab
from tests.support.source import PACKAGE
from wellbeing.preferences import service
from wellbeing.preferences.service import Contrast, Drawer, Look, Motion, TextSize, Theme

pytestmark = pytest.mark.browser

HERE = "/preferences/look"
GROUND = "getComputedStyle(document.documentElement).backgroundColor"
LETTERS = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
LARGEST = Look(TextSize.LARGEST, Contrast.MORE, Theme.CALM, Motion.LESS)
# Pages that are made of different pieces: choices, a notebook, tables, a heatmap, long words.
PAGES = (
    HERE,
    "/when-you-are-asked",
    "/my-kit/tank",
    "/teams",
    "/rules",
    "/guides/conversation/print",
)
DEVICES: tuple[Literal["dark"], Literal["light"]] = ("dark", "light")
DARK, LIGHT = "rgb(18, 26, 26)", "rgb(250, 246, 239)"
CSS = (PACKAGE / "static" / "wellbeing.css").read_text("utf-8")


@pytest.fixture
def who(sample, as_somebody):
    """Somebody of the sample, who looks at pages as usual again when the test has ended."""
    yield as_somebody("ordinary weeks")
    with sample.session() as session:
        service.back_to_usual(Drawer(session, sample.vault, as_somebody("ordinary weeks")))


@pytest.fixture
def kept(sample, who):
    """Keep a look for them, without a page."""

    def keep(look):
        with sample.session() as session:
            service.keep(Drawer(session, sample.vault, who), look)

    return keep


def seen(page):
    # Words can be there before the stylesheet is.
    page.wait_for_load_state()
    return page.evaluate(GROUND), page.evaluate(LETTERS), overflow(page)


def test_a_person_tries_and_keeps_a_look_without_javascript_and_goes_back(
    browser, sample, sample_address, who
):
    with tab(browser, sample_address, sample.cookie_of(who), width=PHONE, javascript=False) as page:
        page.goto(HERE)
        page.get_by_role("radio", name="Largest").check(force=True)
        page.get_by_role("radio", name="Dark", exact=True).check(force=True)
        page.get_by_role("button", name="Look at it first").click()
        page.get_by_text("It is not kept yet").wait_for()
        tried = seen(page)
        page.get_by_role("button", name="Keep this").click()
        page.get_by_text("Pages look like this for you now").wait_for()
        page.goto("/account")
        on_another_page = seen(page)
        page.goto(HERE)
        page.get_by_role("button", name="Back to usual").click()
        page.get_by_text("Pages look as usual again").wait_for()
        usual = seen(page)

    assert tried == on_another_page == (DARK, 16 * 1.6, [])
    assert usual == (LIGHT, 16 * 1.125, [])


def test_a_chosen_look_fits_and_can_be_read(browser, sample, sample_address, who, kept):
    wrong = []
    with tab(browser, sample_address, sample.cookie_of(who)) as page:
        kept(LARGEST)
        for address in PAGES:
            page.goto(address)
            for width in (ZOOMED, PHONE, WIDE):
                page.set_viewport_size({"width": width, "height": HEIGHT})
                wrong += [f"{address} at {width}: {one}" for one in overflow(page)]
        # As the device says is what the walk through every page looks at.
        for look in (Look(theme=Theme.DARK), Look(theme=Theme.CALM), Look(contrast=Contrast.MORE)):
            kept(look)
            page.goto(HERE)
            wrong += [f"{look}: {one}" for one in looked_over(page)]

    assert wrong == []


def test_a_chosen_light_or_dark_holds_whatever_the_device_says_and_never_on_paper(
    browser, sample, sample_address, who, kept
):
    ink = "getComputedStyle(document.body).color"
    found = {}
    with tab(browser, sample_address, sample.cookie_of(who)) as page:
        for theme in (Theme.LIGHT, Theme.DARK, Theme.DEVICE):
            kept(Look(theme=theme))
            page.goto(HERE)
            for device in ("light", "dark"):
                page.emulate_media(color_scheme=device, media="screen")
                found[theme.value, device] = page.evaluate(ink)
            page.emulate_media(media="print")
            found[theme.value, "paper"] = page.evaluate(ink)

    dark, pale, black = "rgb(33, 48, 47)", "rgb(235, 230, 219)", "rgb(0, 0, 0)"
    assert found == {
        ("light", "light"): dark,
        ("light", "dark"): dark,
        ("light", "paper"): black,
        ("dark", "light"): pale,
        ("dark", "dark"): pale,
        ("dark", "paper"): black,
        ("device", "light"): dark,
        ("device", "dark"): pale,
        ("device", "paper"): black,
    }


def test_pictures_of_figures_follow_the_look_that_was_chosen(
    browser, sample, sample_address, who, kept
):
    shown = "[...document.querySelectorAll('.trend img')].map((one) => one.currentSrc)"
    found = {}
    with tab(browser, sample_address, sample.cookie_of(who)) as page:
        for theme, device in ((Theme.LIGHT, DEVICES[0]), (Theme.DARK, DEVICES[1])):
            kept(Look(theme=theme))
            page.emulate_media(color_scheme=device)
            for width in (PHONE, WIDE):
                page.set_viewport_size({"width": width, "height": HEIGHT})
                page.goto("/teams")
                found[theme, width] = tuple(page.evaluate(shown))

    # Narrow and wide, on light and on dark paper: four that differ.
    assert all(found.values())
    assert len(set(found.values())) == 4


def test_who_wants_less_movement_has_none_on_a_device_that_allows_it(
    browser, sample, sample_address, who, kept
):
    moves = "getComputedStyle(document.querySelector('.button')).transitionDuration"
    with tab(browser, sample_address, sample.cookie_of(who)) as page:
        page.emulate_media(reduced_motion="no-preference")
        page.goto(HERE)
        allowed = page.evaluate(moves)
        kept(Look(motion=Motion.LESS))
        page.goto(HERE)
        less = page.evaluate(moves)

    assert allowed != "0s"
    assert less == "0s"


def test_the_dark_of_the_device_and_the_dark_that_is_chosen_are_the_same():
    tokens = [
        re.findall(r"--[\w-]+: [^;]+;", CSS.split(begins, 1)[1].split("}", 1)[0])
        for begins in (':root:not([data-theme="light"]) {', ':root[data-theme="dark"] {')
    ]

    assert len(tokens[0]) > 15
    assert tokens[0] == tokens[1]
