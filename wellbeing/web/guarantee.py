"""The guarantee in plain numbers: how far any guess about one person can be better than a coin."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from statistics import NormalDist

from wellbeing.disclosure.parameters import ADOPTED, Parameters
from wellbeing.disclosure.year import CYCLES_A_YEAR, Spending, costliest

# A person's own part, from least to most, is half as far from "took no part" as from its opposite,
# which a quarter of the budget buys. A tally counts who took no part as well: there it is as far.
QUARTER = 0.25
# What adding up a handful of numbers may be out by.
NEARLY = 1e-9


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
    # For 52 weeks that begin inside a cycle, from all figures.
    all_any_day: Ceiling
    # Whether dearer cycles before those that hold now still count in the year.
    is_after_dearer: bool = False
    # Whether dearer ones count already that are agreed and have not begun.
    is_before_dearer: bool = False


def ceilings(
    parameters: Parameters = ADOPTED,
    past: Sequence[Parameters] = (),
    ahead: Sequence[Parameters] = (),
) -> Ceilings:
    """Work out the ceilings from the published budgets alone; nothing here is measured.

    `past` are the numbers of the cycles so far, the oldest first: a year holds some of them.
    `ahead` are those of the cycles after them, as far as they are agreed.
    """
    everything, team, part = (
        costliest(past, ahead or (parameters,), cost) for cost in (of_all, of_team, of_no_part)
    )
    as_now = costliest(past, (parameters,), of_all).four_cycles
    return Ceilings(
        team_cycle=_ceiling(of_team(parameters).whole),
        team_year=_ceiling(team.four_cycles),
        all_cycle=_ceiling(of_all(parameters).whole),
        all_year=_ceiling(everything.four_cycles),
        part_cycle=_ceiling(of_no_part(parameters).whole),
        part_year=_ceiling(part.four_cycles),
        all_any_day=_ceiling(everything.any_day),
        is_after_dearer=as_now > of_all(parameters).whole * CYCLES_A_YEAR + NEARLY,
        is_before_dearer=everything.four_cycles > as_now + NEARLY,
    )


def of_all(parameters: Parameters) -> Spending:
    """Return what all figures of a cycle cost, against any other record."""
    tally = parameters.rho_cycle * parameters.shares.tally
    return Spending(parameters.rho_cycle - tally, tally)


def of_team(parameters: Parameters) -> Spending:
    return Spending(parameters.rho_cycle * parameters.shares.team)


def of_no_part(parameters: Parameters) -> Spending:
    """Return what a cycle costs against having taken no part."""
    found = of_all(parameters)
    return Spending(QUARTER * found.in_parts, found.at_the_end)


def rounded_up(number: float, places: int) -> str:
    """Write a number that is promised not to be exceeded, so that no page promises too much."""
    return str(Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-places), ROUND_CEILING))


def _ceiling(rho: float) -> Ceiling:
    apart = math.sqrt(2 * rho)
    advantage = 2 * NormalDist().cdf(apart / 2) - 1
    return Ceiling(float(rounded_up(advantage, 3)), math.ceil(50 * (1 + advantage)))
