"""Jobs about figures: windows come out, each once, and the ledger is looked at from end to end."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from wellbeing import job_runs
from wellbeing.accounts import service as accounts
from wellbeing.jobs.asking import OtherWeekError
from wellbeing.jobs.workshop import Counts, Workshop
from wellbeing.ledger import service as ledger
from wellbeing.publishing import service as publishing
from wellbeing.publishing.belonging import lost_entry
from wellbeing.publishing.place import place_of
from wellbeing.publishing.witness import witness_of
from wellbeing.week import Week

log = structlog.get_logger()


class LedgerInDoubtError(Exception):
    """Nothing is published while the last look found the ledger broken."""


def publish_figures(workshop: Workshop, fence: int) -> Counts:
    """Publish the windows that are due, each once."""
    return _publish(workshop, fence, None)


def publish_until(workshop: Workshop, fence: int, week: Week) -> Counts:
    """Publish the windows that were due by the end of a week, and none that came due later."""
    with workshop.session() as session:
        zone = accounts.organisation(session).zone
    ended = datetime.combine(week.sunday + timedelta(days=1), time(), ZoneInfo(zone))
    if Week.of(workshop.clock.now().astimezone(ZoneInfo(zone)).date()) < week:
        raise OtherWeekError(f"{week} has not begun: no figures of it can come out.")
    return _publish(workshop, fence, ended)


def _publish(workshop: Workshop, fence: int, until: datetime | None) -> Counts:
    now = workshop.clock.now()
    with workshop.session() as session, Session(workshop.ledger) as released:
        if job_runs.ledger_is_broken(session):
            raise LedgerInDoubtError
        place = place_of(workshop.settings, released)
        witness = witness_of(workshop.settings, workshop.keys)
        press = publishing.Press(
            session, released, workshop.vault, fence, place=place, witness=witness
        )
        published = publishing.publish_due(press, now, until)
    if published.cycles or published.windows:
        log.info(
            "published",
            cycles=published.cycles,
            windows=published.windows,
            row_hash=published.head,
        )
    if published.late:
        log.error("windows_too_late", windows=published.late)
    return (
        ("cycles opened", published.cycles),
        ("windows published", published.windows),
        ("windows that came too late", published.late),
    )


def verify_ledger(workshop: Workshop, _fence: int) -> Counts:
    """Walk the whole ledger; raise LedgerBrokenError when it is not as it was published."""
    with workshop.session() as session, Session(workshop.ledger) as released:
        try:
            found = _verified(session, released)
        except ledger.LedgerBrokenError:
            log.error("ledger_broken")  # noqa: TRY400  # Its words may name a unit.
            raise
    return ("entries", found.entries), ("cycles", found.cycles), ("windows", found.windows)


def _verified(session: Session, released: Session) -> ledger.Verified:
    found = ledger.verify(released)
    lost = lost_entry(session, released)
    if lost:
        raise ledger.LedgerBrokenError(f"entry {lost} of the ledger is not in it")
    return found
