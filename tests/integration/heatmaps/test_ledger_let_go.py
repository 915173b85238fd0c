"""A page of figures lets go of the ledger: what stays open makes a publisher wait, or fail."""

import gc

import pytest
from sqlalchemy import Engine, event

from tests.attacks.houses import DIRECTOR, premises
from tests.support.press import CALENDAR
from wellbeing.publishing.noise import discrete_gaussian

PAGES = (
    "/teams",
    "/teams/red",
    "/teams/red/figures.csv",
    "/teams/red/figures.json",
    "/teams/red/trend.png",
    "/how-figures-are-made",
)


@pytest.fixture
def house(database):
    with premises(database) as opened:
        opened.publish(CALENDAR.windows(1)[0], discrete_gaussian)
        yield opened


def test_no_page_of_figures_keeps_the_ledger_open(house):
    lent: list[object] = []
    ledger = house.home.parts.ledger.kw["bind"]
    assert isinstance(ledger, Engine)
    event.listen(ledger, "checkout", lambda connection, *_more: lent.append(connection))
    event.listen(ledger, "checkin", lambda connection, _record: lent.remove(connection))
    browser = house.home.browser_of(DIRECTOR)

    # Whatever is let go of by chance, since nothing refers to it any more, is not let go of here.
    gc.disable()
    try:
        for page in PAGES:
            assert browser.get(page).status_code == 200, page
            assert lent == [], page
    finally:
        gc.enable()
