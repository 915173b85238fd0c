"""What sharing is worked on with, for one moment."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from wellbeing.sealed import Vault
from wellbeing.sharing.cupboard import Cupboard


@dataclass(frozen=True)
class Desk:
    """A session, the keys, and the moment with its day in the organisation's zone."""

    session: Session
    vault: Vault
    now: datetime
    today: date

    @property
    def cupboard(self) -> Cupboard:
        return Cupboard(self.session, self.vault)
