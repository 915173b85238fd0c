"""Questions asked of the tables of hours and closed days, and what is written to them."""

from collections.abc import Iterable
from datetime import date, time

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from wellbeing.cover.hours import DAYS, Hours
from wellbeing.cover.kept import ClosedDay, Week
from wellbeing.cover.rows import ClosedDayRow, StaffedDayRow, StaffedWeekRow

AN_HOUR = 60


def week(session: Session) -> Week:
    """Return the staffed week; the usual one before anybody has set it."""
    row = session.scalar(select(StaffedWeekRow))
    if row is None:
        return Week()
    hours = {
        one.weekday: (_time(one.opens), _time(one.closes))
        for one in session.scalars(select(StaffedDayRow))
    }
    weekdays = tuple(hours.get(day) for day in range(len(DAYS)))
    return Week(weekdays, row.version, row.set_by, row.set_on)


def set_week(session: Session, new: Week) -> None:
    session.merge(StaffedWeekRow(id=1, version=new.version, set_by=new.set_by, set_on=new.set_on))
    session.execute(delete(StaffedDayRow))
    session.add_all(_staffed(new.weekdays))
    session.flush()


def closed_days(session: Session, first: date | None = None) -> tuple[ClosedDay, ...]:
    """Return closed days in their order, from one day on where it is given."""
    wanted = select(ClosedDayRow).order_by(ClosedDayRow.day)
    if first is not None:
        wanted = wanted.where(ClosedDayRow.day >= first)
    return tuple(ClosedDay(row.day, row.name) for row in session.scalars(wanted))


def close(session: Session, closed: ClosedDay, set_by: str, set_on: date) -> None:
    """Keep a closed day; one that is closed already gets the new name."""
    session.merge(ClosedDayRow(day=closed.day, name=closed.name, set_by=set_by, set_on=set_on))
    session.flush()


def reopen(session: Session, day: date) -> bool:
    """Remove a closed day; say whether there was one."""
    gone = session.execute(
        delete(ClosedDayRow).where(ClosedDayRow.day == day).returning(ClosedDayRow.day)
    )
    return gone.first() is not None


def set_by(session: Session, person_id: str) -> tuple[date | None, tuple[ClosedDay, ...]]:
    """Return when a person set the hours, if they stand as they set them, and days they closed."""
    hours = select(StaffedWeekRow.set_on).where(StaffedWeekRow.set_by == person_id)
    rows = session.scalars(
        select(ClosedDayRow).where(ClosedDayRow.set_by == person_id).order_by(ClosedDayRow.day)
    )
    return session.scalar(hours), tuple(ClosedDay(row.day, row.name) for row in rows)


def forget_who_set(session: Session, person_id: str) -> None:
    for row in (StaffedWeekRow, ClosedDayRow):
        session.execute(update(row).where(row.set_by == person_id).values(set_by=None))


def _staffed(weekdays: Iterable[Hours]) -> Iterable[StaffedDayRow]:
    for weekday, hours in enumerate(weekdays):
        if hours is not None and hours[0] < hours[1]:
            opens, closes = (one.hour * AN_HOUR + one.minute for one in hours)
            yield StaffedDayRow(weekday=weekday, opens=opens, closes=closes)


def _time(minute: int) -> time:
    return time(*divmod(minute, AN_HOUR))
