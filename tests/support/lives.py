"""Lives of a small organisation, told as events, and lived on real databases that forget them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.orm import Session

from tests.support.press import CALENDAR, FIRST_MONDAY, Works, at, publication, without_noise
from wellbeing.database import EVERYTHING, WRITES
from wellbeing.disclosure import ADOPTED, Book, ExactSums, Noise, Parameters, Window
from wellbeing.disclosure.parameters import Limits
from wellbeing.ledger import service as ledger
from wellbeing.publishing.rows import CohortRow
from wellbeing.publishing.service import Press, Published, publish_due
from wellbeing.publishing.witness import Unwitnessed
from wellbeing.week import Week

# The red team is large enough to show more than one number.
SERVICES = {
    "north": {"red": 40, "blue": 8, "dot": 3, "dash": 5},
    "south": {"green": 12, "lone": 4},
}
# So that these few people are shown in all detail, as thousands would be.
LIMITS = Limits(team=9.0, service=9.0, directorate=9.0, organisation=9.0)
IN_DETAIL = ADOPTED.model_copy(update={"limits": LIMITS})
TEAMS = tuple(team for teams in SERVICES.values() for team in teams)
WINDOWS: tuple[Window, ...] = (*CALENDAR.windows(1), *CALENDAR.windows(2)[:2])
WEEKS: tuple[Week, ...] = tuple(week for window in WINDOWS for week in window.weeks)


@dataclass(frozen=True)
class Move:
    """Somebody goes to another team on some day; "" is out of the house."""

    person: str
    day: int
    team: str


@dataclass(frozen=True)
class Life:
    """Who answers what in which week, and who goes where."""

    # person → number of the week → 0 (best) to 3 (worst)
    records: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    moves: Sequence[Move] = ()

    def with_record(self, person: str, record: Mapping[int, int]) -> "Life":
        return Life({**self.records, person: record}, self.moves)


@dataclass(frozen=True)
class Parts:
    """What the publisher is handed; a broken part must be caught."""

    noise: Noise = without_noise
    sums: type[ExactSums] = ExactSums
    parameters: Parameters | None = None


class Passing(Works):
    """An organisation in which nothing lasts: both databases are inside one open transaction."""

    def session(self) -> Session:
        return Session(self.main, join_transaction_mode="create_savepoint")

    def ledger(self) -> Session:
        return Session(self.ledger_engine, join_transaction_mode="create_savepoint")


@dataclass(frozen=True)
class Lived:
    """What is left of a life: the ledger, and the cohorts it was made from."""

    book: Book
    homes: Mapping[tuple[int, str], str]

    def homes_of(self, person: str) -> dict[int, str]:
        return {cycle: home for (cycle, one), home in self.homes.items() if one == person}

    @property
    def people(self) -> dict[tuple[int, str], int]:
        counted: dict[tuple[int, str], int] = {}
        for (cycle, _), home in self.homes.items():
            counted[cycle, home] = counted.get((cycle, home), 0) + 1
        return counted


@contextmanager
def passing(works: Works) -> Iterator[Passing]:
    """Open both databases for writing, and undo everything at the end."""
    with _undone(works.main) as main, _undone(works.ledger_engine) as released:
        # A session takes an open connection as well as an engine.
        engines = cast(Engine, main), cast(Engine, released)
        witness = Unwitnessed(), works.witness_file
        yield Passing(*engines, works.keys, works.vault, *witness, dict(works.homes))


def live(
    works: Works, life: Life, parts: Parts = Parts(), windows: Sequence[Window] = WINDOWS
) -> Lived:
    """Live a life to its end and let the product publish, then forget it."""
    with passing(works) as there:
        play(there, life, windows, parts)
        return lived(there)


def play(works: Works, life: Life, windows: Sequence[Window], parts: Parts = Parts()) -> None:
    """Live through these windows; each is published when its day has come."""
    for window in windows:
        opens = CALENDAR.starts_on(window.cycle)
        publish(works, parts, at(opens, hour=0))
        _move(works, life, window)
        _answer(works, life, window)
        publish(works, parts, publication(window))


def publish(works: Works, parts: Parts, now: datetime) -> Published:
    with works.session() as session, works.ledger() as released:
        press = Press(
            session,
            released,
            works.vault,
            fence=1,
            noise=parts.noise,
            parameters=parts.parameters,
            sums=parts.sums,
            # Every life is forgotten again: there is nothing to remember of it.
            witness=Unwitnessed(),
        )
        return publish_due(press, now)


def lived(works: Works) -> Lived:
    with works.session() as session, works.ledger() as released:
        rows = session.execute(select(CohortRow.cycle_id, CohortRow.person_id, CohortRow.unit_key))
        return Lived(
            ledger.book(released), {(row.cycle_id, row.person_id): row.unit_key for row in rows}
        )


def count(works: Works, table: type) -> int:
    with works.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _move(works: Works, life: Life, window: Window) -> None:
    for move in sorted(life.moves, key=lambda one: one.day):
        day = FIRST_MONDAY + timedelta(days=move.day)
        if not window.starts_on <= day <= window.ends_on:
            continue
        if move.person not in works.homes:
            works.join(move.person, move.team or TEAMS[0], day)
        elif move.team:
            works.move(move.person, move.team, day)
            works.homes[move.person] = move.team
        else:
            works.leave(move.person, day)


def _answer(works: Works, life: Life, window: Window) -> None:
    for number, week in enumerate(WEEKS):
        if week in window.weeks:
            for person, record in life.records.items():
                if number in record and person in works.homes:
                    works.answer(person, week, record[number])


@contextmanager
def _undone(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(**{WRITES: EVERYTHING}) as connection:
        outer = connection.begin()
        try:
            yield connection
        finally:
            outer.rollback()
