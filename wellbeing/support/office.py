"""What requests are worked on with: the desk of histories, the moment, and what is promised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from wellbeing.content.offer_models import Promise
from wellbeing.history.service import Desk
from wellbeing.messages import service as messages
from wellbeing.sealed import Vault
from wellbeing.support.cabinet import Cabinet
from wellbeing.support.cases import Kind, Promised, Wish
from wellbeing.support.promising import promised
from wellbeing.support.rota import Rota


@dataclass(frozen=True)
class Office:
    """Everything a request needs, for one moment."""

    desk: Desk
    now: datetime
    promise: Promise

    @property
    def session(self) -> Session:
        return self.desk.session

    @property
    def vault(self) -> Vault:
        return self.desk.vault

    @property
    def today(self) -> date:
        return self.desk.today

    @property
    def cabinet(self) -> Cabinet:
        return Cabinet(self.desk.session, self.desk.vault)

    @cached_property
    def rota(self) -> Rota:
        return Rota(self.session, self.cabinet, self.today)

    def promised(self, wish: Wish) -> Promised:
        """Return what is promised when the wish is sent now; NobodyThereError if no time is staffed."""
        waits = self.promise.pass_on_hours_soon if wish.soon else self.promise.pass_on_hours
        hours = self.rota.hours
        return promised(hours, self.now, self.working_days(wish), timedelta(hours=waits))

    def working_days(self, wish: Wish) -> int:
        """Contact has a promise of its own; reviews and formal support that of a sign-off."""
        if wish.kind is Kind.TALK:
            return self.promise.working_days_soon if wish.soon else self.promise.working_days
        sign_off = self.desk.policy.sign_off_working_days
        return sign_off.soon if wish.soon else sign_off.routine

    def tell(self, kind: messages.Kind, person_ids: Iterable[str]) -> None:
        """Tell people that a page is there for them; the notice says nothing else.

        Always in the same order, so that two who tell the same people never wait for each other.
        """
        for person_id in sorted(person_ids):
            messages.post(self.session, self.vault, kind, person_id, self.now)
