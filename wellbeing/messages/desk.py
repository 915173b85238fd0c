"""What notices are written and sent with, for one moment."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from wellbeing.content.models import Mails
from wellbeing.sealed import Vault


@dataclass(frozen=True)
class Desk:
    """What delivering needs."""

    session: Session
    vault: Vault
    now: datetime
    today: date
    address: str
    sender: str
    words: Mails
