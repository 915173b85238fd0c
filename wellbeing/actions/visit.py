"""What every page of the action log needs to know: who, when, which unit, in whose words."""

from dataclasses import dataclass
from datetime import date

from flask import abort
from sqlalchemy.orm import Session

from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.actions import service
from wellbeing.actions.keeping import Log
from wellbeing.actions.showing import ShownAction, shown
from wellbeing.content.action_models import Library
from wellbeing.extensions import db, house
from wellbeing.web.signed_in import SignedIn
from wellbeing.web.words import words


@dataclass(frozen=True)
class Visit:
    """One person at the action logs on one day."""

    person_id: str
    session: Session
    today: date
    library: Library

    @property
    def home(self) -> accounts.Unit | None:
        return accounts.home_unit(self.session, self.person_id, self.today)

    @property
    def led(self) -> tuple[accounts.Unit, ...]:
        return leading.units_led(self.session, self.person_id, self.today)

    @property
    def leads_any(self) -> bool:
        """Say whether `led` has any unit, without listing all that lies below."""
        return bool(accounts.units_led(self.session, self.person_id, self.today))

    def leads(self, unit_id: str) -> bool:
        return leading.leads(self.session, self.person_id, unit_id, self.today)

    def is_of_team(self, unit_id: str) -> bool:
        return leading.is_of_team(self.session, self.person_id, unit_id, self.today)

    def log(self, unit_id: str) -> Log:
        return Log(self.session, unit_id, self.person_id, self.today)

    def unit(self, unit_id: str) -> accounts.Unit:
        """Return a unit; not there for a page when it does not exist."""
        found = accounts.unit(self.session, unit_id)
        return abort(404) if found is None else found

    def action(self, unit_id: str, action_id: str) -> service.Action:
        found = service.action(self.session, unit_id, action_id, self.today)
        return abort(404) if found is None else found

    def asked(self, unit_id: str, action_id: str) -> service.Action:
        found = service.asked_of(self.session, unit_id, action_id, self.today)
        return abort(404) if found is None else found

    def shown(self, action: service.Action) -> ShownAction:
        return shown(self.library, action, self.today)


def visit_of(person: SignedIn) -> Visit:
    session = db.session()
    today = house().today(accounts.organisation(session).zone)
    return Visit(person.id, session, today, words().actions)
