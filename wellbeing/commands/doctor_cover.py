"""Looks at cover: were the hours set, does anybody support others, and is somebody there in the next two weeks."""

from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.service import NoOrganisationError
from wellbeing.clock import SystemClock, local_day
from wellbeing.commands.common import reading
from wellbeing.commands.findings import Check, Finding
from wellbeing.cover import ahead
from wellbeing.cover import service as cover
from wellbeing.settings import Settings

CONFIRMED = "staffed hours were set"
SUPPORTERS = "somebody can be asked: peer supporters and practitioners"
COVERED = "somebody of each role is there on the staffed days of the next two weeks"
SET_THEM = (
    "Let the wellbeing lead set them on the page Cover. Until then promises are reckoned by Monday to "
    "Friday, 9:00 to 17:00."
)
NO_HOURS = "No time is staffed, so nothing can be promised: set the hours on the page Cover."
STAND_IN = (
    "Days without cover: {days}. The page Cover says of which role. Ask somebody to stand in."
)
GIVE_ROLES = (
    "Nobody has the role {roles}. Give it to somebody in the roster: nobody can be asked now."
)
Look = Callable[[Session], str]


def _confirmed(session: Session) -> str:
    hours = cover.staffed_hours(session)
    if not cover.is_confirmed(session):
        return SET_THEM
    return "" if hours.in_words() else NO_HOURS


def _supporters(session: Session) -> str:
    never = _ahead(session).never
    return GIVE_ROLES.format(roles=" or ".join(never).replace("_", " ")) if never else ""


def _covered(session: Session) -> str:
    """Name the days alone: whose they are is nobody's business here."""
    days = [str(one.day) for one in _ahead(session).without_cover]
    return STAND_IN.format(days=", ".join(days)) if days else ""


def _ahead(session: Session) -> ahead.Ahead:
    zone = accounts.organisation(session).zone
    return ahead.days_ahead(session, local_day(SystemClock().now(), zone))


def _noting(name: str, look: Look) -> Check:
    """Return a check that tells what is missing without failing: a service may be on its way."""

    def check(settings: Settings) -> Finding:
        try:
            with reading(settings) as session:
                advice = look(session)
        except NoOrganisationError:
            return Finding(name, well=True)
        except SQLAlchemyError:
            return Finding(name, well=False, advice="Put the databases right first.")
        return Finding(name, well=True, advice=advice, warns=bool(advice))

    return check


COVER: tuple[Check, ...] = (
    _noting(CONFIRMED, _confirmed),
    _noting(SUPPORTERS, _supporters),
    _noting(COVERED, _covered),
)
