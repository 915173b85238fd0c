"""Jobs about the promises of requests: what nobody has taken passes on, and tests measure them."""

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.content.loader import content
from wellbeing.jobs.desks import history_desk
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop
from wellbeing.promise_tests import service as promise_tests
from wellbeing.responders import service as responders
from wellbeing.support import service as support


def keep_promises(workshop: Workshop, _fence: int) -> Counts:
    """Pass on what nobody has taken, and tell whoever asked when a promise was not kept.

    Calls for contact now come first; trouble with one of the two stops neither.
    """
    try:
        _keep_calls(workshop)
    finally:
        _keep_requests(workshop)
    # How many there were would say how many people asked for somebody.
    return NO_COUNTS


def _keep_calls(workshop: Workshop) -> None:
    with workshop.session() as session:
        now = workshop.clock.now()
        today = local_day(now, accounts.organisation(session).zone)
        responders.keep_clock(responders.Desk(session, workshop.vault, now, today))


def _keep_requests(workshop: Workshop) -> None:
    with workshop.session() as session:
        promise = content(workshop.settings.data / "content").offers.promise
        desk = history_desk(workshop, session)
        support.keep_promises(support.Office(desk, workshop.clock.now(), promise))


def measure_promises(workshop: Workshop, _fence: int) -> Counts:
    """Send labelled tests, pass them on, and count those that ended and the days with cover."""
    promise = content(workshop.settings.data / "content").offers.promise
    with workshop.session() as session:
        now = workshop.clock.now()
        promise_tests.keep_going(promise_tests.Desk(session, workshop.vault, now, promise))
    # A count of them in a log would tell when to expect the next one.
    return NO_COUNTS
