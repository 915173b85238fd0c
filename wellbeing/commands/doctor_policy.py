"""Looks at the policy: does what was agreed decide, and are the files of the release whole."""

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing.clock import SystemClock
from wellbeing.commands.findings import Finding
from wellbeing.database import existing, make_engine
from wellbeing.policies import service as policies
from wellbeing.settings import Settings

NAME = "policy as agreed"


def policy(settings: Settings) -> Finding:
    """Find every trouble with a kept or shipped policy; the last good one decides meanwhile."""
    engine = make_engine(existing(settings.database_url), settings.main_journal)
    try:
        with Session(engine) as session:
            found = policies.standing(session, SystemClock().now().date(), settings.policies)
    except SQLAlchemyError:
        return Finding(NAME, well=False, advice="Put the database right first.")
    finally:
        engine.dispose()
    advice = " ".join(f"{one.said} {one.remedy}" for one in found.troubles)
    return Finding(NAME, not found.troubles, advice)
