"""What a person can tick about the pressures of a week, and the actions that follow from it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from wellbeing.content.loader import Content
from wellbeing.content.offer_models import Group, Offer
from wellbeing.content.pressure_models import Tag
from wellbeing.history.service import Current
from wellbeing.stepped_care import CheckIn, Policies, Policy


@dataclass(frozen=True)
class HighPressure:
    """One source of pressure that weighed a lot, and what counts in it by the policy of its week."""

    question: str
    title: str
    tags: tuple[Tag, ...]

    def has_any(self, ticked: Collection[str]) -> bool:
        return any(tag.id in ticked for tag in self.tags)


def high_pressures(given: CheckIn, words: Content, policy: Policy) -> tuple[HighPressure, ...]:
    answers = {"op": given.op, "org": given.org, "life": given.life}
    pressures, grouping = words.pressures, policy.pressures.grouping
    return tuple(
        HighPressure(
            name,
            pressures.source(grouping, name),
            pressures.tags_of(grouping, pressures.category_of(name)),
        )
        for name, score in answers.items()
        if score is not None and score >= policy.action.high_pressure
    )


def high_now(
    current: Current | None, words: Content, policies: Policies
) -> tuple[HighPressure, ...]:
    """Return what weighed a lot in the week answered last, read by the policy of that week."""
    if current is None or current.answers is None or current.answered_week is None:
        return ()
    policy = policies.at(current.answered_week)
    return high_pressures(current.answers.check_in, words, policy)


def ticked_now(current: Current | None, words: Content, policies: Policies) -> tuple[Tag, ...]:
    """Return what was ticked of these pressures; after a long silence nothing is known of now."""
    if current is None or not current.about or current.placement.no_current_information:
        return ()
    high = high_now(current, words, policies)
    return tuple(tag for one in high for tag in one.tags if tag.id in current.about)


def with_actions_for(
    ticked: Iterable[Tag], groups: Iterable[Group], words: Content
) -> tuple[Group, ...]:
    """Put the actions for what was ticked first in their groups, and those groups first."""
    tags = tuple(ticked)
    with_them = [
        group.model_copy(update={"offers": (*_actions(tags, group.id, words), *group.offers)})
        for group in groups
    ]
    first = {each.group for each in words.offers.about if _names(each.tags, tags)}
    return tuple(sorted(with_them, key=lambda group: group.id not in first))


def _actions(tags: tuple[Tag, ...], group: str, words: Content) -> Iterator[Offer]:
    for each in words.offers.about:
        if each.group == group and (names := _names(each.tags, tags)):
            why = words.pressures.because.ticked.format(tags=" and ".join(names))
            yield each.because(why)


def _names(of: Collection[str], tags: Iterable[Tag]) -> list[str]:
    return [f"“{tag.name}”" for tag in tags if tag.id in of]
