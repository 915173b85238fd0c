"""Calls ready to be shown: to their person, and to a responder; and the roll to a wellbeing lead."""

from dataclasses import dataclass

from wellbeing.responders.roll import OnRoll
from wellbeing.responders.service import Asked, Mine
from wellbeing.responders.wording import did_in_words, moment_in_words, state_of

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownMine:
    """One call as its person sees it."""

    id: str
    state: str
    facts: Pairs
    looks: tuple[tuple[str, str, int], ...]
    did: tuple[str, ...]
    is_open: bool
    has_nobody: bool


@dataclass(frozen=True)
class ShownAsked:
    """One call as a responder sees it; the list shows neither name nor number."""

    id: str
    made_at: str
    name: str
    reach: str
    may_leave_message: bool
    has_it: str
    is_mine: bool
    is_open: bool
    is_opened: bool
    taken_back_at: str
    removed_at: str


@dataclass(frozen=True)
class ShownNamed:
    """Somebody on the roll, as the wellbeing lead sees them."""

    id: str
    name: str
    state: str
    is_there: bool


def shown_mine(one: Mine, zone: str) -> ShownMine:
    call = one.call
    told = [f"{one.name(each.to)}, {moment_in_words(each.at, zone)}" for each in call.told]
    facts = [
        ("You asked", moment_in_words(call.made_at, zone)),
        ("What they were told", "That you ask for contact now, and how to reach you"),
        ("Who was told", "; ".join(told)),
    ]
    if call.reach:
        facts.append(("How they reach you", call.reach))
        facts.append(("A message", "May be left" if call.may_leave_message else "Not to be left"))
    facts.append(("Deleted", moment_in_words(call.removed_at, zone)))
    return ShownMine(
        id=one.id,
        state=state_of(one, zone),
        facts=tuple(facts),
        looks=tuple(
            (one.name(each.by), moment_in_words(each.at, zone), each.times) for each in call.looks
        ),
        did=tuple(did_in_words(each, one, zone) for each in call.did),
        is_open=not call.is_over,
        has_nobody=not call.is_over and not one.has_it and call.nobody_at is not None,
    )


def shown_asked(one: Asked, reader_id: str, zone: str) -> ShownAsked:
    call = one.filed.call
    back = call.taken_back_at
    return ShownAsked(
        id=one.filed.id,
        made_at=moment_in_words(call.made_at, zone),
        name=one.name,
        reach=call.reach,
        may_leave_message=call.may_leave_message,
        has_it=one.has_it,
        is_mine=one.is_mine,
        is_open=not call.is_over,
        is_opened=any(each.by == reader_id for each in call.looks),
        taken_back_at=moment_in_words(back, zone) if back else "",
        removed_at=moment_in_words(call.removed_at, zone),
    )


def shown_named(one: OnRoll) -> ShownNamed:
    named = one.named
    if not one.works_here:
        state = "No longer works here"
    elif not named.is_taken_on:
        state = "Asked, and has not answered yet"
    else:
        state = "Takes it on"
    return ShownNamed(
        named.person_id, one.name, state, is_there=one.works_here and named.is_taken_on
    )
