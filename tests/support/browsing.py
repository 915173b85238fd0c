"""One tab of a real browser that notices what a person would not: errors, and calls elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Page, Route

WIDE, PHONE = 1280, 360
HEIGHT = 900
# A width and whether it is dark: everyday runs meet each width and each look once.
EVERYDAY_SCREENS = {"360-dark": (PHONE, True), "1280-light": (WIDE, False)}
MORE_SCREENS = {"360-light": (PHONE, False), "1280-dark": (WIDE, True)}
# Where "Leave this page now" leads; answered here, since tests use no network.
NEUTRAL = "https://www.bbc.co.uk/"


@contextmanager
def tab(
    browser: Browser,
    address: str,
    cookie: tuple[str, str] | None = None,
    *,
    dark: bool = False,
    javascript: bool = True,
    width: int = WIDE,
) -> Iterator[Page]:
    """Lend a tab of a fresh browser profile; fail when a page complained or called elsewhere."""
    context = browser.new_context(
        base_url=address,
        color_scheme="dark" if dark else "light",
        java_script_enabled=javascript,
        viewport={"width": width, "height": HEIGHT},
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    complaints: list[str] = []

    def elsewhere(route: Route) -> None:
        if not route.request.url.startswith(NEUTRAL):
            complaints.append(f"called {route.request.url}")
        route.fulfill(status=200, content_type="text/html", body="<title>Elsewhere</title>")

    def said(message: ConsoleMessage) -> None:
        # A page that says "not there" is an answer, not a fault of the page.
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            complaints.append(f"{message.type}: {message.text}")

    context.route(lambda url: not url.startswith(address), elsewhere)
    if cookie is not None:
        context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": address}])
    page = context.new_page()
    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    try:
        yield page
    finally:
        context.close()
    assert complaints == []


def overflow(page: Page) -> list[str]:
    """Return what reaches past the right edge, when the page has to be scrolled sideways."""
    # A page that has only begun to arrive has no width yet.
    page.wait_for_load_state()
    found: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth
          ? []
          : [...document.querySelectorAll("body *")]
              .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
              .slice(0, 5)
              .map((one) => `${one.tagName.toLowerCase()}.${one.className}`)"""
    )
    return found


@contextmanager
def arriving(page: Page) -> Iterator[None]:
    """Press something meanwhile, and go on once the page it leads to has arrived.

    `expect_navigation` goes on too early after a page that was sent back to its own address: there
    the script of every page first writes the address again, and that counts as a navigation.
    """
    with page.expect_event("load"):
        yield


def by_key(page: Page, role: Literal["button", "link"], name: str, which: int = 0) -> None:
    """Press a button or follow a link by keyboard, and wait for the page it leads to.

    Of several with this name it is the first one, or the one at a place; -1 is the last.
    """
    page.get_by_role(role, name=name).nth(which).focus()
    with arriving(page):
        page.keyboard.press("Enter")


def press_after(page: Page, field: str, tabs: int) -> None:
    """Press the button that stands so many stops after a field, and wait for the page it leads to."""
    page.locator(field).focus()
    for _ in range(tabs):
        page.keyboard.press("Tab")
    with arriving(page):
        page.keyboard.press("Enter")
