"""Asks axe-core which accessibility rules a page in the browser breaks."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

_AXE = Path(__file__).parent / "axe" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# `evaluate` reaches the page although its policy forbids inline scripts.
_RUN = """
async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
  return found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${rule.help} at ${node.target.join(" ")}: ${node.failureSummary}`));
}
"""


@cache
def _source() -> str:
    return _AXE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Return one sentence for each place that breaks a rule of WCAG 2.2, levels A and AA."""
    page.evaluate(_source())
    found: list[str] = page.evaluate(_RUN, list(TAGS))
    return found
