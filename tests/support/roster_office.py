"""The office of a new organisation, in which a test imports rosters on whatever day it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from wellbeing.accounts import roster, service
from wellbeing.accounts.sign_in import Door
from wellbeing.sealed import Vault

MONDAY = date(2026, 3, 2)


@dataclass
class Office:
    """Where rosters are imported, and who sees what afterwards."""

    session: Session
    vault: Vault
    today: date = MONDAY

    @property
    def door(self):
        noon = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        return Door(self.session, self.vault, noon, self.today)

    def bring(self, rows, ask=roster.AT_ONCE, **options):
        return roster.apply(self.door, rows, ask=ask, **options)

    def later(self, days):
        self.today += timedelta(days=days)

    def person(self, address):
        found = service.people(self.session, service.present(self.session, self.today), self.today)
        return next((one for one in found if one.work_email == address), None)

    def home(self, address, on=None):
        unit = service.home_unit(self.session, self.person(address).id, on or self.today)
        return unit.name if unit else None

    def leads(self, address):
        return {
            unit.name
            for unit in service.units_visible_to(self.session, self.person(address).id, self.today)
        }

    def sees(self, address):
        """Return the units whose figures a person sees, by list and one by one."""
        person, on = self.person(address).id, self.today
        listed = service.units_visible_to(self.session, person, on)
        assert all(service.may_see_unit(self.session, person, unit.id, on) for unit in listed)
        return {unit.name for unit in listed}

    def unit(self, name):
        return next(one for one in service.units(self.session, self.today) if one.name == name)
