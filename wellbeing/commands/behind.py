"""Looks before a start whether the database is older than what lies beside the key file knows of it."""

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing import job_runs, restored
from wellbeing.audit import anchors
from wellbeing.audit import service as audit
from wellbeing.audit.anchors import Anchor, AnchorError
from wellbeing.commands.common import CommandError, reading
from wellbeing.commands.findings import Finding
from wellbeing.settings import Settings

NAME = "the database is not older than what is known of it"
BEHIND = (
    "This database is older than it was on {day}: it was put back by hand, or the end of its audit log was cut off. "
    "What people ended or took back since would be open again. Make sure that no other copy runs, then run "
    "`wellbeing put-right`."
)


def refuse(settings: Settings, session: Session) -> None:
    """Raise CommandError when the audit log ends before where it ended on an earlier night."""
    anchor = knows_of(settings, session)
    if anchor is not None:
        raise CommandError(BEHIND.format(day=anchor.on))


def knows_of(settings: Settings, session: Session) -> Anchor | None:
    """Return what lies beside the key file and knows more than the database does; None when nothing.

    What a restore has left behind, and has settled, counts no more.
    """
    if settings.demo:
        return None
    try:
        known = anchors.read_own(settings.audit_anchors)
    except AnchorError:
        # Told by the look at the audit log each night.
        return None
    newest = max(known, key=lambda anchor: anchor.number, default=None)
    if newest is None or newest.number <= audit.last_event(session):
        return None
    run = job_runs.one(session, restored.RESTORE)
    is_settled = run is not None and run.done_at is not None and run.done_at.date() >= newest.on
    return None if is_settled else newest


def finding(settings: Settings) -> Finding:
    try:
        with reading(settings) as session:
            anchor = knows_of(settings, session)
    except SQLAlchemyError:
        # Told by others.
        anchor = None
    return Finding(NAME, anchor is None, BEHIND.format(day=anchor.on) if anchor else "")
