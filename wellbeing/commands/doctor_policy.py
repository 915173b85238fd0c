"""Looks at the policy: does what was agreed decide, and are the files of the release whole."""

from sqlalchemy.exc import SQLAlchemyError

from wellbeing.clock import SystemClock
from wellbeing.commands.common import reading
from wellbeing.commands.findings import Finding
from wellbeing.policies import service as policies
from wellbeing.settings import Settings

NAME = "policy as agreed"


def policy(settings: Settings) -> Finding:
    """Find every trouble with a kept or shipped policy; the last good one decides meanwhile."""
    try:
        with reading(settings) as session:
            found = policies.standing(session, SystemClock().now().date(), settings.policies)
    except SQLAlchemyError:
        return Finding(NAME, well=False, advice="Put the database right first.")
    advice = " ".join(f"{one.said} {one.remedy}" for one in found.troubles)
    return Finding(NAME, not found.troubles, advice)
