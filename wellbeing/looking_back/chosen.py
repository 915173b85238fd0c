"""Whether a person's notes are on, in words, for the page of all their preferences."""

from collections.abc import Iterator

from flask import url_for

from wellbeing.checkins.visit import visit_of
from wellbeing.looking_back.service import notes_are_on
from wellbeing.looking_back.weeks_shown import shelf_of
from wellbeing.web.chosen import Chosen
from wellbeing.web.signed_in import SignedIn


def chosen(person: SignedIn) -> Iterator[Chosen]:
    is_on = notes_are_on(shelf_of(visit_of(person)))
    now = "On: you can write one for each week" if is_on else "Off"
    yield Chosen("Notes for yourself", (now,), url_for("looking_back.my_notes"))
