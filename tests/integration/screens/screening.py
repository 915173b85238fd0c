"""Installations in which the optional screens are on, and people who answer them."""

from dataclasses import replace
from pathlib import Path

from tests.integration.checkins.visitor import Visitor
from tests.support.histories import POLICIES
from tests.support.pages import Page
from wellbeing.screens.published import OFFERED, Gate, screen
from wellbeing.settings import Settings

PHQ_4, PC_PTSD_5 = "/more-questions/a", "/more-questions/b"
OFF = "phq_4 = false", "pc_ptsd_5 = false"
YES, NO = "1", "0"
FOUR, FIVE = (screen(each) for each in OFFERED)


def gate() -> Gate:
    """Return the first question of the PC-PTSD-5."""
    found = FIVE.gate
    assert found is not None
    return found


def switched_on(settings: Settings, folder: Path, off: tuple[str, ...] = ()) -> Settings:
    """Return the settings of an installation whose own policy has the screens on."""
    folder.mkdir(exist_ok=True)
    text = (POLICIES / "2026-01-05.toml").read_text("utf-8")
    for line in OFF:
        if line not in off:
            text = text.replace(line, line.replace("false", "true"))
    (folder / "2026-01-05.toml").write_text(text, "utf-8")
    return replace(settings, policies=folder)


def choose(visitor: Visitor, address: str) -> Page:
    """Say yes to a screen on the page that says what it is; return the page that asks."""
    page = visitor.get("/more-questions")
    return visitor.post(f"{address}/yes", page.form(f"{address}/yes").filled)


def answer(visitor: Visitor, address: str, *points: int) -> Page:
    """Go through a screen and return the page it leads to; no points are a "no" to its gate."""
    page = visitor.get(address)
    if address == PC_PTSD_5:
        page = send(visitor, page, {"event": YES if points else NO})
    return send(visitor, page, as_items(points)) if points else page


def send(visitor: Visitor, page: Page, chosen: dict[str, str]) -> Page:
    form = next(one for one in page.forms if "form_key" in one.fields)
    return visitor.post(form.action, {**form.filled, **chosen})


def as_items(points: tuple[int, ...]) -> dict[str, str]:
    return {f"item-{number}": str(point) for number, point in enumerate(points, 1)}
