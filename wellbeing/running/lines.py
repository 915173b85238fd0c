"""One line of how the service runs, and what those who run it look with."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.settings import Settings


@dataclass(frozen=True)
class Trouble:
    """Something that needs mending: what is wrong, and what to do."""

    said: str
    remedy: str


@dataclass(frozen=True)
class Line:
    """One thing that was looked at, how it stands, and its trouble if there is one."""

    what: str
    stands: str
    trouble: Trouble | None = None

    @classmethod
    def troubled(cls, what: str, said: str, remedy: str) -> "Line":
        return cls(what, said, Trouble(said, remedy))


@dataclass(frozen=True)
class Office:
    """The tables, the settings and the moment; nothing that opens what is sealed."""

    session: Session
    settings: Settings
    now: datetime

    @property
    def zone(self) -> str:
        return accounts.organisation(self.session).zone

    def said(self, moment: datetime) -> str:
        """Say a moment as people of the organisation read it."""
        here, now = self._here(moment), self._here(self.now)
        day = "today" if here.date() == now.date() else f"on {here:%A} {here.day} {here:%B %Y}"
        return f"{here:%H:%M} {day}"

    def _here(self, moment: datetime) -> datetime:
        try:
            return moment.astimezone(ZoneInfo(self.zone))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            # That its data is not there is told by its own line.
            return moment.astimezone(UTC)
