"""The numbers of the policy: what they are, and between which limits they make sense."""

import hashlib
import json
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from wellbeing.stepped_care.answers import HIGHEST_SCORE, SIGNS

Score = Annotated[
    int,
    Field(ge=0, le=HIGHEST_SCORE, description=f"a whole number from 0 to {HIGHEST_SCORE}"),
]
Line = Annotated[
    int,
    Field(ge=1, le=HIGHEST_SCORE, description=f"a whole number from 1 to {HIGHEST_SCORE}"),
]
Items = Annotated[
    int, Field(ge=1, le=len(SIGNS), description=f"a whole number from 1 to {len(SIGNS)}")
]
CheckIns = Annotated[int, Field(ge=1, le=12, description="a whole number from 1 to 12")]
Weeks = Annotated[int, Field(ge=1, le=52, description="a whole number of weeks from 1 to 52")]


def _a_monday(day: date) -> date:
    if day.isoweekday() != 1:
        raise ValueError("not a Monday")
    return day


Monday = Annotated[
    date, AfterValidator(_a_monday), Field(description="a Monday, such as 2026-01-05")
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ScoreNumbers(_Part):
    """How a week becomes a warning-sign score."""

    min_items: Items
    impact_from: Line


class BaselineNumbers(_Part):
    """How a person's usual level is found."""

    weeks_min: CheckIns
    weeks_max: Weeks


class ReactiveNumbers(_Part):
    """When reactive support is offered."""

    high: Line
    rise: Line
    n_consecutive: CheckIns
    spike: Line
    spike_rise: Line
    spike_floor: Line


class EventNumbers(_Part):
    """What follows a distressing event."""

    window_weeks: Weeks
    watch_reopen_weeks: Weeks
    n_consecutive: CheckIns


class DownNumbers(_Part):
    """When reactive support ends, and what silence means."""

    settled: Score
    baseline_cap: Score
    settled_above_baseline: Score
    n_consecutive: CheckIns
    min_weeks: Weeks
    review_weeks: Weeks
    stale_weeks: Weeks


class Policy(_Part):
    """One policy, whole; from its Monday on it decides every week until the next one."""

    version: Annotated[int, Field(ge=1, description="a whole number from 1")]
    in_force_from: Monday
    max_gap_weeks: Weeks
    score: ScoreNumbers
    baseline: BaselineNumbers
    reactive: ReactiveNumbers
    event: EventNumbers
    down: DownNumbers

    @cached_property
    def sha256(self) -> str:
        """Identify the policy by its numbers: a better comment does not make another policy."""
        numbers = self.model_dump(mode="json")
        written = json.dumps(numbers, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()

    @property
    def longest_run(self) -> int:
        """Tell how many scored check-ins a rule may look back on."""
        return max(self.reactive.n_consecutive, self.event.n_consecutive, self.down.n_consecutive)
