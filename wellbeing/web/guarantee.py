"""The guarantee in plain numbers: how far any guess about one person can be better than a coin."""

import math
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from statistics import NormalDist

from wellbeing.disclosure.parameters import ADOPTED, Parameters

CYCLES_A_YEAR = 4
# A person's own part, from least to most, is half as far from "took no part" as from its opposite,
# which a quarter of the budget buys. A tally counts who took no part as well: there it is as far.
QUARTER = 0.25


@dataclass(frozen=True)
class Ceiling:
    """The most that a guess can be right, of 100 guesses, and its lead over a coin from 0 to 1."""

    advantage: float
    right_of_100: int


@dataclass(frozen=True)
class Ceilings:
    """What no observer can exceed, for one cycle and for a year."""

    team_cycle: Ceiling
    team_year: Ceiling
    all_cycle: Ceiling
    all_year: Ceiling
    part_cycle: Ceiling
    part_year: Ceiling


def ceilings(parameters: Parameters = ADOPTED) -> Ceilings:
    """Work out the ceilings from the published budget alone; nothing here is measured."""
    everything = parameters.rho_cycle
    no_part = rho_of_no_part(parameters)
    team = everything * parameters.shares.team
    return Ceilings(
        team_cycle=_ceiling(team),
        team_year=_ceiling(team * CYCLES_A_YEAR),
        all_cycle=_ceiling(everything),
        all_year=_ceiling(everything * CYCLES_A_YEAR),
        part_cycle=_ceiling(no_part),
        part_year=_ceiling(no_part * CYCLES_A_YEAR),
    )


def rho_of_no_part(parameters: Parameters) -> float:
    """Return what a cycle costs against having taken no part."""
    tally = parameters.rho_cycle * parameters.shares.tally
    return QUARTER * (parameters.rho_cycle - tally) + tally


def rounded_up(number: float, places: int) -> str:
    """Write a number that is promised not to be exceeded, so that no page promises too much."""
    return str(Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-places), ROUND_CEILING))


def _ceiling(rho: float) -> Ceiling:
    apart = math.sqrt(2 * rho)
    advantage = 2 * NormalDist().cdf(apart / 2) - 1
    return Ceiling(float(rounded_up(advantage, 3)), math.ceil(50 * (1 + advantage)))
