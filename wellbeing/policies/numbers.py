"""Which numbers each rule is made of, each with its source: for everyone who is placed by it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wellbeing.policies.differing import as_written
from wellbeing.policies.sources import WITHOUT_SOURCE, sources_of
from wellbeing.stepped_care import Policy
from wellbeing.stepped_care.plain_english import Chapter, RuleText, chapters
from wellbeing.stepped_care.policy import ARTICLE, DEFAULT


@dataclass(frozen=True)
class Number:
    """One number as it stands in the text, with the comment beside it."""

    key: str
    value: str
    source: str


@dataclass(frozen=True)
class RuleShown:
    """One rule in words, and the numbers its sentence tells."""

    name: str
    anchor: str
    when: str
    then: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class ChapterShown:
    """Rules of one kind; its lead has numbers of its own."""

    title: str
    anchor: str
    lead: str
    numbers: tuple[Number, ...]
    rules: tuple[RuleShown, ...]


@dataclass(frozen=True)
class PolicyShown:
    """A whole policy as a page shows it."""

    chapters: tuple[ChapterShown, ...]

    @property
    def table(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            (one.name, one.when, one.then) for chapter in self.chapters for one in chapter.rules
        )


@lru_cache(maxsize=16)
def shown(policy: Policy, text: str) -> PolicyShown:
    """Put each number beside every sentence that would read differently with another one."""
    told = sources_of(text)
    as_is = chapters(policy)
    numbers: dict[str, list[Number]] = {}
    for key, value, nudged in _nudges(policy):
        number = Number(key, as_written(value), _clean(told.get(key, "")))
        for place in _places_that_differ(as_is, chapters(nudged)):
            numbers.setdefault(place, []).append(number)
    return PolicyShown(tuple(_chapter(one, numbers) for one in as_is))


def anchor_of(name: str) -> str:
    """Return the rule's place on the page: `U1` for U1."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")


def _chapter(chapter: Chapter, numbers: dict[str, list[Number]]) -> ChapterShown:
    rules = tuple(
        RuleShown(
            one.rule, anchor_of(one.rule), one.when, one.then, tuple(numbers.get(one.rule, ()))
        )
        for one in chapter.rules
    )
    own = tuple(numbers.get(chapter.title, ()))
    return ChapterShown(chapter.title, anchor_of(chapter.title), chapter.lead, own, rules)


def _nudges(policy: Policy) -> Iterator[tuple[str, object, Policy]]:
    """Give the policy once for each of its numbers, with that number changed a little."""
    for name in type(policy).model_fields:
        part = getattr(policy, name)
        if name in WITHOUT_SOURCE:
            continue
        if isinstance(part, int):
            yield name, part, policy.model_copy(update={name: _other(part)})
            continue
        for key in type(part).model_fields:
            value = getattr(part, key)
            changed = part.model_copy(update={key: _other(value)})
            yield f"{name}.{key}", value, policy.model_copy(update={name: changed})


def _other(value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value - 1 if value > 1 else value + 1
    return ARTICLE if value == DEFAULT else DEFAULT


def _places_that_differ(before: tuple[Chapter, ...], after: tuple[Chapter, ...]) -> Iterator[str]:
    for old, new in zip(before, after, strict=True):
        if old.lead != new.lead:
            yield old.title
        was: dict[str, RuleText] = {one.rule: one for one in old.rules}
        for one in new.rules:
            if one.rule in was and was[one.rule] != one:
                yield one.rule


def _clean(source: str) -> str:
    """Write what runs on from number to number as one reads it."""
    return source.replace(" ...", "…").replace("... ", "…")
