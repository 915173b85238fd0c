"""What each number does, and between which bounds two people may move it; other numbers stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wellbeing.disclosure import ADOPTED, Parameters
from wellbeing.disclosure.parameters import FIRST_PULSE_CLIPS, LEVEL_CLIPS, PULSE_CLIPS


@dataclass(frozen=True)
class Bound:
    """One number in plain words, with its floor, its ceiling or the only values, and why these."""

    key: str
    name: str
    does: str
    low: float
    high: float
    reason: str
    whole: bool = False
    # What alone may stand there, for a number that is not free between its bounds.
    only: tuple[float, ...] = ()

    def permits(self, number: float) -> bool:
        return number in self.only if self.only else self.low <= number <= self.high

    def of(self, parameters: Parameters) -> float:
        part, _, inner = self.key.partition(".")
        found = getattr(parameters, part)
        return float(getattr(found, inner) if inner else found)

    def written(self, number: float) -> str:
        """Write it as the form takes it."""
        return f"{number:.0f}" if self.whole else f"{number:.12g}"

    @property
    def field(self) -> str:
        """Name it for the form."""
        return self.key.replace(".", "_")


_SHARE = "All five shares together are 1. At least 0.01, so that no figure is all noise."


def _share(level: str, of: str) -> Bound:
    return Bound(
        f"shares.{level}",
        f"Share for {of}",
        f"How much of the privacy budget the figures of {of} may use.",
        0.01,
        0.95,
        _SHARE,
    )


def _clip(key: str, name: str, does: str, only: tuple[float, ...]) -> Bound:
    """Offer what was measured: with any other clip, ranges and arrows would be wrong."""
    values = " or ".join(f"{one:.12g}" for one in only)
    reason = (
        f"Only {values}: for nothing else was it measured how figures follow what people answer. "
        "Without that, their ranges and arrows would be wrong."
    )
    return Bound(key, name, does, only[0], only[-1], reason, only=only)


BOUNDS = (
    Bound(
        "rho_cycle",
        "Privacy budget",
        "How much all figures of one cycle together may tell about one person. Less is safer and "
        "makes every figure rougher.",
        0.25,
        0.5,
        "From 0.25 to 0.5. Above that the promise to staff would no longer hold; below it, figures "
        "of small teams would say nothing.",
    ),
    Bound(
        "smallest_group",
        "Smallest group",
        "Fewer people than this are never shown alone.",
        8,
        50,
        "From 8 to 50. Below 8 everybody knows each other's part too well.",
        whole=True,
    ),
    Bound(
        "smallest_tally",
        "Smallest unit with counts",
        "From how many people on a directorate or organisation shows how many are on each step.",
        500,
        100_000,
        "From 500 to 100,000. In smaller units a count would be mostly noise.",
        whole=True,
    ),
    _share("team", "teams"),
    _share("service", "services"),
    _share("directorate", "directorates"),
    _share("organisation", "the organisation"),
    _share("tally", "counts by step"),
    _clip(
        "level_clip",
        "Largest part in a level",
        "How far one person's month can stand from the middle, in points from 0 to 4, in figures "
        "that tell a level.",
        LEVEL_CLIPS,
    ),
    _clip(
        "pulse_clip",
        "Largest part in a change",
        "How far one person's month can stand from their own past, in points, in figures that "
        "tell a change. Less brings less noise, and less of a change.",
        PULSE_CLIPS,
    ),
    _clip(
        "first_pulse_clip",
        "Largest part in a first cycle",
        "The same in the first cycle of the service or of a new team. People's own past is not taken "
        "off then. That happens to nobody twice within four cycles.",
        FIRST_PULSE_CLIPS,
    ),
)


def changed(parameters: Parameters, numbers: Mapping[str, float]) -> Parameters:
    """Return the parameters with these numbers, by key; raise ValueError when they cannot be."""
    values: dict[str, Any] = parameters.model_dump()
    for bound in BOUNDS:
        number = numbers[bound.key]
        part, _, inner = bound.key.partition(".")
        place, name = (values[part], inner) if inner else (values, part)
        place[name] = round(number) if bound.whole else number
    return Parameters.model_validate(values)


def of_this_release(parameters: Parameters) -> Parameters:
    """Return what two people decide about, and for the rest what this release brings."""
    return changed(ADOPTED, {bound.key: bound.of(parameters) for bound in BOUNDS})


def outside(parameters: Parameters) -> tuple[Bound, ...]:
    """Return the numbers that are not within their bounds."""
    return tuple(one for one in BOUNDS if not one.permits(one.of(parameters)))
