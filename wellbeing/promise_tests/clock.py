"""What the clock does with open tests: they pass on as requests do, and end when nobody takes them."""

from dataclasses import replace
from datetime import timedelta

from wellbeing.clock import local_day
from wellbeing.promise_tests import store
from wellbeing.promise_tests.desk import Desk
from wellbeing.promise_tests.kept import ROLES, Outcome, Sent, month_of
from wellbeing.promise_tests.sending import tell
from wellbeing.support.cases import Case, Kind, Promised, Wish
from wellbeing.support.passing import Standing, kept


def keep_all(desk: Desk) -> None:
    """Pass on what nobody has taken, and let go of what nobody took in two more weeks."""
    for test in store.open_tests(desk.session):
        if test.ends_at <= desk.now:
            end(desk, test, Outcome.NOT_TAKEN)
        else:
            _pass_on(desk, test)


def count_today(desk: Desk) -> None:
    """Count a staffed day once for each role, while it lasts: whether somebody of it is there."""
    if not desk.hours.is_open(desk.now):
        return
    for role in ROLES:
        known = store.tally(desk.session, month_of(desk.today), role)
        if known.counted_to is not None and known.counted_to >= desk.today:
            continue
        holders = desk.holders(role)
        there = len(desk.there_on(desk.today, holders))
        store.keep_tally(desk.session, known.with_day(desk.today, there, len(holders)))


def end(desk: Desk, test: Sent, outcome: Outcome) -> None:
    """Count a test in the month in which it ended; nothing else is left of it."""
    month = month_of(desk.today)
    waited = desk.hours.between(test.sent_at, desk.now)
    known = store.tally(desk.session, month, test.role).with_one(outcome, waited)
    is_alone = known.is_alone or len({one.person_id for one in test.to}) == 1
    store.keep_tally(desk.session, replace(known, is_alone=is_alone))
    store.remove(desk.session, test.id)


def _pass_on(desk: Desk, test: Sent) -> None:
    before = _as_case(desk, test)
    able = frozenset(desk.holders(test.role))
    standing = Standing(
        now=desk.now,
        is_staffed=desk.hours.is_open(desk.now),
        able=able,
        there=desk.there_on(desk.today, tuple(sorted(able))),
    )
    after = kept(before, standing)
    new = [one for one in after.contacts if one not in before.contacts]
    for person_id in new:
        store.give(desk.session, test.id, person_id, desk.now)
    tell(desk, new)


def _as_case(desk: Desk, test: Sent) -> Case:
    """Return the test as a request would stand, so that the very rules of requests pass it on."""
    queue = [one for one in test.to if one.place]
    zone = desk.hours.zone
    case = Case(
        asker="",
        wish=Wish(Kind.TALK, with_whom=test.role.value),
        promised=Promised(
            asked_on=local_day(test.sent_at, zone),
            due_on=local_day(test.due_at - timedelta(microseconds=1), zone),
            asked_at=test.sent_at,
            read_from=test.sent_at,
            due_at=test.due_at,
            moments=tuple(one.moment for one in queue if one.moment is not None),
        ),
        contacts=tuple(one.person_id for one in test.to if not one.place),
        queue=tuple(one.person_id for one in queue),
    )
    for one in sorted(queue, key=lambda each: each.place):
        if one.given_at is not None:
            case = case.handed_to(one.person_id, one.given_at)
    return case
