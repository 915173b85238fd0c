"""Sends a test as a request would go: the same pool, the same promise, the same order of contacts."""

import secrets
from collections.abc import Iterable

from wellbeing.accounts.people import Role
from wellbeing.clock import local_day
from wellbeing.cover.hours import NobodyThereError
from wellbeing.messages import service as messages
from wellbeing.promise_tests import store
from wellbeing.promise_tests.desk import Desk
from wellbeing.promise_tests.drawing import is_drawn, quarter_of, quarters_in_month, shuffled
from wellbeing.promise_tests.kept import ROLES, Addressed, Sent
from wellbeing.support.cases import Promised
from wellbeing.support.promising import MOST_IN_ORDER

# Nobody is to be swamped by tests that nobody takes.
MOST_OPEN = 3


def draw_for_all(desk: Desk) -> None:
    """Draw once for each role in each staffed quarter of an hour, inside the caller's transaction."""
    number, quarter = store.each_month(desk.session), quarter_of(desk.now)
    if not number or not desk.hours.is_open(desk.now):
        return
    for role in ROLES:
        known = store.drawn_until(desk.session, role)
        if known is not None and known >= quarter:
            continue
        store.keep_drawn(desk.session, role, quarter)
        if is_drawn(desk.draw, number, quarters_in_month(desk.hours, desk.now)):
            send(desk, role)


def send(desk: Desk, role: Role) -> Sent | None:
    """Send one test now; None where nothing would be promised, or too many wait already."""
    if sum(one.role is role for one in store.open_tests(desk.session)) >= MOST_OPEN:
        return None
    try:
        made = desk.promised(soon=bool(desk.draw(2)))
    except NobodyThereError:
        return None
    to = _addressed(desk, role, made)
    if not to:
        return None
    test = Sent(secrets.token_hex(16), role, desk.now, made.due_at, to)
    store.add(desk.session, test)
    tell(desk, (one.person_id for one in to if one.has_it))
    return test


def tell(desk: Desk, person_ids: Iterable[str]) -> None:
    """Tell contacts by the notice that every request brings, always in the same order."""
    for person_id in sorted(person_ids):
        messages.post(desk.session, desk.vault, messages.Kind.REQUEST, person_id, desk.now)


def _addressed(desk: Desk, role: Role, made: Promised) -> tuple[Addressed, ...]:
    """Return to whom it goes: half of them to all at once, half to one with two more after them.

    Whoever is away on the day it is first read is not the one, as a person could not choose them.
    """
    holders = desk.holders(role)
    free = sorted(desk.free(holders, made))
    first_day = local_day(made.read_from, desk.hours.zone)
    choosable = sorted(desk.there_on(first_day, holders).intersection(free))
    if not choosable or not desk.draw(2):
        return tuple(Addressed(each) for each in free)
    chosen = choosable[desk.draw(len(choosable))]
    others = shuffled(desk.draw, [each for each in free if each != chosen])[: MOST_IN_ORDER - 1]
    queue = zip(others, made.moments, strict=False)
    return (
        Addressed(chosen),
        *(Addressed(each, place, at) for place, (each, at) in enumerate(queue, start=1)),
    )
