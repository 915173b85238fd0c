"""Looks at what must stand behind check-ins: what is missing before they open, and while they are open."""

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.service import NoOrganisationError
from wellbeing.clock import SystemClock, local_day
from wellbeing.commands.common import reading
from wellbeing.commands.findings import Check, Finding
from wellbeing.content.loader import content
from wellbeing.going_live import service as going_live
from wellbeing.opening import service as opening
from wellbeing.readiness import backup_troubles
from wellbeing.settings import Settings

CLOSED = "check-ins are closed"
OPEN = "everything stands behind the check-ins that are open"
SAMPLE = "check-ins of a sample need nothing behind them"
MISSING = "Missing: {missing}. The page Going live says what to do about each."
READY = "Everything is there: a wellbeing lead can propose to open them on the page Going live."


def behind_check_ins(settings: Settings) -> Finding:
    """Tell what is missing: that it is missing fails only where people are asked already."""
    if settings.demo:
        return Finding(SAMPLE, well=True)
    try:
        with reading(settings) as session:
            return _found(session, settings)
    except NoOrganisationError:
        return Finding(CLOSED, well=True)
    except SQLAlchemyError:
        return Finding(CLOSED, well=False, advice="Put the databases right first.")


def _found(session: Session, settings: Settings) -> Finding:
    now = SystemClock().now()
    today = local_day(now, accounts.organisation(session).zone)
    troubles = backup_troubles(session, settings, now)
    words = content(settings.data / "content")
    desk = going_live.Desk(session, today, now, words, settings.data, troubles)
    missing = "; ".join(going_live.what_is_missing(desk))
    advice = MISSING.format(missing=missing) if missing else ""
    if opening.is_open_to_staff(session, today):
        return Finding(OPEN, not missing, advice)
    return Finding(CLOSED, well=True, advice=advice or READY, warns=True)


GOING_LIVE: tuple[Check, ...] = (behind_check_ins,)
