"""The shape of the action library: areas of work, causes in them, and ideas with the work first."""

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import model_validator

from wellbeing.content.models import Several, Words, no_doubles

AreaName = Literal[
    "events", "demands", "control", "support", "relationships", "role", "change", "life"
]
IndicatorName = Literal["op", "org", "life", "support_item"]
KindName = Literal["work", "team", "person"]

AREAS = ("events", "demands", "control", "support", "relationships", "role", "change", "life")
KINDS = ("work", "team", "person")
# The six areas of the Health and Safety Executive's Management Standards.
STANDARDS = AREAS[1:7]
# What each figure can be about leads to the questions behind it; signs say that something weighs on
# people and never what, so they lead to everything at work.
_AT_WORK = ("op", "org", "support_item")
_BEHIND = {
    "conditions": _AT_WORK,
    "work_pressure": ("op", "org"),
    "support": ("support_item",),
    **dict.fromkeys(("signs", "sleep", "alert", "worry", "irritable", "low", "avoid"), _AT_WORK),
}


class Idea(Words):
    """One thing to do: about the work, as a team, or for people; how to begin, and who can."""

    id: str
    kind: KindName
    does: str
    how: str
    above: bool = False


class Cause(Words):
    """One thing at work that presses on people, how it sounds, and what can be done about it."""

    id: str
    name: str
    heard: str
    ideas: Several[Idea]

    @model_validator(mode="after")
    def begins_with_the_work(self) -> Self:
        kinds = [KINDS.index(idea.kind) for idea in self.ideas]
        if not kinds or kinds[0] != 0 or kinds != sorted(kinds):
            raise ValueError(f"{self.id}: ideas about the work come first, then team, then person")
        return self


class Area(Words):
    """One area of work, the questions of the check-in it stands behind, and its causes."""

    id: AreaName
    name: str
    about: str
    question: str
    source: str
    indicators: Several[IndicatorName]
    causes: Several[Cause]


class KindWords(Words):
    """What the three kinds of idea are called."""

    work: str
    team: str
    person: str


class Figure(Words):
    """What a figure is about, and what it can and cannot say about causes."""

    id: Literal["work_pressure", "support", "signs", "life"]
    name: str
    said: str


class Library(Words):
    """Everything a team can begin with."""

    title: str
    lead: str
    work_first: str
    above: str
    kinds: KindWords
    from_figures: str
    figures: Several[Figure]
    areas: Several[Area]

    @model_validator(mode="after")
    def is_whole(self) -> Self:
        if [area.id for area in self.areas] != list(AREAS):
            raise ValueError(f"the areas are {', '.join(AREAS)}, in this order")
        no_doubles([cause.id for area in self.areas for cause in area.causes], "cause")
        no_doubles([idea.id for _, _, idea in self.every], "idea")
        return self

    @property
    def every(self) -> tuple[tuple[Area, Cause, Idea], ...]:
        return tuple(
            (area, cause, idea)
            for area in self.areas
            for cause in area.causes
            for idea in cause.ideas
        )

    def area(self, area_id: str) -> Area | None:
        return next((one for one in self.areas if one.id == area_id), None)

    def idea(self, idea_id: str) -> tuple[Area, Cause, Idea] | None:
        """Return an idea with where it stands; None when there is none of that id."""
        return next((one for one in self.every if one[2].id == idea_id), None)

    @property
    def led_to(self) -> tuple[tuple[Figure, tuple[Area, ...]], ...]:
        """Return each kind of figure with the areas behind it."""
        return tuple((figure, self.areas_for(figure.id)) for figure in self.figures)

    def areas_for(self, indicator: str) -> tuple[Area, ...]:
        """Return what can be done about a figure: the areas behind what it is about."""
        behind: Iterable[str] = _BEHIND.get(indicator, (indicator,))
        return tuple(area for area in self.areas if set(area.indicators) & set(behind))
