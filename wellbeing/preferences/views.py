"""All preferences of a person on one page, each in words with the way to change it."""

from collections.abc import Iterator

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.preferences import (
    views_contact,
    views_device,
    views_look,
    views_one_more,
    views_pages,
)
from wellbeing.preferences.blueprint import blueprint
from wellbeing.preferences.device import told_of_device
from wellbeing.preferences.telling import contact_in_words, look_in_words, pages_in_words
from wellbeing.web.chosen import Chosen, all_chosen
from wellbeing.web.signed_in import SignedIn, for_signed_in

__all__ = [
    "blueprint",
    "chosen",
    "views_contact",
    "views_device",
    "views_look",
    "views_one_more",
    "views_pages",
]


@blueprint.get("/preferences")
@for_signed_in
def own(person: SignedIn) -> ResponseReturnValue:
    return render_template("preferences/own.html", chosen=all_chosen(person))


def chosen(person: SignedIn) -> Iterator[Chosen]:
    """Say what a person chose on the pages of this part."""
    look = views_look.look_of(person)
    yield Chosen("How pages look", look_in_words(look), url_for("preferences.look"))
    pages = pages_in_words(views_pages.pages_for(person))
    yield Chosen("Pages of the check-in", pages, url_for("preferences.pages"))
    wishes = views_contact.wishes_of(person)
    said = contact_in_words(wishes, dict(views_contact.ways_to_talk()))
    yield Chosen("How you like to be contacted", said, url_for("preferences.contact"))
    device = (told_of_device(person).said,)
    yield Chosen("This device", device, url_for("preferences.device"))
