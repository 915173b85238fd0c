"""The job that keeps what people said ahead: contact on a day they chose, and a hello they asked for."""

from wellbeing.checkins.keeping_ahead import keep_what_was_said
from wellbeing.content.loader import content
from wellbeing.jobs.desks import history_desk
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop
from wellbeing.support.service import Office


def keep_what_was_said_ahead(workshop: Workshop, _fence: int) -> Counts:
    """Ask where somebody said ahead that it should be asked, and for a hello where they wanted one."""
    with workshop.session() as session:
        promise = content(workshop.settings.data / "content").offers.promise
        desk = history_desk(workshop, session)
        keep_what_was_said(Office(desk, workshop.clock.now(), promise))
    # How many there were would say how many people are supported.
    return NO_COUNTS
