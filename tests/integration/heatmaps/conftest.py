"""A house with the people of the test world and a ledger of the test's choice."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime

import pytest

from tests.integration.heatmaps.books import write
from tests.support.house import Home, opened, prepare
from tests.support.pages import Page
from tests.support.world import CHARACTERS, NOW, TODAY, settle
from wellbeing.disclosure import Book, Calendar
from wellbeing.heatmaps import service
from wellbeing.heatmaps.pages import Heatmap, UnitPage
from wellbeing.heatmaps.service import Ground
from wellbeing.heatmaps.trends import Trends, trends

FIRST_MONDAY = date(2025, 12, 1)
NOTHING_YET = Book((), ())


@dataclass(frozen=True)
class Reader:
    """Looks at the pages of team figures as one person or another."""

    home: Home

    def get(self, who: str, path: str, **more: object):
        return self.home.browser_of(person_id(who)).get(path, **more)

    def page(self, who: str, path: str) -> Page:
        answer = self.get(who, path)
        return Page(answer.text, path, answer.status_code)

    def heatmap(self, who: str, today: date = TODAY) -> Heatmap:
        with self.home.session() as session, self.home.parts.ledger() as released:
            return service.heatmap(Ground(session, released, today), person_id(who))

    def unit_page(self, who: str, unit_id: str, today: date = TODAY) -> UnitPage:
        with self.home.session() as session, self.home.parts.ledger() as released:
            return service.unit_page(Ground(session, released, today), person_id(who), unit_id)

    def trends(self, who: str, unit_id: str, today: date = TODAY) -> Trends:
        with self.home.session() as session, self.home.parts.ledger() as released:
            return trends(Ground(session, released, today), person_id(who), unit_id)


def person_id(who: str) -> str:
    return next(character.id for character in CHARACTERS if character.name == who)


@pytest.fixture
def house_with(database):
    """Open a house over a ledger; the people of the world live in it."""
    with ExitStack() as stack:

        def open_house(
            book: Book = NOTHING_YET, now: datetime = NOW, out_at: datetime = NOW
        ) -> Reader:
            settings = prepare(database)
            write(book, settings.ledger_url, Calendar(FIRST_MONDAY), out_at)
            home = stack.enter_context(opened(settings, database, now))
            with home.session() as session:
                settle(session)
            return Reader(home)

        yield open_house
