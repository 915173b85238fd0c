"""What every capability works with, for one moment; each adds where its own things lie."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from wellbeing.sealed import Vault


@dataclass(frozen=True)
class Moment:
    """A session, the keys, and the moment with its day in the organisation's zone."""

    session: Session
    vault: Vault
    now: datetime
    today: date
