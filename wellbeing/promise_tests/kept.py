"""What is kept of tests of the promise: open ones, and what came of a month of them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from wellbeing.accounts.people import Role
from wellbeing.retention import span_of

# About so many tests a month for each role; 0 switches them off.
LEAST, MOST, SUGGESTED = 2, 12, 4
ROLES = (Role.PEER_SUPPORTER, Role.PRACTITIONER)
# A test that nobody has taken ends so long after its promise: long enough to be taken late.
LET_GO_AFTER = span_of("promise-tests")
MINUTE = timedelta(minutes=1)


class Outcome(StrEnum):
    """How a test ended."""

    IN_TIME = "in time"
    LATE = "late"
    NOT_TAKEN = "not taken"


@dataclass(frozen=True)
class Addressed:
    """A contact of a test: place 0 reads it at once, the others in their order."""

    person_id: str
    place: int = 0
    # When it passes on to them at the latest.
    moment: datetime | None = None
    given_at: datetime | None = None

    @property
    def has_it(self) -> bool:
        return self.place == 0 or self.given_at is not None


@dataclass(frozen=True)
class Sent:
    """A test that is open."""

    id: str
    role: Role
    sent_at: datetime
    due_at: datetime
    to: tuple[Addressed, ...]

    @property
    def ends_at(self) -> datetime:
        return self.due_at + LET_GO_AFTER


@dataclass(frozen=True)
class Tally:
    """What came of one role's tests in one month, and its days with somebody there."""

    month: str
    role: Role
    in_time: int = 0
    late: int = 0
    not_taken: int = 0
    longest_minutes: int = 0
    staffed_days: int = 0
    covered_days: int = 0
    counted_to: date | None = None
    is_alone: bool = False

    @property
    def tests(self) -> int:
        return self.in_time + self.late + self.not_taken

    def with_one(self, outcome: Outcome, waited: timedelta) -> "Tally":
        """Count a test that ended; how long one waited counts only where it was taken."""
        minutes = 0 if outcome is Outcome.NOT_TAKEN else waited // MINUTE
        return replace(
            self,
            in_time=self.in_time + (outcome is Outcome.IN_TIME),
            late=self.late + (outcome is Outcome.LATE),
            not_taken=self.not_taken + (outcome is Outcome.NOT_TAKEN),
            longest_minutes=max(self.longest_minutes, minutes),
        )

    def with_day(self, day: date, there: int, holders: int) -> "Tally":
        """Count a staffed day once: whether any of those who hold the role is there.

        Where one person holds it, whether they are there is theirs alone: the day is not counted.
        """
        if self.counted_to is not None and day <= self.counted_to:
            return self
        seen = replace(self, counted_to=day)
        if holders == 1:
            return replace(seen, is_alone=True)
        return replace(
            seen,
            staffed_days=self.staffed_days + 1,
            covered_days=self.covered_days + (there > 0),
        )


def month_of(day: date) -> str:
    """Return `2026-03`."""
    return f"{day:%Y-%m}"
