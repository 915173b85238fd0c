"""A device that somebody else uses next: once its person has left, nothing on it knows what they wrote.

The browser has a profile on the disk, goes back to pages as browsers do, and has been used for
everything: every form with free text that a person finds for themselves was filled in with it.
"""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page

from tests.support import chromium, proofs
from tests.support.canaries import found_in_folder, new_word
from tests.support.lived_in import written_by_staff
from wellbeing.web.access_matrix import Scope, shipped

pytestmark = pytest.mark.browser

# Tests use no network, and a tab that answers by itself, as others do, keeps no cache at all.
NOWHERE_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
TYPED = "main form[method=post] :is(textarea, input[type=text], input:not([type]))"
KEPT_BY_THE_PAGE = """async () => ({
  local: localStorage.length, session: sessionStorage.length, databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length, cookies: document.cookie.length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = dict.fromkeys(("local", "session", "databases", "caches", "cookies", "workers"), 0)
IN_THE_CACHE = """async (addresses) => {
  const found = [];
  // The first is public: it must be found, once it has been asked for.
  await (await fetch(addresses[0], {cache: "reload"})).text();
  for (const one of addresses) {
    const asked = fetch(one, {cache: "only-if-cached", mode: "same-origin"});
    if (await asked.then((answer) => answer.ok, () => false)) found.push(one);
  }
  return found;
}"""


def is_own(name):
    lines = shipped().lines_for(name.partition(" ")[0], "GET")
    return any(line.scope is Scope.OWN for line in lines)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Somebody who has written into everything, with the pages on which that can be done again."""
    with written_by_staff(tmp_path_factory.mktemp("device")) as (home, staff):
        words = [said for typed in staff.typed.values() for said in typed.values()]
        pages = [page.url for name, page in staff.written.items() if is_own(name)]
        assert len(pages) > 15
        yield home, staff, pages, [word for word in words if word.startswith("canary-")]


@pytest.fixture
def device(request, browser, written, tmp_path):
    """Open a browser that keeps its profile in a folder, and goes back without asking again if it may.

    It runs scripts unless a test says otherwise.
    """
    home, _, _, _ = written
    profile = tmp_path / "profile"
    with home.served() as address:
        context = browser.browser_type.launch_persistent_context(
            profile,
            executable_path=chromium.find_chromium(),
            args=[*chromium.flags(), NOWHERE_ELSE],
            ignore_default_args=["--disable-back-forward-cache"],
            base_url=address,
            java_script_enabled=getattr(request, "param", True),
        )
        name, value = home.cookie_of(written[1].who.id)
        context.add_cookies([{"name": name, "value": value, "url": address}])
        yield context, profile


def use_for_everything(page: Page, addresses: list[str]) -> list[str]:
    """Fill in and send every form, and leave one open with words that were typed and not sent."""
    words = []
    for address in addresses:
        page.goto(address)
        boxes = [one for one in page.locator(TYPED).all() if one.is_visible() and one.is_editable()]
        for box in boxes:
            words.append(new_word())
            box.fill(words[-1])
        if boxes and address != addresses[-1]:
            with page.expect_navigation():
                boxes[0].evaluate("box => box.form.requestSubmit()")
        if page.get_by_role("alert").count():
            # What was refused stands in its box again; whoever has read why goes on.
            page.get_by_role("link", name="Your account", exact=True).click()
            page.wait_for_url("**/account")
    return words


def leave(page: Page) -> None:
    page.get_by_role("link", name="Leave this page now").click()
    page.wait_for_url(lambda url: not url.startswith("http://127.0.0.1"))


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/")


def shown_by(page: Page) -> str:
    return page.content() + " ".join(
        page.locator("input, textarea").evaluate_all("all => all.map(one => one.value)")
    )


def what_is_met(page: Page, addresses: list[str]) -> str:
    """Return everything the next person sees who goes back, forward, reloads and tries addresses."""
    seen = [shown_by(page)]
    for move in (*[page.go_back] * 4, page.go_forward, page.reload):
        # A page that is shown again as it was left says nothing of having arrived.
        with suppress(Error):
            move(timeout=2_000)
        seen.append(shown_by(page))
    for address in addresses:
        page.goto(address)
        seen.append(shown_by(page))
    return " ".join(seen)


# Everyday runs fill in some of the forms in the browser; before that all were filled in without it.
@pytest.mark.parametrize(
    ("way", "every"),
    [(leave, proofs.size(4, 1)), (sign_out, proofs.size(8, 1))],
    ids=["leaving", "signing out"],
)
def test_nothing_on_the_device_knows_what_was_written_on_it(device, written, way, every):
    context, profile = device
    _, staff, pages, before = written
    addresses = pages[::every]
    page = context.pages[0]
    words = [*before, *use_for_everything(page, addresses)]
    assert any(word in shown_by(page) for word in words)
    signed_in = {one["value"] for one in context.cookies()}

    way(page)
    cookies = {one["value"] for one in context.cookies()}
    met = what_is_met(page, addresses)
    page.goto("/help-now")
    style = page.locator("link[rel=stylesheet]").get_attribute("href")
    kept, cached = page.evaluate(KEPT_BY_THE_PAGE), page.evaluate(IN_THE_CACHE, [style, *addresses])
    workers = context.service_workers
    context.close()

    assert [word for word in words if word in met] == []
    assert "Sign in" in met
    assert not cookies & signed_in
    assert (kept, workers) == (NOTHING, [])
    assert cached == [style]
    assert found_in_folder(profile, [*words, staff.who.work_email]) == []
    # The search can see: where somebody has been is on the disk, in words that say nothing.
    assert found_in_folder(profile, ["help-now"])


@pytest.mark.parametrize("device", [False], indirect=True, ids=["without a script"])
def test_a_tab_that_is_only_closed_leaves_nothing_on_the_disk(device, written):
    context, profile = device
    _, _, pages, before = written
    addresses = pages[:: proofs.size(4, 1)]
    page = context.pages[0]
    words = [*before, *use_for_everything(page, addresses)]
    # The last that was sent was refused: what was typed is on the page now.
    page.goto("/preferences/contact")
    words += [new_word(), new_word()]
    page.get_by_label("When is it safe to contact you?").fill(words[-1])
    page.get_by_label("Which language?").fill(words[-2])
    page.get_by_role("button", name="Keep this").click()
    page.get_by_role("alert").wait_for()
    assert words[-1] in shown_by(page)

    context.close()

    assert found_in_folder(profile, words) == []
    assert found_in_folder(profile, ["preferences/contact"])
