"""What history works with."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.retention import weeks_of
from wellbeing.sealed import Vault
from wellbeing.stepped_care import Policies, Policy
from wellbeing.week import Week

# A year and a week: the same week of last year can still be looked at.
KEPT_WEEKS = weeks_of("answers")


@dataclass(frozen=True)
class Desk:
    """A session, the vault, the policies of all weeks, and the day."""

    session: Session
    vault: Vault
    policies: Policies
    today: date
    # An organisation may keep answers shorter.
    kept_weeks: int = KEPT_WEEKS

    @property
    def this_week(self) -> Week:
        return Week.of(self.today)

    @property
    def policy(self) -> Policy:
        """The policy of this week; a check-in of last week is judged by that of last week."""
        return self.policies.at(self.this_week)
