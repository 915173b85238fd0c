"""What a page says and what a browser would do with it, for texts that nobody means well."""

import unicodedata
from collections.abc import Iterator

from tests.support.pages import Page
from wellbeing.web.forms import CONTROLS, in_its_own_direction

NEVER = frozenset(
    {"iframe", "object", "embed", "base", "marquee", "math", "template", "video", "audio"}
)
FOREIGN = ("javascript:", "java\tscript:", "data:", "//")


def as_kept(text: str) -> str:
    """Return a text as it is kept, in one line: composed, without controls."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return " ".join(CONTROLS.sub("", composed).split())


def kept_ways(text: str, *, exactly: bool) -> set[str]:
    """Return how a text may be shown.

    What others read too is not turned around by unseen signs, and a policy has no tabs.
    """
    exact = as_kept(text)
    if exactly:
        return {exact}
    return {exact, as_kept(in_its_own_direction(text)), as_kept(text.replace("\t", " "))}


def said_by(page: Page) -> list[str]:
    return [page.text, *boxes_of(page)]


def boxes_of(page: Page) -> list[str]:
    """Return what stands in the boxes of a page, each in one line."""
    return [as_kept(one.value) for form in page.forms for one in form.fields.values()]


def alive_in(page: Page) -> Iterator[str]:
    """Yield what a browser would do something with, and no template of ours has written."""
    for tag, attributes in page.tags:
        if (
            tag in NEVER
            or (tag == "script" and not attributes.get("src", "").startswith("/static/"))
            or any(name.startswith("on") or name in {"style", "srcdoc"} for name in attributes)
            or any(
                attributes.get(name, "").startswith(FOREIGN) for name in ("href", "src", "action")
            )
        ):
            yield f"more than text: <{tag} {dict(attributes)}>"
