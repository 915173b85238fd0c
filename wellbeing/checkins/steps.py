"""What the step page shows: the step as an offer, the reasons, and what is open at the moment."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from wellbeing.checkins.chart import day_of
from wellbeing.checkins.offered import offered_now, why_by_pressure
from wellbeing.checkins.pressures import ticked_now, with_actions_for
from wellbeing.content.loader import Content
from wellbeing.content.offer_models import AnyOffer, Group, OfferedNow, StepOffers
from wellbeing.history.service import Current, PastWeek
from wellbeing.stepped_care import HIGHEST_SCORE, Offer, Placement, Policies, Reason, Step
from wellbeing.week import Week

STEP_NAMES = {
    Step.PREVENTION: "Prevention",
    Step.REACTIVE: "Reactive",
    Step.FORMAL: "Formal intervention",
}
NO_STEP = "No current information"
# So many stand open on the step page: what a tired person can take in. The others are folded.
OPEN = 3


@dataclass(frozen=True)
class Why:
    """What was said in one week about the step, under a heading that names the week."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class StepPage:
    """The step page of one person, ready to be shown."""

    offers: StepOffers
    groups: tuple[Group, ...]
    offered_now: tuple[OfferedNow, ...]
    ticked: frozenset[str]
    now: str
    current: Current | None
    why: tuple[Why, ...]
    numbers: tuple[tuple[str, str], ...]
    # A page that is led to right above the offers: no offer that only leads there stands open beside it.
    above: str = ""

    def below(self, page: str) -> "StepPage":
        """Return it as it stands below something that leads to a page."""
        return replace(self, above=page)

    def without(self, offers: Collection[Offer]) -> "StepPage":
        """Return the page without some of what the week brings."""
        kept = tuple(each for each in self.offered_now if each.id not in offers)
        return replace(self, offered_now=kept)

    @property
    def first(self) -> tuple[AnyOffer, ...]:
        """Return the offers that fit now: what the week brings, then what was ticked or weighs.

        Where that is less than a few, the first of each group follows.
        """
        offers = [one for group in self.groups for one in group.offers]
        fitting = [one for one in offers if one.id in self.ticked]
        fitting += [one for one in offers if one.pressures and one not in fitting]
        heads = [
            one
            for group in self.groups
            if (one := group.offers[0]) not in fitting
            and not (self.above and one.page == self.above)
        ]
        found: tuple[AnyOffer, ...] = (*self.offered_now, *fitting, *heads)
        return found[:OPEN]

    @property
    def later(self) -> tuple[OfferedNow, ...]:
        """Return what the week brings besides those."""
        return tuple(one for one in self.offered_now if one not in self.first)

    @property
    def folded(self) -> tuple[Group, ...]:
        """Return the other offers, by who acts."""
        first = self.first
        left = (
            group.model_copy(
                update={"offers": tuple(one for one in group.offers if one not in first)}
            )
            for group in self.groups
        )
        return tuple(group for group in left if group.offers)

    @property
    def is_reactive(self) -> bool:
        return self.now == Step.REACTIVE

    @property
    def is_silent(self) -> bool:
        return self.current is not None and self.current.placement.no_current_information


def step_page(current: Current | None, words: Content, policies: Policies) -> StepPage:
    """Return the page; somebody without a step yet is offered what everybody is."""
    step = current.placement.step if current else None
    offers = words.offers.at(step or Step.PREVENTION)
    said = why_by_pressure(current, words, policies)
    ticked = ticked_now(current, words, policies)
    groups = with_actions_for(ticked, offers.groups_for(said), words)
    tags = {tag.id for tag in ticked}
    return StepPage(
        offers=offers,
        groups=tuple(each for each in groups if each.offers),
        offered_now=offered_now(current, words),
        ticked=frozenset(one.id for one in words.offers.about if set(one.tags) & tags),
        now=step or "",
        current=current,
        why=_why(current),
        numbers=_numbers(current),
    )


def past_rows(weeks: Sequence[PastWeek]) -> tuple[tuple[str, str, str], ...]:
    """Return the table of past weeks, the latest first."""
    latest = weeks[-1].week if weeks else None
    return tuple(
        (
            _named(each.week, latest),
            _score(each),
            STEP_NAMES[each.step] if each.step else NO_STEP,
        )
        for each in reversed(weeks)
    )


def _named(week: Week, latest: Week | None) -> str:
    """Name a week by its Monday, with the year only where it is not the latest week's."""
    same_year = latest is not None and week.monday.year == latest.monday.year
    return day_of(week) if same_year else f"{day_of(week)} {week.monday.year}"


def _score(week: PastWeek) -> str:
    if not week.answered:
        return "No check-in"
    return "Too few answers for a score" if week.w is None else f"{week.w} of {HIGHEST_SCORE}"


def _why(current: Current | None) -> tuple[Why, ...]:
    """Say what began the offer, when that was in an earlier week, and then what the latest week said."""
    if current is None:
        return ()
    latest, opened = current.placement, current.opened
    if opened is None:
        return (_said("In the week of", latest), *_why_formal(current))
    return (
        _said("Why it began, in the week of", opened),
        _said("Why it goes on, in the week of", latest),
        *_why_formal(current),
    )


def _why_formal(current: Current) -> tuple[Why, ...]:
    """Say why formal support is suggested, unless the latest week has said so itself."""
    suggested = current.suggested
    if suggested is None or suggested.week == current.placement.week:
        return ()
    opening = "Why formal support is suggested, in the week of"
    return (_said(opening, suggested, suggested.formal_reasons),)


def _said(opening: str, placement: Placement, reasons: Sequence[Reason] = ()) -> Why:
    monday = placement.week.monday
    sentences = tuple(reason.sentence for reason in reasons or placement.reasons)
    return Why(f"{opening} {monday.day} {monday:%B}", sentences)


def _numbers(current: Current | None) -> tuple[tuple[str, str], ...]:
    if current is None:
        return ()
    placed = current.placement
    found = {
        "Your warning signs": None if placed.w is None else f"{placed.w} of {HIGHEST_SCORE}",
        "Usual for you": None if placed.baseline is None else f"{placed.baseline:g}",
    }
    return tuple((name, value) for name, value in found.items() if value is not None)
