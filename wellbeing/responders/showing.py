"""Calls ready to be shown: to their person, and to a responder; and the roll to a wellbeing lead."""

from dataclasses import dataclass

from wellbeing.responders.roll import OnRoll
from wellbeing.responders.service import Asked, Call, Mine
from wellbeing.responders.wording import goes_on, history_of, moment_in_words, state_of

Pairs = tuple[tuple[str, str], ...]
NOBODY_IN_TIME = "Nobody has taken it in the time we told you."
NOBODY_NOW = "Nobody here can be told at this moment."


@dataclass(frozen=True)
class ShownMine:
    """One call as its person sees it."""

    id: str
    state: str
    facts: Pairs
    looks: tuple[tuple[str, str, int], ...]
    did: tuple[str, ...]
    is_open: bool
    was_put_back: bool
    # Why nobody has it, in a sentence; empty while somebody may take it, or it is over.
    nobody: str
    # Somebody said that they spoke with its person: whether it can go on, and to whom it would.
    is_claimed: bool
    goes_on: str


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
    put_back_at: str
    # When its person said that this responder had not spoken with them; whom it went to then.
    not_so_at: str
    goes_on: str
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
    told = [f"{one.name(each.to)}, {moment_in_words(each.at, zone)}" for each in call.ever_told]
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
        did=history_of(one, zone),
        is_open=not call.is_over,
        was_put_back=call.put_back_at is not None,
        nobody=_nobody(one),
        is_claimed=call.reached is not None,
        goes_on=goes_on(one),
    )


def _nobody(one: Mine) -> str:
    if one.call.is_over or one.has_it or one.call.nobody_at is None:
        return ""
    return NOBODY_IN_TIME if one.call.told else NOBODY_NOW


def shown_asked(one: Asked, reader_id: str, zone: str) -> ShownAsked:
    call = one.filed.call
    back, not_so_at = call.taken_back_at, call.not_so_of(reader_id)
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
        put_back_at=moment_in_words(call.put_back_at, zone) if call.put_back_at else "",
        not_so_at=moment_in_words(not_so_at, zone) if not_so_at else "",
        goes_on=_went_on(call, reader_id),
        removed_at=moment_in_words(call.removed_at, zone),
    )


def _went_on(call: Call, reader_id: str) -> str:
    told = [one.to for one in call.told]
    if reader_id in told:
        return "You are asked once more."
    return "Somebody else was told then." if told else "Nobody else could be told then."


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
