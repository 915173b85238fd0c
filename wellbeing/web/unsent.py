"""Gives back what somebody wrote for a thing, or to people, that were gone before they sent it.

It could only be answered "not there" or "nobody", and their words would be gone with the page they stood on.
"""

from collections.abc import Iterator

from flask import g, render_template, request

from wellbeing.web.forms import owner_of
from wellbeing.web.limbo import NEVER_KEPT
from wellbeing.web.signed_in import signed_in
from wellbeing.web.whose_form import is_from_a_page_of

# Shorter ones, and those without a space, are choices, names of things and days: nobody misses them.
FEWEST_SIGNS = 12


def page_with_what_was_written() -> str | None:
    """Return a page with the words of this form, for whoever wrote them; nothing where there are none."""
    person = signed_in() if request.method == "POST" and not g.get("no_database") else None
    if person is None or not is_from_a_page_of(owner_of(person.id)):
        return None
    written = tuple(_written())
    if not written:
        return None
    g.shows_what_was_written = True
    return render_template("errors/404_after_writing.html", written=written)


def not_sent(*names: str) -> tuple[str, ...]:
    """Return what a form brought in these fields, for the page that says why nothing of it was sent."""
    return tuple(text for each in names if (text := request.form.get(each, "").strip()))


def shows_what_was_written() -> bool:
    return bool(g.get("shows_what_was_written"))


def _written() -> Iterator[str]:
    for name, text in request.form.items(multi=True):
        if name not in NEVER_KEPT and len(text) >= FEWEST_SIGNS and len(text.split()) > 1:
            yield text
