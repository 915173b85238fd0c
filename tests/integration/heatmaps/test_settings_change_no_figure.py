"""Other figure settings, agreed and announced, change no byte of any figure that is out."""

import re

from tests.integration.heatmaps.books import HUGE, POOLED, a_book
from tests.support import proofs
from tests.support.figure_settings import OTHER, FiguresOffice
from tests.support.world import unit_id

# What guards the form to sign out is another one in each browser.
TOKEN = re.compile(rb'name="csrf_token" value="[^"]+"')
UNITS = ("red", "blue", "help", "org")
WHO = ("staff", "manager of everything")


def served(house):
    """Return every answer with figures in it: pages, pictures and files, with their tags."""
    paths = ["/teams"]
    for name in UNITS:
        here = f"/teams/{unit_id(name)}"
        paths += [here, f"{here}/trend.png", f"{here}/figures.csv", f"{here}/figures.json"]
    found = {}
    for who in WHO:
        for path in paths:
            answer = house.get(who, path)
            # A page that is not there carries a number of its own, to ask about.
            told = TOKEN.sub(b"", answer.data) if answer.status_code == 200 else b""
            found[who, path] = (answer.status_code, answer.headers.get("ETag"), told)
    return found


@proofs.cases("homes", {"small": POOLED}, {"large": HUGE})
def test_announcing_other_settings_changes_no_byte_of_any_figure(house_with, homes):
    house = house_with(a_book(homes))
    office = FiguresOffice(house.home)
    before = served(house)
    proposed = office.propose(OTHER)
    assert served(house) == before

    office.approve(proposed)

    assert served(house) == before
    assert sum(status == 200 for status, _, _ in before.values()) > len(before) / 2
    made = house.page("staff", "/how-figures-are-made").text
    assert "Other numbers hold from" in made
    assert "a group of at least 8 people" in made
