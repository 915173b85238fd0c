"""Looks before a start whether the database is older than what lies beside the key file knows of it."""

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing.audit import service as audit
from wellbeing.audit.anchors import Anchor
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

    A restore and `put-right` leave an anchor of what they put back, which is the last then.
    """
    if settings.demo:
        return None
    return audit.anchor_ahead(session, settings.audit_anchors)


def finding(settings: Settings) -> Finding:
    try:
        with reading(settings) as session:
            anchor = knows_of(settings, session)
    except SQLAlchemyError:
        # Told by others.
        anchor = None
    return Finding(NAME, anchor is None, BEHIND.format(day=anchor.on) if anchor else "")
