"""Looks at what the nightly walk through the ledger found."""

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing import job_runs
from wellbeing.commands.findings import Finding
from wellbeing.database import existing, make_engine
from wellbeing.settings import Settings


def ledger_whole(settings: Settings) -> Finding:
    """Say what was found; `wellbeing ledger verify` looks now."""
    engine = make_engine(existing(settings.database_url), settings.main_journal)
    try:
        with Session(engine) as session:
            is_broken = job_runs.ledger_is_broken(session)
    except SQLAlchemyError:
        # Told by others.
        is_broken = False
    finally:
        engine.dispose()
    return Finding(
        "the ledger was whole when it was last looked at",
        not is_broken,
        "Run `wellbeing ledger verify`, which names the first broken entry. Put back the newest "
        "whole ledger, then run `wellbeing jobs run verify-ledger`: until then no figures come out.",
    )
