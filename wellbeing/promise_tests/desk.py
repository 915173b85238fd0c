"""What tests of the promise are worked on with, for one moment."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.clock import local_day
from wellbeing.content.offer_models import Promise
from wellbeing.cover import service as cover
from wellbeing.cover.hours import A_DAY, StaffedHours
from wellbeing.promise_tests.drawing import Draw
from wellbeing.sealed import Vault
from wellbeing.support.cases import Promised
from wellbeing.support.promising import promised

# All that is done here waits for each other: it is little, and counts must not be lost.
ABOUT = "promise-tests"


@dataclass(frozen=True)
class Desk:
    """A session, the keys, the moment, what is promised to anybody who asks, and how chance is drawn."""

    session: Session
    vault: Vault
    now: datetime
    promise: Promise
    draw: Draw = secrets.randbelow

    @cached_property
    def hours(self) -> StaffedHours:
        return cover.staffed_hours(self.session)

    @property
    def today(self) -> date:
        return local_day(self.now, self.hours.zone)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.hours.zone)

    def holders(self, role: Role) -> tuple[str, ...]:
        """Return who holds a role today."""
        found = accounts.people_with_role(self.session, role, self.today)
        return tuple(one.id for one in found)

    def there_on(self, day: date, person_ids: tuple[str, ...]) -> frozenset[str]:
        """Return who of these is not away on a day; how much they have taken is not asked."""
        away = cover.away(self.session, person_ids, day, day)
        return frozenset(person_ids) - away.keys()

    def free(self, person_ids: tuple[str, ...], made: Promised) -> frozenset[str]:
        """Return who is there on at least one staffed day of a promise."""
        day, found = local_day(made.read_from, self.hours.zone), frozenset[str]()
        while day <= made.due_on:
            if self.hours.is_working_day(day):
                found |= self.there_on(day, person_ids)
            day += A_DAY
        return found

    def promised(self, *, soon: bool) -> Promised:
        """Promise what is promised to somebody who asks to talk; NobodyThereError without staffed time."""
        known = self.promise
        days = known.working_days_soon if soon else known.working_days
        waits = known.pass_on_hours_soon if soon else known.pass_on_hours
        return promised(self.hours, self.now, days, timedelta(hours=waits))
