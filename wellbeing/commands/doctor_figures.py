"""Looks at the figure settings: is what two people agreed what figures are made with."""

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing.accounts.service import NoOrganisationError
from wellbeing.commands.common import reading
from wellbeing.commands.findings import Finding
from wellbeing.database import Journal, existing, make_engine
from wellbeing.figure_settings import service as figure_settings
from wellbeing.settings import Settings

NAME = "figure settings as agreed"


def figures(settings: Settings) -> Finding:
    """Find every damaged or missing change; the last good numbers hold meanwhile."""
    ledger = make_engine(existing(settings.ledger_url), Journal.LEDGER)
    try:
        with reading(settings) as session, Session(ledger) as released:
            found = figure_settings.troubles(session, released)
    except NoOrganisationError:
        return Finding(NAME, well=True)
    except SQLAlchemyError:
        return Finding(NAME, well=False, advice="Put the databases right first.")
    finally:
        ledger.dispose()
    return Finding(NAME, not found, " ".join(f"{one.said} {one.remedy}" for one in found))
