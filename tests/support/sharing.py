"""One person who shares, at the services of a small organisation, and those who may read."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from tests.support.asking import ASKER, PRACTITIONER
from tests.support.at_desk import at_desk
from tests.support.house import Home
from wellbeing.sharing import service
from wellbeing.sharing.copies import CopiedList, Copy
from wellbeing.sharing.service import Desk

WORDS = "Ask me what I need"
COPY = Copy("What helps others help me", (CopiedList("What helps me", ((WORDS,),)),))
WANTED = service.Wanted("helping-me", 14, "So that you know")


def times(share: service.Share) -> int:
    """Return how often it was opened."""
    return sum(one.times for one in share.looks)


@dataclass(frozen=True)
class Sharers:
    """The services of sharing in one organisation."""

    home: Home

    def desk(self) -> AbstractContextManager[Desk]:
        return at_desk(self.home, Desk)

    def share(
        self,
        to: str = PRACTITIONER,
        who: str = ASKER,
        wanted: service.Wanted = WANTED,
        copy: Copy = COPY,
    ) -> str:
        """Share something with somebody of the list, or with an address; return its id."""
        before = {one.id for one in self.mine(who)}
        self.keep(to, who, wanted, copy)
        (made,) = {one.id for one in self.mine(who)} - before
        return made

    def keep(
        self,
        to: str = PRACTITIONER,
        who: str = ASKER,
        wanted: service.Wanted = WANTED,
        copy: Copy = COPY,
    ) -> None:
        """Share something, without asking for its id."""
        with self.desk() as desk:
            named = service.reader_at(desk, who, to) if "@" in to else _listed(desk, who, to)
            service.share(desk, service.ahead(desk, who, named, wanted, copy))

    def share_words(self, words: str, **more: Any) -> str:
        """Share a section that says this."""
        return self.share(copy=replace(COPY, lists=(CopiedList("A", ((words,),)),)), **more)

    def mine(self, who: str = ASKER) -> tuple[service.Share, ...]:
        with self.desk() as desk:
            return service.shared_by(desk.session, desk.vault, who, desk.today)

    def waiting(self, who: str = PRACTITIONER) -> tuple[service.Waiting, ...]:
        with self.desk() as desk:
            return service.shared_with(desk, who)

    def look(self, share_id: str, who: str = PRACTITIONER) -> service.Opened:
        with self.desk() as desk:
            return service.look(desk, who, share_id)

    def end(self, share_id: str, who: str = ASKER) -> bool:
        with self.desk() as desk:
            return service.withdraw(desk, who, share_id)

    def put_away(self, share_id: str, who: str = PRACTITIONER) -> None:
        with self.desk() as desk:
            service.put_away(desk, who, share_id)

    def forget_old(self) -> None:
        with self.desk() as desk:
            service.forget_old(desk.session, desk.vault, desk.today)


def _listed(desk: Desk, who: str, to: str) -> service.Named:
    return next(one for one in service.readers(desk, who) if one.reader.id == to)
