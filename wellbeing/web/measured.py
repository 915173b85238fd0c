"""Figures that proofs measured on this very version; pages say so honestly while there are none."""

from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field


class Lead(BaseModel):
    """How far attacks got on teams of one sort: the lead over guessing, and right of 100."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    advantage_13_weeks: float = Field(ge=-1, le=1)
    advantage_52_weeks: float = Field(ge=-1, le=1)
    right_of_100: int = Field(ge=0, le=100)


class Missed(BaseModel):
    """An attack that missed its mark, with what it cannot exceed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    team: int = Field(ge=1)
    year: str = ""
    span: str
    helped_by: str = "all colleagues"
    advantage: float = Field(ge=-1, le=1)
    # The share of those who struggle whom it could name.
    named: float = Field(default=0, ge=0, le=1)
    mark: float = Field(ge=0, le=1)
    ceiling: float = Field(ge=0, le=1)

    @property
    def is_rebuilt(self) -> bool:
        """Say whether somebody changed most people of the team in every cycle."""
        return "rebuilt" in self.year


class AttackFigures(BaseModel):
    """How far the attack tests got with the help of everybody else; `proofs/attacks.json`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    run_on: str
    # Lead over guessing, from 0 to 1, whether somebody struggles, and how often right of 100: the
    # furthest of all, whatever was done to the team.
    advantage_13_weeks: float = Field(ge=-1, le=1)
    advantage_52_weeks: float = Field(ge=-1, le=1)
    right_of_100: int = Field(ge=0, le=100)
    # The share of those who struggle whom the attacker could name with 95 % certainty.
    named_52_weeks: float = Field(ge=0, le=1)
    # The same attack on exact averages behind a rule of five.
    naive_right_of_100: int | None = Field(default=None, ge=0, le=100)
    # The furthest on teams as they are, and on those whose people mostly change every cycle; older
    # runs did not keep them apart, nor which marks were missed, the furthest first.
    as_it_is: Lead | None = None
    rebuilt: Lead | None = None
    missed: tuple[Missed, ...] | None = None


class UtilityLine(BaseModel):
    """What was measured of one indicator in groups of one kind and size."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    # Teams have a monthly pulse, also beside finer figures; units above them have levels only.
    kind: Literal["pulse", "level"]
    size: int = Field(ge=1)
    indicator: str
    rhythm: str
    # How often the range held the truth, after the first 13 weeks.
    cover: float = Field(ge=0, le=1)
    # Of the groups that fell or rose by half a point, how many a page called so within 13 weeks.
    arrow_shown: float | None = Field(ge=0, le=1)
    # How often a year a group that did neither is called falling or rising.
    false_falls: float = Field(ge=0)
    false_rises: float = Field(ge=0)
    groups: int = Field(ge=1)

    @property
    def false_arrows_a_year(self) -> float:
        """How often a year chance alone gives an arrow, either way."""
        return self.false_falls + self.false_rises


class UtilityFigures(BaseModel):
    """How well figures of a team of eight show its level and its changes; `proofs/utility.json`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    run_on: str
    team_of_8_error: float
    # Of the teams that fell or rose by half a point, how many a page called so within 13 weeks.
    team_of_8_arrow_shown_of_100: int
    team_of_25_arrow_shown_of_100: int
    lines: tuple[UtilityLine, ...] = Field(min_length=1)


Figures = TypeVar("Figures", bound=BaseModel)


@cache
def attack_figures() -> AttackFigures | None:
    """Return what the attack tests measured; None before they ran whole."""
    return read("attacks", AttackFigures)


@cache
def utility_figures() -> UtilityFigures | None:
    return read("utility", UtilityFigures)


def read(name: str, shape: type[Figures]) -> Figures | None:
    """Read a proof's figures; raise ValidationError when the file is not what it should be."""
    file = files("wellbeing") / "proofs" / f"{name}.json"
    return shape.model_validate_json(file.read_text("utf-8")) if file.is_file() else None
