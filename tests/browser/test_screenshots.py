"""The pictures of the README are made here, from the sample organisation.

`WELLBEING_SCREENSHOTS=1` writes them to `docs/screenshots`; otherwise they are only made and checked.
"""

import os
from io import BytesIO

import pytest
from PIL import Image

from tests.support import proofs
from tests.support.browsing import PHONE, WIDE, tab
from tests.support.sample import OFFERED_MORE
from tests.support.source import ROOT

pytestmark = pytest.mark.browser

FOLDER = ROOT / "docs" / "screenshots"
LARGEST = 150_000
COLOURS = 128
# Each picture, with who looks at which address, and whether in the dark.
PICTURES = {
    "check-in": ("ordinary weeks", "/this-week/sleep-and-worry", False),
    "step": (OFFERED_MORE, "/my-step", False),
    "step-dark": (OFFERED_MORE, "/my-step", True),
    "why": (OFFERED_MORE, "/my-step/why", False),
    "rules": ("ordinary weeks", "/rules", False),
    "requests": ("Practitioner", "/requests", False),
    "kit": ("ordinary weeks", "/my-kit", False),
    "weeks": (OFFERED_MORE, "/my-weeks", False),
    "teams": ("Manages", "/teams#map", False),
    "teams-dark": ("Manages", "/teams#map", True),
    "who-can-see-what": ("ordinary weeks", "/who-can-see-what", False),
}
CASES = [(name, width) for name in PICTURES for width in (WIDE, PHONE)]
WRITES = os.environ.get("WELLBEING_SCREENSHOTS") == "1"


def file_of(name, width):
    return FOLDER / f"{name}-{width}.png"


def small(picture):
    """Return a picture with few colours: a fifth of the size, and no difference to the eye."""
    written = BytesIO()
    shown = Image.open(BytesIO(picture)).convert("RGB")
    shown.quantize(COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()


@pytest.mark.parametrize(("name", "width"), CASES[:: 1 if WRITES else proofs.size(5, 1)])
def test_a_picture_of_the_page_can_be_made(
    browser, sample, sample_address, as_somebody, name, width
):
    who, address, dark = PICTURES[name]
    cookie = sample.cookie_of(as_somebody(who))
    with tab(browser, sample_address, cookie, dark=dark, width=width) as page:
        answer = page.goto(address)
        page.evaluate("document.fonts.ready.then(() => true)")
        made = small(page.screenshot(animations="disabled"))

    shown = Image.open(BytesIO(made))
    assert answer is not None
    assert answer.ok
    assert shown.width == width
    assert len(shown.convert("RGB").getcolors(2**16) or []) > 10
    assert len(made) < LARGEST
    if WRITES:
        FOLDER.mkdir(exist_ok=True)
        file_of(name, width).write_bytes(made)


def test_every_picture_is_there_and_no_other():
    kept = {path.name for path in FOLDER.glob("*.png")}

    assert kept == {file_of(name, width).name for name, width in CASES}
