"""That this installation was put back from a backup: when, and to which moment; told to everybody for four weeks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from wellbeing import job_runs
from wellbeing.job_runs import Ended

RESTORE = "restore"
TOLD_FOR = timedelta(weeks=4)


@dataclass(frozen=True)
class Restored:
    """When it was put back, and to how it was at which moment."""

    at: datetime
    to: datetime


def note(session: Session, made_at: datetime, now: datetime) -> None:
    """Note it beside the jobs: what was done between these two moments is not there."""
    job_runs.note(session, Ended(RESTORE, begun_at=made_at, at=now))


def lately(session: Session, now: datetime) -> Restored | None:
    """Return the last time, while people are to be told of it."""
    run = job_runs.one(session, RESTORE)
    if run is None or run.done_at is None or now >= run.done_at + TOLD_FOR:
        return None
    return Restored(run.done_at, run.begun_at)
