"""Requests ready to be shown: to the person who asks, before and after sending, and to a contact."""

from dataclasses import dataclass

from wellbeing.content.loader import Content
from wellbeing.support.happened import Outcome
from wellbeing.support.sending import Ahead
from wellbeing.support.showing_case import ShownLife, life_facts, shown_life
from wellbeing.support.telling import Mine, Waiting
from wellbeing.support.wording import (
    ask_of,
    day_in_words,
    look_in_words,
    moment_in_words,
    passes_on,
    practical,
    state_of,
    they_read,
    trouble_with,
    ways_in_words,
    whom_in_words,
)

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Preview:
    """What sending would do, in words, with a mark by which it is known again when it is sent."""

    they_read: str
    practical: tuple[str, ...]
    own_words: str
    names: tuple[str, ...]
    whom: str
    asked: str
    read_from: str
    by: str
    by_when: str
    mark: str
    # Who reads it after the one who was chosen, and from when on; empty where all read it at once.
    passes_on: tuple[str, ...]
    told: str
    choosable: Pairs
    first: str


@dataclass(frozen=True)
class ShownRequest:
    """A request as its asker sees it."""

    id: str
    kind: str
    title: str
    they_read: str
    practical: tuple[str, ...]
    own_words: str
    state: str
    trouble: str
    to: str
    by: str
    facts: Pairs
    looks: tuple[str, ...]
    outcome: Outcome | None
    is_open: bool
    life: ShownLife


@dataclass(frozen=True)
class ShownWaiting:
    """A request as a contact sees it; the list shows no name before it was opened and taken."""

    id: str
    kind: str
    in_list: str
    heading: str
    they_read: str
    practical: tuple[str, ...]
    own_words: str
    advice: str
    by: str
    is_overdue: bool
    is_mine: bool
    # The last day of being there while the person's own contact is away; else empty.
    covers_until: str
    has_talked: bool
    # What they asked the person about another contact, while it is not answered.
    has_proposed: bool
    has_reference: bool


def preview(words: Content, ahead: Ahead) -> Preview:
    wish, promised = ahead.wish, ahead.case.promised
    next_ones = zip(ahead.queue, promised.moments, strict=True)
    is_read_now = promised.read_from == promised.asked_at
    return Preview(
        they_read=they_read(words, wish, ahead.name, promised.due_on),
        practical=practical(words, wish),
        own_words=wish.words,
        names=tuple(one.name for one in ahead.contacts),
        whom=whom_in_words(words, wish),
        asked=moment_in_words(promised.asked_at, ahead.zone),
        read_from="now" if is_read_now else moment_in_words(promised.read_from, ahead.zone),
        by=day_in_words(promised.due_on),
        by_when=moment_in_words(promised.due_at, ahead.zone),
        mark=ahead.mark,
        passes_on=tuple(
            passes_on(words, one.name, moment, ahead.zone) for one, moment in next_ones
        ),
        told=words.support.told.format(moment=moment_in_words(promised.due_at, ahead.zone)),
        choosable=tuple((one.id, one.name) for one in ahead.choosable),
        first=wish.first,
    )


def shown_request(words: Content, mine: Mine) -> ShownRequest:
    return ShownRequest(
        id=mine.id,
        kind=mine.wish.kind,
        title=ask_of(words, mine.wish).name,
        they_read=they_read(words, mine.wish, mine.name, mine.due_on),
        practical=practical(words, mine.wish),
        own_words=mine.wish.words,
        state=state_of(mine),
        trouble=trouble_with(words, mine),
        to="" if mine.taken else ", ".join(mine.to),
        by=day_in_words(mine.due_on),
        facts=_facts(words, mine),
        looks=tuple(look_in_words(one) for one in mine.looks),
        outcome=mine.outcome,
        is_open=mine.is_open,
        life=shown_life(words, mine.life),
    )


def shown_waiting(words: Content, waiting: Waiting) -> ShownWaiting:
    wish = waiting.wish
    ask = ask_of(words, wish)
    heading = ask.heading.format(name=waiting.name)
    return ShownWaiting(
        id=waiting.id,
        kind=wish.kind,
        in_list=heading if waiting.is_mine else ask.waiting,
        heading=heading,
        they_read=they_read(words, wish, waiting.name, waiting.due_on),
        practical=practical(words, wish),
        own_words=wish.words,
        advice=ask.advice,
        by=day_in_words(waiting.due_on),
        is_overdue=waiting.is_overdue,
        is_mine=waiting.is_mine,
        covers_until=day_in_words(waiting.covers_until) if waiting.covers_until else "",
        has_talked=waiting.talked_on is not None,
        has_proposed=waiting.proposal is not None,
        has_reference=waiting.reference is not None,
    )


def _facts(words: Content, mine: Mine) -> Pairs:
    how = ", ".join(ways_in_words(words, mine.wish))
    promised, zone = mine.promised, mine.zone
    later = promised.read_from != promised.asked_at
    passed = [f"To {one.name} on {moment_in_words(one.at, zone)}" for one in mine.passed_on]
    next_ones = [passes_on(words, one.name, one.at, zone) for one in mine.to_pass_on]
    back = [
        f"{one.name} could not do it and handed it back on {day_in_words(one.on)}"
        for one in mine.handed_back
    ]
    facts = (
        ("Asked on", moment_in_words(promised.asked_at, zone)),
        ("Read from", moment_in_words(promised.read_from, zone) if later else ""),
        ("Goes to" if mine.is_open else "Went to", ", ".join(mine.to or mine.sent_to)),
        ("Passed on", ", ".join(passed)),
        ("If nobody takes it", " ".join(next_ones)),
        ("By", moment_in_words(promised.due_at, zone)),
        ("How", how[:1].upper() + how[1:]),
        ("Handed back", ". ".join(back)),
    )
    return (*((name, value) for name, value in facts if value), *life_facts(mine.life))
