"""The published parameters of disclosure control: how much may be shown, and how rough it must be."""

import json
import math
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator

# A person enters every sum with a whole number from -4 to 4; replacing it moves the sum by 8.
BOUND = 4
SENSITIVITY = 2 * BOUND
# Clips for which it was measured how numbers follow their level (`scales`): with any other, ranges
# and arrows would be wrong. None of them is ever taken away, for the ledger keeps its cycles.
LEVEL_CLIPS = (1.0,)
PULSE_CLIPS = (0.25, 0.5)
FIRST_PULSE_CLIPS = (0.5, 1.0)


class Level(StrEnum):
    """The four fixed levels of an organisation, from the whole to the smallest part."""

    ORGANISATION = "organisation"
    DIRECTORATE = "directorate"
    SERVICE = "service"
    TEAM = "team"


class Shares(BaseModel):
    """How a person's budget for a cycle is divided among the figures they enter."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    team: float = Field(default=0.80, ge=0)
    service: float = Field(default=0.10, ge=0)
    directorate: float = Field(default=0.05, ge=0)
    organisation: float = Field(default=0.03, ge=0)
    tally: float = Field(default=0.02, ge=0)

    @model_validator(mode="after")
    def _whole(self) -> "Shares":
        if not math.isclose(math.fsum(self.model_dump().values()), 1.0):
            raise ValueError("the shares of the budget must add up to 1")
        return self

    def of(self, level: Level) -> float:
        return {
            Level.ORGANISATION: self.organisation,
            Level.DIRECTORATE: self.directorate,
            Level.SERVICE: self.service,
            Level.TEAM: self.team,
        }[level]


class Limits(BaseModel):
    """How rough a figure may be, in points from 0 to 4, for a finer menu to be shown."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    team: float = Field(default=0.315, gt=0)
    service: float = Field(default=0.25, gt=0)
    directorate: float = Field(default=0.15, gt=0)
    organisation: float = Field(default=0.12, gt=0)

    def of(self, level: Level) -> float:
        return {
            Level.ORGANISATION: self.organisation,
            Level.DIRECTORATE: self.directorate,
            Level.SERVICE: self.service,
            Level.TEAM: self.team,
        }[level]


class Parameters(BaseModel):
    """Every number that decides what is published; frozen for a whole cycle."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    # zCDP, replacement of a person's whole record, all figures of one cycle together.
    rho_cycle: float = Field(default=0.4, ge=0.25, le=0.5)
    shares: Shares = Shares()
    limits: Limits = Limits()
    # Of a team's share, what its monthly pulse keeps when a finer menu stands beside it.
    pulse_share: float = Field(default=0.75, gt=0, lt=1)
    smallest_group: int = Field(default=8, ge=8)
    # A tally counts people by step: only units of at least this size have one.
    smallest_tally: int = Field(default=500, ge=500)
    level_clip: float = 1.0
    pulse_clip: float = 0.25
    first_pulse_clip: float = 0.5
    # How much of a person's own past is taken off before the pulse is bounded.
    own_past: float = Field(default=0.85, ge=0, le=1)
    past_weeks: int = Field(default=26, ge=1, le=26)
    fewest_past_answers: int = Field(default=3, ge=1)
    first_centre: float = Field(default=2.0, ge=1, le=3)

    @model_validator(mode="after")
    def _measured(self) -> "Parameters":
        if (
            self.level_clip not in LEVEL_CLIPS
            or self.pulse_clip not in PULSE_CLIPS
            or self.first_pulse_clip not in FIRST_PULSE_CLIPS
        ):
            raise ValueError("how figures follow their level was measured for other clips only")
        return self

    def as_json(self) -> str:
        """Return the one written form, whose hash the ledger keeps."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))


ADOPTED = Parameters()


def sigma_for(rho: float, figures: int) -> float:
    """Return the noise of each of so many whole-number sums that together cost this budget."""
    return SENSITIVITY * math.sqrt(figures / (2 * rho))


def cost_of(sigma: float, figures: int) -> float:
    """Return the budget that so many sums with this noise cost each person in them."""
    return figures * SENSITIVITY**2 / (2 * sigma**2)


def sigma_for_tally(rho: float) -> float:
    """Return the noise of each count of a tally: another record moves one person between two."""
    return math.sqrt(1 / rho)


def cost_of_tally(sigma: float) -> float:
    """Return the budget that a tally with this noise costs each person in it."""
    return 1 / sigma**2
