"""What notices are written and sent with, for one moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from wellbeing.content.models import Mails
from wellbeing.sealed import Vault


@dataclass(frozen=True)
class Desk:
    """What delivering needs; `stop_link` gives the link that ends a person's weekly messages."""

    session: Session
    vault: Vault
    now: datetime
    today: date
    address: str
    sender: str
    words: Mails
    stop_link: Callable[[str], str]
