"""The shape of our own words around the optional screens; the screens' words are not ours."""

from itertools import pairwise
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from wellbeing.content.models import Several, Words, no_doubles

ScreenName = Literal["phq_4", "pc_ptsd_5"]
Halves = dict[str, str]


class PublishedRange(Words):
    """Results from `low` to `high`, and what its authors published about them."""

    low: int
    high: int
    said: str

    @property
    def label(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"

    def holds(self, score: int) -> bool:
        return self.low <= score <= self.high


class AboutScreen(Words):
    """What a person reads about one screen before they choose it, and beside its result."""

    id: ScreenName
    title: str
    about: Several[str]
    when: str
    before: str
    rules: str
    halves: Halves = Field(default_factory=dict)
    ranges_lead: str
    ranges: Several[PublishedRange]

    @model_validator(mode="after")
    def ranges_follow_each_other(self) -> Self:
        edges = [(each.low, each.high) for each in self.ranges]
        joined = all(low == high + 1 for (_, high), (low, _) in pairwise(edges))
        if edges[0][0] != 0 or not joined:
            raise ValueError("the ranges start at 0 and leave nothing out")
        return self

    def range_of(self, score: int) -> PublishedRange:
        return next(each for each in self.ranges if each.holds(score))


class Now(Words):
    """Something a person can do with a result."""

    title: str
    text: str
    page: str = ""
    page_label: str = ""


class ScreenTexts(Words):
    """Our own words around every optional screen."""

    title: str
    lead: str
    limits_title: str
    limits: Several[str]
    who_can_see: str
    what_rules_do: str
    what_is_kept: str
    what_stays: str
    opt_in: str
    opt_out: str
    opted_out: str
    too_soon: str
    over_a_line: str
    no_suggestion: str
    suggestion: str
    now_title: str
    now: Several[Now]
    screens: Several[AboutScreen]

    @model_validator(mode="after")
    def each_screen_is_told_about_once(self) -> Self:
        told = [each.id for each in self.screens]
        no_doubles([str(each) for each in told], "screen")
        if len(told) < len(get_args(ScreenName)):
            raise ValueError("every screen needs its words")
        return self

    def about(self, screen: str) -> AboutScreen:
        return next(each for each in self.screens if each.id == screen)
