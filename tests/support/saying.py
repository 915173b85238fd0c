"""One person who says that something is wrong, at the services of a small organisation, and who reads it."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

from tests.support.asking import ASKER
from tests.support.at_desk import at_desk
from tests.support.house import Home
from tests.support.world import CHARACTERS
from wellbeing.complaints import service
from wellbeing.complaints.service import About, Desk, Wanted
from wellbeing.web.choices import new_form_key

IDS = {who.name: who.id for who in CHARACTERS}
AUDITOR, LEAD = IDS["auditor"], IDS["wellbeing lead"]
WORDS = "A figure on my page was not mine"


@dataclass(frozen=True)
class Sayers:
    """The services of complaints in one organisation."""

    home: Home

    def desk(self) -> AbstractContextManager[Desk]:
        return at_desk(self.home, Desk)

    def say(
        self,
        to: str = AUDITOR,
        who: str = ASKER,
        words: str = WORDS,
        *,
        by_name: bool = False,
        press: str = "",
    ) -> str:
        """Say something to one person; return its id."""
        key = press or new_form_key()
        with self.desk() as desk:
            wanted = Wanted(About.DATA, words, (to,), by_name, key)
            service.say(desk, who, wanted)
        return key

    def mine(self, who: str = ASKER) -> tuple[service.Mine, ...]:
        with self.desk() as desk:
            return service.mine(desk, who)

    def to_read(self, who: str = AUDITOR) -> tuple[str, ...]:
        with self.desk() as desk:
            return tuple(one.filed.id for one in service.to_read(desk, who))

    def look(self, said_id: str, who: str = AUDITOR) -> service.ToRead:
        with self.desk() as desk:
            return service.look(desk, who, said_id)

    def answer(self, said_id: str, who: str = AUDITOR, words: str = "We mended it.") -> None:
        with self.desk() as desk:
            service.answer(desk, who, said_id, words)

    def take_back(self, said_id: str, who: str = ASKER) -> bool:
        with self.desk() as desk:
            return service.take_back(desk, who, said_id)

    def tick(self) -> None:
        with self.desk() as desk:
            service.forget_old(desk)
            service.keep_clock(desk)

    def after(self, passed: timedelta) -> None:
        """Let time pass."""
        self.home.clock.standing_at += passed


def look_at_first(home: Home) -> None:
    """Let the auditor open what was said to them first."""
    sayers = Sayers(home)
    sayers.look(sayers.to_read()[0])


def answer_first(home: Home) -> None:
    sayers = Sayers(home)
    sayers.answer(sayers.to_read()[0])
