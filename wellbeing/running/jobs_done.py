"""When each job was done last, and what kind of trouble it ended with."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wellbeing import job_runs
from wellbeing.job_runs import Run
from wellbeing.messages.mailer import CannotSendError
from wellbeing.running.lines import Line, Office

# It is met only when a message is due: the minute would say when somebody wishes to be asked. That a
# carrier is away is told of the carrier.
CARRIER_AWAY = CannotSendError.__name__


@dataclass(frozen=True)
class Listed:
    """A job as it is named, and what it does."""

    name: str
    does: str


def lines(office: Office, listed: Iterable[Listed]) -> tuple[Line, ...]:
    runs = job_runs.all_runs(office.session)
    return tuple(_line(office, job, runs.get(job.name)) for job in listed)


def as_told(run: Run) -> Run:
    """Return how a job went, as it may be read: one that met a carrier away looks as if nothing was due."""
    return replace(run, done_at=run.begun_at, trouble="") if run.trouble == CARRIER_AWAY else run


def _line(office: Office, job: Listed, run: Run | None) -> Line:
    what = f"{job.does[0].upper()}{job.does[1:]}"
    if run is None:
        return Line(what, "Not done here yet.")
    run = as_told(run)
    if run.trouble:
        at = office.said(run.failed_at or run.begun_at)
        return Line.troubled(
            what,
            f"The job {job.name} failed at {at}: {run.trouble}.",
            f"It is tried again by itself. If it goes on failing, look into the log of the service, "
            f"and run `wellbeing jobs run {job.name}` to see it fail.",
        )
    return Line(what, f"Done at {office.said(run.done_at or run.begun_at)}.")
