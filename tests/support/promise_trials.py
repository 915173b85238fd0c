"""Tests of the promise in a small organisation: a desk at a moment, and chance that is said beforehand."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.support.asking import PRACTITIONER, join_second
from tests.support.house import Home
from tests.support.world import CHARACTERS, NOW
from wellbeing.accounts.people import Role
from wellbeing.content.loader import content
from wellbeing.cover import own
from wellbeing.cover.service import Away
from wellbeing.promise_tests import service, store
from wellbeing.promise_tests.desk import Desk
from wellbeing.promise_tests.kept import Sent, Tally

LEAD_NAME = "wellbeing lead"
# The first of all that can be drawn, each time: a test is sent at once, to everybody.
FIRST: Callable[[int], int] = lambda _most: 0  # noqa: E731
# The last: no test is sent.
LAST: Callable[[int], int] = lambda most: most - 1  # noqa: E731


@dataclass
class Trials:
    """The services of tests in one organisation with two practitioners."""

    home: Home
    draw: Callable[[int], int] = field(default=FIRST)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        with self.home.session() as session:
            promise = content().offers.promise
            yield Desk(session, self.home.vault, self.home.clock.now(), promise, self.draw)

    def set_number(self, lead: str, number: int = 4) -> None:
        with self.desk() as desk:
            service.set_each_month(desk, lead, number)

    def tick(self) -> None:
        with self.desk() as desk:
            service.keep_going(desk)

    def send(self, role: Role = Role.PRACTITIONER) -> bool:
        with self.desk() as desk:
            return service.send_one(desk, role)

    def open(self) -> tuple[Sent, ...]:
        with self.desk() as desk:
            return store.open_tests(desk.session)

    def waiting(self, who: str = PRACTITIONER) -> tuple[service.Waiting, ...]:
        with self.desk() as desk:
            return service.waiting(desk, who)

    def take(self, who: str = PRACTITIONER) -> None:
        with self.desk() as desk:
            service.take(desk, who, service.waiting(desk, who)[0].id)

    def tally(self, month: str = "2026-03", role: Role = Role.PRACTITIONER) -> Tally:
        with self.desk() as desk:
            return store.tally(desk.session, month, role)

    def go_away(self, who: str, first: date, last: date) -> None:
        with self.desk() as desk:
            own.go_away(own.Supporter(desk.session, who, desk.today), Away(first, last))

    def after(self, passed: timedelta) -> None:
        """Let so much time have passed since the world stands."""
        self.home.clock.standing_at = NOW + passed


def with_second(home: Home) -> Trials:
    join_second(home)
    return Trials(home)


def set_another_number(home: Home) -> None:
    """Let the wellbeing lead set a number that does not stand there yet."""
    trials = Trials(home)
    with trials.desk() as desk:
        now = service.each_month(desk.session)
    lead = next(one.id for one in CHARACTERS if one.name == LEAD_NAME)
    trials.set_number(lead, 6 if now == 4 else 4)
