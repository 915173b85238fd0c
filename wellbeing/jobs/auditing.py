"""Jobs about the audit log: it is looked at from end to end each night, and its old events go."""

from contextlib import suppress
from datetime import timedelta

import structlog

from wellbeing.accounts import service as accounts
from wellbeing.audit import anchors
from wellbeing.audit import service as audit
from wellbeing.clock import local_day
from wellbeing.clock_watch import ClockMovedError
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop

log = structlog.get_logger()


def verify_audit(workshop: Workshop, _fence: int) -> Counts:
    """Walk the whole audit log, and keep beside the key file where it ends now.

    Raises AuditBrokenError when it is not as it was written, or does not reach to where it ended
    on an earlier night.
    """
    file = workshop.settings.audit_anchors
    known = anchors.read_own(file)
    with workshop.session() as session:
        try:
            found = audit.verify(session, workshop.vault, known)
        except audit.AuditBrokenError:
            log.error("audit_broken")  # noqa: TRY400  # A number of an event is enough for a command.
            raise
    # A clock that is not believed cannot name the day; the next night can.
    with suppress(ClockMovedError):
        anchors.add(file, audit.Anchor.of(found.head, workshop.clock.now().date()), known)
    # How many events there are would count looks at requests.
    return NO_COUNTS


def forget_old_events(workshop: Workshop, _fence: int) -> Counts:
    """Remove events after two years, or as long as they are kept here."""
    with workshop.session() as session:
        today = local_day(workshop.clock.now(), accounts.organisation(session).zone)
        kept_for = timedelta(days=workshop.settings.keeping.days_of("audit"))
        audit.forget_old(session, workshop.vault, today, kept_for)
    return NO_COUNTS
