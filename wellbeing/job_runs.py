"""How each job went the last time, for whoever runs the service: kept, and asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.scheduler_rows import JobRunRow, require_lease

ABOUT = "job runs"
# Figures wait while the last look found the ledger broken: see `wellbeing.jobs`.
LEDGER_CHECK = "verify-ledger"
BROKEN = "LedgerBrokenError"
AUDIT_CHECK = "verify-audit"
AUDIT_BROKEN = "AuditBrokenError"


@dataclass(frozen=True)
class Run:
    """When a job was last begun, last ended well and last failed, and with what kind of trouble."""

    name: str
    begun_at: datetime
    done_at: datetime | None = None
    failed_at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True)
class Ended:
    """How a job has just ended; without trouble, well."""

    name: str
    begun_at: datetime
    at: datetime
    trouble: str = ""


def all_runs(session: Session) -> dict[str, Run]:
    """Return the last run of every job that ever ran."""
    rows = session.scalars(select(JobRunRow).execution_options(populate_existing=True))
    return {row.name: _run(row) for row in rows}


def one(session: Session, name: str) -> Run | None:
    row = session.get(JobRunRow, name, populate_existing=True)
    return None if row is None else _run(row)


def keep(session: Session, ended: Iterable[Ended], fence: int) -> None:
    """Keep how jobs ended; raise OvertakenError when another process leads by now."""
    with writing(session, ABOUT):
        require_lease(session, fence)
        for one in ended:
            _keep_one(session, one)


def note(session: Session, ended: Ended) -> None:
    """Keep how something ended that was done by hand, beside a timetable or without one."""
    with writing(session, ABOUT):
        _keep_one(session, ended)


def _run(row: JobRunRow) -> Run:
    return Run(row.name, row.begun_at, row.done_at, row.failed_at, row.trouble)


def _keep_one(session: Session, ended: Ended) -> None:
    row = session.get(JobRunRow, ended.name)
    if row is None:
        row = JobRunRow(name=ended.name)
        session.add(row)
    row.begun_at, row.trouble = ended.begun_at, ended.trouble
    if ended.trouble:
        row.failed_at = ended.at
    else:
        row.done_at = ended.at


def ledger_is_broken(session: Session) -> bool:
    """Say whether the ledger was not whole when it was last looked at."""
    return _ended_with(session, LEDGER_CHECK) == BROKEN


def audit_is_broken(session: Session) -> bool:
    """Say whether the audit log was not whole when it was last looked at."""
    return _ended_with(session, AUDIT_CHECK) == AUDIT_BROKEN


def _ended_with(session: Session, job: str) -> str | None:
    return session.scalar(select(JobRunRow.trouble).where(JobRunRow.name == job))
