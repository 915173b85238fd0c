"""The two people of a case, at the services of contact."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from tests.support.asking import ASKER, PRACTITIONER, TALK, Help
from tests.support.house import Home
from tests.support.world import NOW
from wellbeing.contact import service
from wellbeing.contact.folder import Folder
from wellbeing.contact.papers import Letter, Papers, Thread
from wellbeing.contact.service import Page, Said, Side, Slot, Visitor, Wanted
from wellbeing.contact.times import NO_TIMES
from wellbeing.database import writing
from wellbeing.support import service as support
from wellbeing.support.cases import Kind, Wish

TOMORROW = NOW + timedelta(days=1)
LETTER = "I would rather walk than sit in a room."
PLACE = "The quiet room behind the library"
_PRESSES = count()


def wanted(*starts: datetime, how: str = "phone", where: str = PLACE) -> tuple[Wanted, ...]:
    return tuple(Wanted(each, 45, how, where) for each in starts)


def new_press() -> str:
    return f"{next(_PRESSES):032x}"


@dataclass(frozen=True)
class Two:
    """One case of one asker, which one contact has taken."""

    help: Help
    id: str
    asker: str = ASKER
    contact: str = PRACTITIONER

    @property
    def home(self) -> Home:
        return self.help.home

    @contextmanager
    def at(self, who: str) -> Iterator[Visitor]:
        with self.help.office() as office:
            yield Visitor(office, who, self.id)

    def page(self, who: str = "") -> Page:
        """Return the pages without a look, as whoever asked sees them unless somebody else is named."""
        with self.help.office() as office:
            return service.page_of(office, who or self.asker, self.id)

    def open(self, who: str) -> Page:
        with self.help.office() as office:
            return service.contact_of(office, who, self.id)

    def offer(self, *starts: datetime, who: str = "", how: str = "phone") -> None:
        """Offer times as they are seen now."""
        seen = self.page().now.times.version
        with self.at(who or self.contact) as visitor:
            service.offer(visitor, wanted(*(starts or (TOMORROW,)), how=how), seen)

    def pick(self, number: int = 0) -> None:
        slot = self.page().now.times.offered[number]
        with self.at(self.asker) as visitor:
            service.pick(visitor, slot.id)

    def agree(self, at: datetime = TOMORROW) -> None:
        self.offer(at)
        self.pick()

    def write(self, who: str, text: str = LETTER, press: str = "") -> None:
        with self.at(who) as visitor:
            service.write(visitor, text, press or new_press())

    def talk(self) -> None:
        """Let both have talked once."""
        with self.help.office() as office:
            support.talked(office, self.contact, self.id)

    def say(self, who: str, said: Said) -> None:
        agreed = self.page().now.times.agreed
        with self.at(who) as visitor:
            service.say(visitor, agreed.slot.id if agreed else "", said)


def taken(home: Home, wish: Wish = TALK, asker: str = ASKER, contact: str = PRACTITIONER) -> Two:
    """Let somebody ask, and somebody take it."""
    helping = Help(home)
    helping.ask(wish, asker, takes_part=False)
    with helping.office() as office:
        filed = office.cabinet.open_one(asker, wish.kind, office.today)
    if filed is None:
        raise AssertionError("nothing was asked")
    helping.take(contact, filed.id)
    return Two(helping, filed.id, asker, contact)


def put_papers(helping: Help, asker: str, kind: Kind, words: tuple[str, str, str, str]) -> None:
    """Let there be a letter, an answer, a time at a place, and which other would fit, without pages."""
    letter, answer, place, fits = words
    with helping.office() as office:
        filed = office.cabinet.open_one(asker, kind, office.today)
        if filed is None:
            raise AssertionError("nothing was asked")
        slot = Slot("0" * 16, office.now + timedelta(days=1), 45, "phone", place)
        times = NO_TIMES.offer((slot,), 0, office.now).pick(slot.id, office.now)
        times = times.ask_for_another(slot.id, fits, office.now)
        letters = (
            Letter(Side.ASKER, office.today, letter, new_press()),
            Letter(Side.CONTACT, office.today, answer, new_press()),
        )
        with writing(office.session, asker):
            papers = Papers((Thread(PRACTITIONER, times, letters),))
            Folder(office).keep(filed.id, papers, is_new=True)
