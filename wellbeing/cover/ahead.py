"""Who is there on the days ahead, by role: no name of anybody who is away."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.cover import service
from wellbeing.cover.hours import DAYS
from wellbeing.cover.own import SUPPORTERS
from wellbeing.public_holidays import public_holidays

DAYS_AHEAD = 14


@dataclass(frozen=True)
class DayAhead:
    """One day: why it is closed, or of which roles nobody is there."""

    day: date
    closed: str = ""
    nobody: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Ahead:
    """The days ahead, and the roles that nobody holds on any of them."""

    days: tuple[DayAhead, ...]
    never: tuple[Role, ...]

    @property
    def without_cover(self) -> tuple[DayAhead, ...]:
        """Return the staffed days on which nobody of some role is there, though somebody holds it."""
        return tuple(one for one in self.days if set(one.nobody).difference(self.never))


def days_ahead(session: Session, today: date, count: int = DAYS_AHEAD) -> Ahead:
    """Return who is there from today on; holders of roles are those of each day itself."""
    days = [today + timedelta(days=each) for each in range(count)]
    held = {day: {role: _ids(session, role, day) for role in SUPPORTERS} for day in days}
    everybody = sorted({one for roles in held.values() for ids in roles.values() for one in ids})
    away = service.away(session, everybody, days[0], days[-1])
    hours = service.staffed_hours(session)
    names = {one.day: one.name for one in service.closed_days(session, today)}

    def is_there(person_id: str, day: date) -> bool:
        return not any(one.covers(day) for one in away.get(person_id, ()))

    found = []
    for day in days:
        if not hours.is_working_day(day):
            found.append(DayAhead(day, closed=_why(hours, names, day)))
            continue
        nobody = (r for r in SUPPORTERS if not any(is_there(each, day) for each in held[day][r]))
        found.append(DayAhead(day, nobody=tuple(nobody)))
    never = tuple(role for role in SUPPORTERS if not any(held[day][role] for day in days))
    return Ahead(tuple(found), never)


def _ids(session: Session, role: Role, day: date) -> tuple[str, ...]:
    return tuple(one.id for one in accounts.people_with_role(session, role, day))


def _why(hours: service.StaffedHours, names: dict[date, str], day: date) -> str:
    if day in names:
        return names[day]
    if day in public_holidays(hours.nation, day.year):
        return "Public holiday"
    return f"No hours on {DAYS[day.weekday()]}s"
