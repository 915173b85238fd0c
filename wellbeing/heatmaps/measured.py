"""How often ranges held and arrows were wrong when it was measured, by size, as pages and files say it."""

from dataclasses import dataclass

from wellbeing.disclosure import Indicator
from wellbeing.heatmaps.words import INDICATORS
from wellbeing.web.measured import UtilityFigures, utility_figures

# How often a range is made to hold the true figure.
MADE_FOR_OF_100 = 80
ON_WHAT = "made-up organisations"


@dataclass(frozen=True)
class Measured:
    """What was measured of the figures about one thing, in groups of one kind and size."""

    # Whether they are teams or pools, or units above teams.
    are_teams: bool
    people: int
    about: str
    rhythm: str
    # How often the range held the true figure.
    held_of_100: int
    # How often a year chance alone says so of a group that did neither.
    falls_a_year: float
    rises_a_year: float

    @property
    def whom(self) -> str:
        """Name the kind of group."""
        return "a team" if self.are_teams else "a larger unit"

    @property
    def row(self) -> tuple[str, ...]:
        """Return the line of a table."""
        often = (f"{self.falls_a_year:.2f}", f"{self.rises_a_year:.2f}")
        group = f"{self.whom} of {self.people} people, each {self.rhythm}"
        return (group, self.about, str(self.held_of_100), *often)


@dataclass(frozen=True)
class Ranges:
    """What a page says beside its ranges."""

    made_for_of_100: int
    # Of conditions at work in teams, the smallest first; empty before anything was measured.
    by_size: tuple[Measured, ...]

    @property
    def held(self) -> str:
        """Write the sizes as in a sentence."""
        return ", ".join(f"{one.held_of_100} for teams of {one.people}" for one in self.by_size)


def measured(utility: UtilityFigures | None) -> tuple[Measured, ...]:
    """Return every line that was measured; none before anything was."""
    return tuple(
        Measured(
            are_teams=line.kind == "pulse",
            people=line.size,
            about=INDICATORS[line.indicator],
            rhythm=line.rhythm,
            held_of_100=round(100 * line.cover),
            falls_a_year=round(line.false_falls, 2),
            rises_a_year=round(line.false_rises, 2),
        )
        for line in (utility.lines if utility else ())
    )


def ranges(utility: UtilityFigures | None = None) -> Ranges:
    """Return what holds for the figures everybody has: conditions at work."""
    found = measured(utility or utility_figures())
    about = INDICATORS[Indicator.CONDITIONS]
    teams = (one for one in found if one.about == about and one.are_teams)
    return Ranges(MADE_FOR_OF_100, tuple(sorted(teams, key=lambda one: one.people)))


def in_file() -> dict[str, object]:
    """Return what a file says of its ranges and of its words for change."""
    return {
        "range is made to hold the true figure, times of 100": MADE_FOR_OF_100,
        f"measured on {ON_WHAT}": [
            {
                "group": one.whom,
                "people": one.people,
                "about": one.about,
                "rhythm": one.rhythm,
                "range held the true figure, times of 100": one.held_of_100,
                "falling by chance alone, times a year": one.falls_a_year,
                "rising by chance alone, times a year": one.rises_a_year,
            }
            for one in measured(utility_figures())
        ],
    }
