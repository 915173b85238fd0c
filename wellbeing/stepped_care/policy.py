"""The numbers of the policy: what they are, and between which limits they make sense."""

import hashlib
import json
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from wellbeing.stepped_care.answers import HIGHEST_ANSWER, HIGHEST_SCORE, SIGNS, Instrument
from wellbeing.week import Week

DAYS_IN_A_WEEK = 7

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
Answer = Annotated[
    int, Field(ge=1, le=HIGHEST_ANSWER, description=f"a whole number from 1 to {HIGHEST_ANSWER}")
]
Days = Annotated[int, Field(ge=1, le=60, description="a whole number of days from 1 to 60")]
Weeks = Annotated[int, Field(ge=1, le=52, description="a whole number of weeks from 1 to 52")]
Switch = Annotated[bool, Field(description="true or false")]
# "default" keeps events in the work apart from how the work is organised; "article" counts
# workload and environment as part of the work itself, as the source article groups them.
DEFAULT, ARTICLE = "default", "article"
Grouping = Annotated[
    Literal["default", "article"], Field(description=f'"{DEFAULT}" or "{ARTICLE}"')
]


def _screened(instrument: Instrument) -> Any:
    """Return what a line for this screen may be."""
    highest = instrument.highest
    return Field(ge=1, le=highest, description=f"a whole number from 1 to {highest}")


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
    rise_floor: Line
    n_consecutive: CheckIns
    spike: Line
    spike_rise: Line
    spike_floor: Line
    overload_n: CheckIns


class EventNumbers(_Part):
    """What follows a distressing event."""

    window_weeks: Weeks
    watch_reopen_weeks: Weeks
    n_consecutive: CheckIns
    cumulative_n: CheckIns
    cumulative_weeks: Weeks
    contact_first_day: Days
    contact_last_day: Days


class FormalNumbers(_Part):
    """When formal support is suggested; people decide about it."""

    severe: Line
    severe_k: CheckIns
    of_last: CheckIns
    min_weeks: Weeks
    noresponse_weeks: Weeks
    noresponse_k: CheckIns
    noresponse_fall: Line
    impact: Answer
    impact_severe: Answer
    impact_n: CheckIns
    event_from_weeks: Weeks
    event_to_weeks: Weeks
    pcptsd5: Annotated[int, _screened(Instrument.PC_PTSD_5)]
    phq4: Annotated[int, _screened(Instrument.PHQ_4)]
    phq2_gad2: Annotated[int, _screened(Instrument.PHQ_2)]
    reoffer_weeks: Weeks


class DownNumbers(_Part):
    """When reactive support ends, and what silence means."""

    settled: Score
    baseline_cap: Score
    settled_above_baseline: Score
    n_consecutive: CheckIns
    min_weeks: Weeks
    review_weeks: Weeks
    stale_weeks: Weeks


class ActionNumbers(_Part):
    """What is offered beside the step."""

    high_pressure: Answer
    missed_hello: CheckIns
    missed_pause: CheckIns


class SignOffNumbers(_Part):
    """Within how many working days a suggestion of formal support is to be decided."""

    routine: Days
    soon: Days


class ScreenChoices(_Part):
    """Which optional screens people may choose to fill in at all."""

    phq_4: Switch
    pc_ptsd_5: Switch


class PressureChoices(_Part):
    """How kinds of pressure at work are told apart."""

    grouping: Grouping


class Policy(_Part):
    """One policy, whole; from its Monday on it decides every week until the next one."""

    version: Annotated[int, Field(ge=1, description="a whole number from 1")]
    in_force_from: Monday
    max_gap_weeks: Weeks
    score: ScoreNumbers
    baseline: BaselineNumbers
    reactive: ReactiveNumbers
    event: EventNumbers
    formal: FormalNumbers
    down: DownNumbers
    action: ActionNumbers
    screens: ScreenChoices
    pressures: PressureChoices
    sign_off_working_days: SignOffNumbers

    def at(self, _week: Week, /) -> "Policy":
        """Decide every week alone, where one policy is looked at by itself."""
        return self

    def by_hash(self, sha256: str, /) -> "Policy | None":
        return self if sha256 == self.sha256 else None

    @cached_property
    def sha256(self) -> str:
        """Identify the policy by its numbers: a better comment does not make another policy."""
        numbers = self.model_dump(mode="json")
        written = json.dumps(numbers, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()

    @cached_property
    def longest_look(self) -> int:
        """Tell how many scored check-ins a rule may look back on."""
        return max(
            self.reactive.n_consecutive,
            self.reactive.overload_n,
            self.event.n_consecutive,
            self.formal.of_last,
            self.formal.impact_n,
            self.down.n_consecutive,
        )

    @cached_property
    def longest_event(self) -> int:
        """Tell for how many weeks after a direct event a rule or an offer may ask for it."""
        last_contact = self.event.contact_last_day // DAYS_IN_A_WEEK
        return max(self.event.window_weeks, self.formal.event_to_weeks, last_contact)
