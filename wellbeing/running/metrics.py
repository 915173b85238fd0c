"""What a monitoring program is told: whether the service works, and nothing that changes by what people do.

By whole hours where it tells of time: a job is done later in the tick in which a message left (docs/adr/0060).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from wellbeing import job_runs
from wellbeing.job_runs import Run
from wellbeing.running.jobs_done import Listed, as_told
from wellbeing.running.lines import Office
from wellbeing.running.weekly import AN_HOUR, hour_of
from wellbeing.web.health import Readiness


@dataclass(frozen=True)
class _Gauge:
    """One kind of number, and its value for each label."""

    name: str
    help: str
    label: str
    values: Mapping[str, int]

    def lines(self) -> tuple[str, ...]:
        name = f"wellbeing_{self.name}"
        told = (f"{name}{self._labelled(at)} {value}" for at, value in self.values.items())
        return (f"# HELP {name} {self.help}", f"# TYPE {name} gauge", *told)

    def _labelled(self, value: str) -> str:
        return f'{{{self.label}="{value}"}}' if self.label else ""


def written(office: Office, ready: Readiness, listed: Iterable[Listed]) -> str:
    """Write everything in the text format of Prometheus."""
    gauges = [*_service(office, ready), *(_jobs(office, listed) if _can_be_asked(ready) else ())]
    return "\n".join(line for gauge in gauges if gauge.values for line in gauge.lines()) + "\n"


def _can_be_asked(ready: Readiness) -> bool:
    return ready.checks.get("database", False) and ready.checks.get("schema", False)


def _service(office: Office, ready: Readiness) -> tuple[_Gauge, ...]:
    is_set_up = office.settings.backup.is_configured
    ages = {name: days for name, days in ready.days_since.items() if days is not None}
    return (
        _Gauge("info", "The version that runs.", "version", {version("wellbeing"): 1}),
        _Gauge("ready", "Whether /readyz answers 200.", "", {"": int(ready.ready)}),
        _Gauge("degraded", "Whether /readyz has warnings.", "", {"": int(bool(ready.warnings))}),
        _Gauge(
            "check",
            "Whether one thing that the service needs is there, as on /readyz.",
            "check",
            {name: int(well) for name, well in ready.checks.items()},
        ),
        _Gauge("backups_set_up", "Whether backups are set up.", "", {"": int(is_set_up)}),
        _Gauge("days_since", "Whole days since this ended well the last time.", "what", ages),
    )


def _jobs(office: Office, listed: Iterable[Listed]) -> tuple[_Gauge, ...]:
    runs = job_runs.all_runs(office.session)
    told = {job.name: as_told(runs[job.name]) for job in listed if job.name in runs}
    failed = {name: int(bool(run.trouble)) for name, run in told.items()}
    hours = {
        name: hours for name, run in told.items() if (hours := _hours(office, run)) is not None
    }
    return (
        _Gauge("job_failed", "Whether this job failed the last time.", "job", failed),
        _Gauge(
            "job_hours_since",
            "Hours since this job ended well, between the whole hours of then and now.",
            "job",
            hours,
        ),
    )


def _hours(office: Office, run: Run) -> int | None:
    if run.done_at is None:
        return None
    return max(0, (hour_of(office.now) - hour_of(run.done_at)) // AN_HOUR)
