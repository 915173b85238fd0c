"""Every page there is, for everybody who may see it: accessible, as wide as the screen, silent."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.exceptions import HTTPException

from tests.support import proofs
from tests.support.accessibility import looked_over, violations
from tests.support.browsing import tab
from tests.support.sample import NOBODY, OFFERED_MORE
from tests.support.walking import Walker
from tests.support.wording import forbidden_in
from wellbeing.content.loader import content

pytestmark = pytest.mark.browser

PARTS = [f"/this-week/{part.id}" for part in content().questions.parts]
STAFF = [
    "/this-week",
    *PARTS,
    "/this-week/send",
    "/my-step",
    "/my-step/close",
    "/my-step/does-not-fit",
    "/ask/someone",
    "/ask/more",
    "/my-requests",
    "/my-step/why",
    "/what-helps",
    "/more-questions",
    "/rules",
    "/rules/past",
    "/guides",
    "/our-agreement",
]
PAGES = {
    NOBODY: [
        "/",
        "/sign-in",
        "/demo/people",
        "/set-password/unknown",
        "/there-is-no-such-page",
        "/learning",
    ],
    "ordinary weeks": [*STAFF, "/my-weeks", "/my-kit", "/teams", "/account", "/consent"],
    OFFERED_MORE: ["/my-step", "/my-step/close", "/my-step/why", "/teams"],
    "Has not begun": ["/welcome", "/consent", "/my-step", "/my-weeks"],
    "Supervises": ["/teams", "/requests", "/actions"],
    "Manages": ["/teams", "/actions"],
    "Practitioner": ["/requests"],
    "Peer supporter": ["/requests", "/my-hours"],
    "Wellbeing lead": [
        "/cover",
        "/policy-changes",
        "/policy-changes/new",
        "/figure-settings",
        "/figure-settings/new",
    ],
    "Staff representative": ["/policy-changes", "/figure-settings"],
    "Operator": ["/running"],
}

# A mail as it arrives: how it is broken into lines is up to whoever's program shows it.
NOT_OURS = {"running.notice_as_html"}
# These two walk everywhere; the others look only at the pages that differ for them.
WALKING = {NOBODY, "ordinary weeks"}


@pytest.fixture(scope="module", params=PAGES)
def visit(request, sample, as_somebody):
    """Return a cookie, and every page that is reached by links."""
    who = as_somebody(request.param)
    starts = PAGES[request.param]
    wanted = ("/",) if request.param in WALKING else tuple(starts)
    # A guide leads to actions that nothing else leads to.
    found = Walker(sample.browser_of(who)).pages(starts, (*wanted, "/guides"))
    texts = {
        address: page.text
        for address, page in found.items()
        if page.html.lstrip().startswith("<!doctype") and address.startswith(wanted)
    }
    assert len(texts) >= len(starts)
    return (None if who is None else sample.cookie_of(who)), texts


def test_one_of_them_is_offered_more_support(sample, as_somebody):
    page = Walker(sample.browser_of(as_somebody(OFFERED_MORE))).get("/my-step")

    assert page.h1 == "More support is on offer to you"
    assert "/my-step/close" in page.links


def test_the_rules_are_really_asked_under_the_service_s_own_policy(browser, sample_address):
    with tab(browser, sample_address) as page:
        page.goto("/help-now")
        page.evaluate("document.querySelector('main').append(document.createElement('img'))")

        assert [one.split(":")[0] for one in violations(page)] == ["image-alt"]


def test_no_page_says_a_forbidden_word(visit):
    _, texts = visit

    said = {address: forbidden_in(text) for address, text in texts.items()}

    assert {address: words for address, words in said.items() if words} == {}


def one_of_each_kind(app, addresses):
    """Everyday runs look at one of the pages of a route that differ only in what they are about."""
    routes = app.url_map.bind("localhost")
    seen: set[tuple[str, frozenset[str]]] = set()
    for address in addresses:
        parts = urlsplit(address)
        try:
            route = routes.match(parts.path)[0]
        except HTTPException:
            route = parts.path
        if route in NOT_OURS:
            continue
        kind = route, frozenset(parse_qs(parts.query))
        if proofs.is_whole() or kind not in seen:
            yield address
        seen.add(kind)


def some_of(addresses: Iterator[str]) -> list[str]:
    """Everyday runs look at every third page of somebody, beginning with the first."""
    return list(addresses)[:: proofs.size(3, 1)]


def test_every_page_is_accessible_and_fits_every_screen(
    browser, sample, sample_address, visit, record_property
):
    cookie, texts = visit
    chosen = some_of(one_of_each_kind(sample.app, texts))
    proofs.record_only(
        record_property, "pages looked at", {"of one person": len(texts), "of these": len(chosen)}
    )
    wrong = []
    with tab(browser, sample_address, cookie) as page:
        for address in chosen:
            page.goto(address)
            wrong += [f"{address}: {one}" for one in looked_over(page)]

    assert wrong == []


def test_what_reaches_past_the_edge_and_what_is_pale_in_the_dark_is_found(browser, sample_address):
    """The same look finds a page that is too wide for a phone, and grey words on a dark page."""
    with tab(browser, sample_address) as page:
        page.goto("/help-now")
        page.evaluate(
            """() => {
              for (const id of ["wide", "pale"]) {
                const added = document.createElement("p");
                added.id = id;
                added.textContent = id;
                document.querySelector("main").append(added);
              }
              document.getElementById("wide").style.width = "600px";
              document.getElementById("pale").style.color = "#777";
              document.getElementById("pale").style.background = "#888";
            }"""
        )
        found = looked_over(page)

    assert any(one.startswith("in the dark: color-contrast") for one in found)
    assert {one.split(":")[0] for one in found if one.startswith("at ")} == {"at 320", "at 360"}
