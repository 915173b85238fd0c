"""The page of a download opens in a browser without a network, as it lies on a disk, and asks for nothing."""

import io
from zipfile import ZipFile

import pytest

from tests.support.five_years import somebody
from wellbeing.records.export_files import PAGE, zip_of

pytestmark = pytest.mark.browser
SMALLEST, WIDE = 360, 1280


def test_the_page_of_a_download_opens_offline_and_asks_for_nothing(browser, tmp_path):
    with somebody(tmp_path, 3) as (_home, asked), ZipFile(io.BytesIO(zip_of(asked))) as packed:
        packed.extractall(tmp_path / "unpacked")
    file = (tmp_path / "unpacked" / PAGE).as_uri()
    context = browser.new_context(offline=True)
    page, asked_for, said = context.new_page(), [], []
    page.on("request", lambda request: asked_for.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        page.goto(file)
        wide = {}
        for width in (SMALLEST, WIDE):
            page.set_viewport_size({"width": width, "height": 800})
            wide[width] = page.evaluate("document.documentElement.scrollWidth")
        tables, headings = page.locator("table").count(), page.locator("h1").count()
    finally:
        context.close()

    assert asked_for == [file]
    assert said == []
    assert (headings, tables > 5) == (1, True)
    assert wide == {SMALLEST: SMALLEST, WIDE: WIDE}
