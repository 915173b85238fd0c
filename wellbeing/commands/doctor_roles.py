"""Looks whether one person holds roles that should lie apart."""

from sqlalchemy.exc import SQLAlchemyError

from wellbeing.accounts import granting
from wellbeing.accounts import service as accounts
from wellbeing.accounts.roles_apart import held_together
from wellbeing.accounts.service import NoOrganisationError
from wellbeing.clock import SystemClock, local_day
from wellbeing.commands.common import reading
from wellbeing.commands.findings import Finding
from wellbeing.settings import Settings

NAME = "nobody holds roles together that should lie apart"


def roles_apart(settings: Settings) -> Finding:
    """Note it without failing, and without a name: a small organisation may have nobody else."""
    try:
        with reading(settings) as session:
            today = local_day(SystemClock().now(), accounts.organisation(session).zone)
            found = held_together(granting.held_by_name(session, today))
    except NoOrganisationError:
        return Finding(NAME, well=True)
    except SQLAlchemyError:
        return Finding(NAME, well=False, advice="Put the databases right first.")
    advice = "; ".join(
        f"somebody is {' and '.join(role.replace('_', ' ') for role in one.roles)}: {one.why}"
        for one in found
    )
    return Finding(NAME, well=True, advice=advice, warns=bool(advice))
