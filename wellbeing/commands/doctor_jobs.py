"""Looks at what the nightly walks through the ledger and the audit log found."""

from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing import job_runs
from wellbeing.commands.common import reading
from wellbeing.commands.findings import Finding
from wellbeing.settings import Settings


def ledger_whole(settings: Settings) -> Finding:
    """Say what was found; `wellbeing ledger verify` looks now."""
    return Finding(
        "the ledger was whole when it was last looked at",
        not _found(settings, job_runs.ledger_is_broken),
        "Run `wellbeing ledger verify`, which names the first broken entry. Put back the newest "
        "whole ledger, then run `wellbeing jobs run verify-ledger`: until then no figures come out.",
    )


def audit_whole(settings: Settings) -> Finding:
    """Say what was found; `wellbeing audit verify` looks now."""
    return Finding(
        "the audit log was whole when it was last looked at",
        not _found(settings, job_runs.audit_is_broken),
        "Run `wellbeing audit verify`, which names the first event that is not as it was written. "
        "docs/operating.md says how to go on.",
    )


def _found(settings: Settings, is_broken: Callable[[Session], bool]) -> bool:
    try:
        with reading(settings) as session:
            return is_broken(session)
    except SQLAlchemyError:
        # Told by others.
        return False
