"""People who ask those who lead them for a change at work, at the services of a small organisation."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

from tests.support.asking import ASKER, BY_NAME, SUPERVISOR
from tests.support.at_desk import at_desk
from tests.support.house import Home
from wellbeing.work_requests import service

SAID = "Please find somebody to cover my visits this week."
WANTED = service.Wanted(SUPERVISOR, "cover", SAID)
NO_WORK = "no change at work"
TAKEN_BACK = "at work, taken back"
UNKNOWN_WORK = {NO_WORK: "0" * 32}


@dataclass(frozen=True)
class Work:
    """The services of work requests in one organisation."""

    home: Home

    def desk(self) -> AbstractContextManager[service.Desk]:
        return at_desk(self.home, service.Desk)

    def send(self, wanted: service.Wanted = WANTED, who: str = ASKER) -> str:
        with self.desk() as desk:
            return service.send(desk, who, wanted)

    def mine(self, who: str = ASKER) -> tuple[service.Mine, ...]:
        with self.desk() as desk:
            return service.mine(desk, who)

    def look(self, request_id: str, who: str = SUPERVISOR) -> service.Received:
        with self.desk() as desk:
            return service.look(desk, who, request_id)

    def answer(self, request_id: str, who: str = SUPERVISOR) -> None:
        with self.desk() as desk:
            by = desk.today + timedelta(days=7)
            said = service.Answer(True, "Jo takes your visits.", desk.today, by)
            service.answer(desk, who, request_id, said)

    def take_back(self, request_id: str, who: str = ASKER) -> bool:
        with self.desk() as desk:
            return service.take_back(desk, who, request_id)


@dataclass(frozen=True)
class Asked:
    """Who asked for a change at work, of whom, and the names of those who may open it."""

    asker: str
    to: str
    open_to: frozenset[str]


CHANGES: Mapping[str, Asked] = {
    "at work, to a supervisor": Asked("staff", "supervisor", frozenset({"supervisor"})),
    "at work, to a manager above": Asked(
        "staff", "manager of everything", frozenset({"manager of everything"})
    ),
    TAKEN_BACK: Asked("staff", "supervisor", frozenset()),
}


def ask_at_work(home: Home) -> None:
    """Let somebody ask, and take one of the requests back."""
    work = Work(home)
    sent = {
        name: work.send(service.Wanted(BY_NAME[each.to], "cover", name), BY_NAME[each.asker])
        for name, each in CHANGES.items()
    }
    work.take_back(sent[TAKEN_BACK])


def change_ids_of(home: Home) -> dict[str, str]:
    """Return the ids of all requests by name, and one that nothing has."""
    found = {one.words or TAKEN_BACK: one.id for one in Work(home).mine()}
    return found | UNKNOWN_WORK
