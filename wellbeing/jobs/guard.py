"""Looks before a job removes anything: far more than is usual is a wrong clock or a wrong setting.

A clock that is not believed removes nothing anyway (docs/adr/0032). This is for whatever nobody noticed:
a job that would empty a table stops, and somebody has to say that it is meant (docs/adr/0055).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.orm import Session

from wellbeing.accounts import forgetting
from wellbeing.accounts import service as accounts
from wellbeing.audit import service as audit
from wellbeing.clock import local_day
from wellbeing.database import Row
from wellbeing.jobs.workshop import Workshop
from wellbeing.keeping_settings import Keeping
from wellbeing.retention import everything_kept, span_of
from wellbeing.week import Week

LEAVERS, OLD_EVENTS = "erase-leavers", "forget-old-events"
# So many may always go, and so much of all there is.
ROWS, SHARE = 100, 0.25
PEOPLE, SHARE_OF_PEOPLE = 20, 0.1
ANYWAY = "--however-much"


class FarMoreThanUsualError(Exception):
    """A job would remove far more than is usual; the message says what to do, and no number."""


@dataclass(frozen=True)
class Ahead:
    """What a job would remove of one kind of thing."""

    what: str
    goes: int
    there: int
    free: int = ROWS
    share: float = SHARE

    @property
    def is_usual(self) -> bool:
        return self.goes <= max(self.free, self.there * self.share)


@dataclass(frozen=True)
class Cut:
    """The days by which it is told what goes."""

    today: date
    keeping: Keeping

    @property
    def oldest_week(self) -> str:
        return str(Week.of(self.today).plus(-self.keeping.weeks_of("answers")))


Goes = Callable[[Table, Cut], ColumnElement[bool]]


def _by_week(table: Table, cut: Cut) -> ColumnElement[bool]:
    return table.c.week < cut.oldest_week


def _by_last_day(table: Table, cut: Cut) -> ColumnElement[bool]:
    return table.c.kept_until < cut.today


def _by_day_of_removal(table: Table, cut: Cut) -> ColumnElement[bool]:
    return table.c.remove_on <= cut.today


def _after_its_end(table: Table, cut: Cut) -> ColumnElement[bool]:
    return table.c.until <= cut.today - span_of("shared")


# What takes long to gather, and is gone for good: of each table how it is told what goes.
GUARDED: Mapping[str, Goes] = {
    "check_in": _by_week,
    "placement": _by_week,
    "own_paper": _by_last_day,
    "support_request": _by_day_of_removal,
    "formal_agreement": _by_day_of_removal,
    "work_request": _by_day_of_removal,
    "complaint": _by_day_of_removal,
    "shared_item": _after_its_end,
}


def ahead_of(name: str, workshop: Workshop) -> tuple[Ahead, ...]:
    """Return what a job would remove now, as far as it is guarded; of people nothing is opened."""
    tables, counted = tuple(_tables_of(name)), COUNTED.get(name)
    if not tables and counted is None:
        # Such a job may need no time, and must not be asked for it.
        return ()
    with workshop.session() as session:
        today = local_day(workshop.clock.now(), accounts.organisation(session).zone)
        if counted is not None:
            return (counted(session, workshop, today),)
        cut = Cut(today, workshop.settings.keeping)
        return tuple(_rows(session, table, cut) for table in tables)


def require_usual(name: str, workshop: Workshop) -> None:
    """Raise FarMoreThanUsualError rather than let a job remove most of what there is."""
    unusual = [one.what for one in ahead_of(name, workshop) if not one.is_usual]
    if unusual:
        raise FarMoreThanUsualError(
            f"It would remove far more than is usual of: {', '.join(unusual)}. Look at the clock, at the roster "
            f"and at WELLBEING_KEEP_*. If it is meant: `wellbeing jobs run {name} {ANYWAY}`."
        )


def _tables_of(name: str) -> Iterator[str]:
    mine = (one.tables for one in everything_kept() if one.removed_by == name)
    tables = dict.fromkeys(table for some in mine for table in some)
    return (table for table in tables if table in GUARDED)


def _rows(session: Session, name: str, cut: Cut) -> Ahead:
    table = Row.metadata.tables[name]
    counted = select(func.count()).select_from(table)
    goes = session.scalar(counted.where(GUARDED[name](table, cut))) or 0
    # There may be millions: all of them are counted only where it matters.
    there = goes if goes <= ROWS else session.scalar(counted) or 0
    return Ahead(name.replace("_", " "), goes, there)


def _events(session: Session, workshop: Workshop, today: date) -> Ahead:
    """Count by opening, oldest first and up to the first that stays: the days are sealed."""
    kept_for = timedelta(days=workshop.settings.keeping.days_of("audit"))
    return Ahead("events", *audit.how_many_are_old(session, workshop.vault, today, kept_for))


def _leavers(session: Session, workshop: Workshop, today: date) -> Ahead:
    kept_for = timedelta(days=workshop.settings.keeping.days_of("leavers"))
    left = len(forgetting.left_by(session, today - kept_for))
    there = len(accounts.present(session, today)) + left
    return Ahead("people who left", left, there, PEOPLE, SHARE_OF_PEOPLE)


# What is counted in another way than by a column of its table.
COUNTED: Mapping[str, Callable[[Session, Workshop, date], Ahead]] = {
    LEAVERS: _leavers,
    OLD_EVENTS: _events,
}
