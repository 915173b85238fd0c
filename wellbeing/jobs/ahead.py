"""The job that keeps what people said ahead: contact on a day they chose, and a hello they asked for."""

from wellbeing.accounts import service as accounts
from wellbeing.checkins.keeping_ahead import keep_what_was_said
from wellbeing.clock import local_day
from wellbeing.content.loader import content
from wellbeing.history.service import Desk
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop
from wellbeing.policies import service as policies
from wellbeing.support.service import Office


def keep_what_was_said_ahead(workshop: Workshop, _fence: int) -> Counts:
    """Ask where somebody said ahead that it should be asked, and for a hello where they wanted one."""
    settings = workshop.settings
    with workshop.session() as session:
        now = workshop.clock.now()
        today = local_day(now, accounts.organisation(session).zone)
        desk = Desk(session, workshop.vault, policies.rulebook(session, settings.policies), today)
        promise = content(settings.data / "content").offers.promise
        keep_what_was_said(Office(desk, now, promise))
    # How many there were would say how many people are supported.
    return NO_COUNTS
