"""One person who says things ahead, and the clock that keeps them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from tests.support.asking import ASKER, PRACTITIONER, Help
from tests.support.world import TODAY
from wellbeing.checkins import booked, hello
from wellbeing.checkins.keeping_ahead import keep_what_was_said
from wellbeing.checkins.said_ahead import Booked, Folder, SaidAhead
from wellbeing.support import service as support

ON_MONDAY = TODAY + timedelta(days=5)
WANTED = Booked(ON_MONDAY, asks=True, with_whom="practitioner", how="phone")
LOW = {"sleep": "3", "low": "3", "tired": "3", "event": "direct"}
TALK = support.Wish(support.Kind.TALK, with_whom="practitioner")


class Ahead:
    """A person, what lies in their row, and what their contact reads."""

    def __init__(self, ann) -> None:
        """Stand where the visitor stands."""
        self.ann, self.home = ann, ann.home
        self.helping = Help(ann.home)

    @contextmanager
    def office(self) -> Iterator[support.Office]:
        with self.helping.office() as office:
            yield office

    @property
    def said(self) -> SaidAhead:
        with self.office() as office:
            return Folder(office.session, office.vault).of(ASKER)

    def books(self, *wanted: Booked) -> None:
        with self.office() as office:
            booked.book(office, ASKER, wanted or [WANTED])

    def ticks(self, moment=None) -> None:
        if moment is not None:
            self.ann.at(moment)
        with self.office() as office:
            keep_what_was_said(office)

    def chooses_hello(self, *, hello_: bool = True) -> None:
        with self.office() as office:
            hello.choose(office, ASKER, hello=hello_)

    def is_supported(self, by: str = PRACTITIONER, wish: support.Wish = TALK) -> str:
        self.ann.check_in(LOW)
        self.helping.ask(wish)
        (request_id,) = self.helping.inbox(by)
        self.helping.take(by, request_id)
        return request_id

    def read_by(self, contact: str, request_id: str) -> str:
        page = self.home.browser_of(contact).get(f"/requests/{request_id}")
        return str(page.text)
