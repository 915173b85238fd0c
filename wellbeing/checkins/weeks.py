"""Which week a check-in belongs to, and the seven days it asks about."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from itsdangerous import BadData, URLSafeSerializer

from wellbeing.week import Week

# Until then the week just ended can still be chosen. A form shown on Sunday carries its week, so
# that crossing midnight with it open never moves the answers into the new week.
LATE_UNTIL = time(12)


@dataclass(frozen=True)
class AskedAbout:
    """The seven days a check-in asks about: they end today, or on the Sunday of a past week."""

    week: Week
    first: date
    last: date

    @classmethod
    def by(cls, today: date, week: Week) -> "AskedAbout":
        last = min(today, week.sunday)
        return cls(week, last - timedelta(days=6), last)

    @classmethod
    def whole(cls, week: Week) -> "AskedAbout":
        """Return a week from its Monday to its Sunday."""
        return cls(week, week.monday, week.sunday)

    @property
    def first_day(self) -> str:
        """Write `Thursday 6`, with the month only where it differs from the last day's."""
        same_month = (self.first.year, self.first.month) == (self.last.year, self.last.month)
        return f"{self.first:%A} {self.first.day}" if same_month else written(self.first)

    @property
    def last_day(self) -> str:
        return written(self.last)


def written(day: date) -> str:
    """Write `Sunday 9 March`."""
    return f"{day:%A} {day.day} {day:%B}"


def written_with_year(day: date) -> str:
    """Write `Sunday 9 March 2025`: for what may be long ago."""
    return f"{written(day)} {day.year}"


def open_weeks(now: datetime, zone: str) -> tuple[Week, ...]:
    """Return the weeks that can be answered now: this one, and until Monday noon the past one."""
    local = now.astimezone(ZoneInfo(zone))
    this_week = Week.of(local.date())
    if local.date() == this_week.monday and local.time() < LATE_UNTIL:
        return this_week, this_week.plus(-1)
    return (this_week,)


def sign_week(week: Week, secret: str | bytes, person_id: str) -> str:
    """Return the week as a form carries it: only this service can have written it, for one person."""
    return _signer(secret, person_id).dumps(str(week))


def read_week(token: str, secret: str | bytes, person_id: str) -> Week | None:
    """Return the week of a form; None when the token is not one of ours."""
    try:
        return Week.parse(str(_signer(secret, person_id).loads(token)))
    except (BadData, ValueError):
        return None


def _signer(secret: str | bytes, person_id: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=f"check-in week of {person_id}")
