"""Asks axe-core which accessibility rules a page in the browser breaks."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.support.browsing import HEIGHT, PHONE, WIDE, overflow

_AXE = Path(__file__).parent / "axe" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# 1280 pixels at 400 % zoom.
ZOOMED = 320
# `evaluate` reaches the page although its policy forbids inline scripts.
_RUN = """
async ([type, values]) => {
  // Where a rule is kept need not be told place by place: this is a third of the time.
  const asked = {runOnly: {type, values}, resultTypes: ["violations"]};
  const found = await axe.run(document, asked);
  return found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${rule.help} at ${node.target.join(" ")}: ${node.failureSummary}`));
}
"""


@cache
def _source() -> str:
    return _AXE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Return one sentence for each place that breaks a rule of WCAG 2.2, levels A and AA."""
    # A page that has only begun to arrive has no root for the rules to start from.
    page.wait_for_load_state()
    page.evaluate(_source())
    found: list[str] = page.evaluate(_RUN, ["tag", list(TAGS)])
    return found


def looked_over(page: Page) -> list[str]:
    """Return what is wrong with a page in light and dark, and at the width of each screen.

    The dark look changes colours and nothing else, so that only contrast is asked again.
    """
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    dark: list[str] = page.evaluate(_RUN, ["rule", ["color-contrast"]])
    found += [f"in the dark: {one}" for one in dark]
    page.emulate_media(color_scheme="light")
    for width in (ZOOMED, PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"at {width}: {one}" for one in overflow(page)]
    return found
