"""What a change of the numbers does to how well a team's figures can be read."""

from wellbeing.disclosure import Indicator, Kind, Parameters, Rhythm
from wellbeing.disclosure.calendar import WINDOWS
from wellbeing.disclosure.contributions import clip_of
from wellbeing.disclosure.parameters import BOUND, sigma_for
from wellbeing.disclosure.scales import Scale, measured

WHEN = {Kind.PULSE: "a month", Kind.FIRST_PULSE: "a month of a first cycle"}


def readable(before: Parameters, after: Parameters) -> tuple[tuple[str, str, str], ...]:
    """Return what differs in how well a team's months can be read: name, before, after."""
    people = max(before.smallest_group, after.smallest_group)
    lines = []
    for kind, when in WHEN.items():
        held = (
            f"When everybody changes by one point, how much of it the number of {when} holds, "
            "in points"
        )
        noise = f"Noise in {when} of a team of {people} as it is read, usually, in points of 4"
        lines.append((held, *(f"{_scale(one, kind).slope:.2f}" for one in (before, after))))
        lines.append((noise, *(f"{_noise(one, kind, people):.2f}" for one in (before, after))))
    return tuple((name, was, becomes) for name, was, becomes in lines if was != becomes)


def _scale(parameters: Parameters, kind: Kind) -> Scale:
    return measured(kind, Indicator.CONDITIONS, Rhythm.MONTH, clip_of(parameters, kind))


def _noise(parameters: Parameters, kind: Kind, people: int) -> float:
    """Return the noise of a month in points: what the clip cut off is read up again, noise too."""
    sigma = sigma_for(parameters.rho_cycle * parameters.shares.team, WINDOWS)
    return sigma * clip_of(parameters, kind) / BOUND / people / _scale(parameters, kind).slope
