"""An organisation that is asked on Wednesday, with things that will have to be removed some day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tests.integration.rhythm.conftest import Relay, relay_and_mailer, rooms
from tests.support.timetables import Machine, machine_at, timetable_on
from wellbeing import jobs
from wellbeing.checkins.rows import DraftRow
from wellbeing.database import Row, make_engine, writing
from wellbeing.history.rows import CheckInRow, PlacementRow
from wellbeing.looking_back.store import OwnPaperRow
from wellbeing.scheduler import Timetable
from wellbeing.scheduler_rows import JobRunRow, LeaseRow, SeenClockRow
from wellbeing.settings import Settings
from wellbeing.web.rows import LimboRow

__all__ = ["relay_and_mailer", "rooms"]
TUESDAY = datetime(2026, 6, 9, 12, 20, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)
# What the timetable notes of itself.
OF_ITSELF = {each.__tablename__ for each in (JobRunRow, LeaseRow, SeenClockRow)}


@dataclass
class Place:
    """A machine with the timetable of an organisation, its relay, and what the database holds."""

    settings: Settings
    machine: Machine
    relay: Relay
    engine: Engine
    timetable: Timetable
    listed: tuple[jobs.Job, ...] = jobs.JOBS

    def tick(self, after: timedelta = timedelta(minutes=1)) -> None:
        self.machine.run_for(after)
        self.timetable.tick()

    def start_again(self) -> None:
        """End the process and begin another one."""
        self.timetable.stop()
        self.timetable = timetable_on(self.settings, self.machine, self.listed)

    def held(self) -> dict[str, int]:
        """Return how many rows each table has."""
        with Session(self.engine) as session:
            tables = (table for table in Row.metadata.sorted_tables if table.name not in OF_ITSELF)
            return {
                table.name: session.scalar(select(func.count()).select_from(table)) or 0
                for table in tables
            }

    def add(self, *rows: Row) -> None:
        with Session(self.engine) as session, writing(session):
            session.add_all(rows)


def dated_rows(today: date, now: datetime) -> tuple[Row, ...]:
    """Return a row of each kind that goes some day, none of which may go yet."""
    week = "2026-W24"
    return (
        DraftRow(id=b"d" * 32, sealed=b"", kept_until=today + timedelta(days=7)),
        OwnPaperRow(id=b"o" * 32, sealed=b"", kept_until=today + timedelta(days=7)),
        CheckInRow(id=b"c" * 32, week=week, sealed=b""),
        PlacementRow(id=b"p" * 32, week=week, sealed=b""),
        LimboRow(id=b"l" * 32, sealed=b"", expires_at=now + timedelta(minutes=90)),
    )


@pytest.fixture
def open_place(rooms, relay_and_mailer) -> Iterator[Callable[..., Place]]:
    """Give a place that has ticked twice on Tuesday, until noon."""
    relay, mailer = relay_and_mailer
    places: list[Place] = []

    def open_it(listed: tuple[jobs.Job, ...] = jobs.JOBS, apart: timedelta = A_MINUTE) -> Place:
        settings = replace(
            rooms.settings, mail=replace(mailer._settings, sender="no-reply@w.example")
        )
        machine = machine_at(TUESDAY - A_MINUTE - apart)
        timetable = timetable_on(settings, machine, listed)
        place = Place(
            settings, machine, relay, make_engine(settings.database_url), timetable, listed
        )
        places.append(place)
        place.add(*dated_rows(TUESDAY.date(), TUESDAY))
        place.tick()
        place.tick(after=apart)
        return place

    yield open_it
    for place in places:
        place.timetable.stop()
        place.engine.dispose()


@pytest.fixture
def place(open_place: Callable[..., Place]) -> Place:
    # After an hour all is gone of whoever had left already.
    return open_place(apart=timedelta(minutes=61))
