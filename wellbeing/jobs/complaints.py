"""The job about complaints: who reads is told before the day, both when it has passed, and old ones go."""

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.complaints import service as complaints
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop


def keep_clock_of_complaints(workshop: Workshop, _fence: int) -> Counts:
    """Tell what is to be told of open complaints, once each, and remove those of six years ago."""
    with workshop.session() as session:
        now = workshop.clock.now()
        today = local_day(now, accounts.organisation(session).zone)
        desk = complaints.Desk(session, workshop.vault, now, today)
        complaints.forget_old(desk)
        complaints.keep_clock(desk)
    # How many there were would say how many people complained.
    return NO_COUNTS
