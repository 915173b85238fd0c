"""`wellbeing jobs`: what the timetable does and how it went, one job by hand, and the clock's word."""

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from wellbeing import job_runs
from wellbeing.audit.service import Act, Kind
from wellbeing.backup.troubles import BackupError
from wellbeing.clock import Clock, SystemClock
from wellbeing.clock_watch import WatchedClock, said_of
from wellbeing.commands import erasures
from wellbeing.commands.common import (
    BAD_USE,
    CommandError,
    add_data,
    any_settings_of,
    opened,
    scribe_of,
)
from wellbeing.commands.jobs_ahead import say_what_goes
from wellbeing.commands.publish import BROKEN
from wellbeing.job_runs import Run
from wellbeing.jobs import BY_NAME, JOBS, Counts, Job, LedgerInDoubtError, OtherWeekError, Workshop
from wellbeing.jobs.guard import ANYWAY, FarMoreThanUsualError
from wellbeing.jobs.rounds import Outcome, Round, watch_of
from wellbeing.lease import (
    database_now,
    give_back_lease,
    holder_in_words,
    keeping_lease,
    new_holder,
    take_lease,
)
from wellbeing.ledger.service import LedgerBrokenError
from wellbeing.publishing.service import LedgerMismatchError
from wellbeing.publishing.witness_file import WitnessError
from wellbeing.running.jobs_done import as_told
from wellbeing.settings import Settings
from wellbeing.week import Week

NEVER = "not yet"
NOT_SET_UP = "{name} is not set up. `wellbeing doctor` says what is missing."
HELD = "{holder} holds the timetable and does this by itself ({when}). Stop it first to do it from here."
# What these say is written for an operator and holds nothing about anybody.
IN_OWN_WORDS = (
    BackupError,
    FarMoreThanUsualError,
    LedgerBrokenError,
    LedgerMismatchError,
    OtherWeekError,
    WitnessError,
)


@dataclass(frozen=True)
class Line:
    """A job as it is listed."""

    name: str
    when: str
    does: str
    last_done: str
    ended_well: bool | None
    trouble: str
    is_set_up: bool = True


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("jobs", help="list what is done by itself, or do one job now")
    parts = parser.add_subparsers(title="jobs", required=True, metavar="ACTION")
    listing = parts.add_parser("list", help="show each job, when it comes round and how it went")
    listing.add_argument("--json", action="store_true", help="print one JSON list")
    listing.set_defaults(run=show)
    running = parts.add_parser("run", help="do one job now; twice is the same as once")
    running.add_argument("name", metavar="NAME", help="as `wellbeing jobs list` shows it")
    running.add_argument("--week", help="the week it is about, such as 2026-W24")
    running.add_argument(
        "--dry-run", action="store_true", help="say what it would remove, and remove nothing"
    )
    running.add_argument(
        ANYWAY, action="store_true", help="remove it though it is far more than is usual"
    )
    running.set_defaults(run=run)
    confirming = parts.add_parser(
        "confirm-clock", help="take the time of this machine as right, after looking at it"
    )
    confirming.set_defaults(run=confirm_clock)
    for part in (listing, running, confirming):
        add_data(part)


def show(arguments: argparse.Namespace) -> None:
    settings = any_settings_of(arguments.data)
    with opened(settings) as (session, _vault):
        told = {name: as_told(run) for name, run in job_runs.all_runs(session).items()}
    lines = [_line(job, told.get(job.name), settings) for job in JOBS]
    if arguments.json:
        print(json.dumps([vars(line) for line in lines], indent=2))
        return
    for line in lines:
        print(f"{line.name}\n    {line.when}: {line.does}\n    last done: {line.last_done}")
        if not line.is_set_up:
            print("    not set up: `wellbeing doctor` says what is missing")
        if line.trouble:
            print(f"    the last time it did not end well ({line.trouble})")


def run(arguments: argparse.Namespace) -> None:
    act(arguments, SystemClock())


def act(arguments: argparse.Namespace, clock: Clock) -> None:
    """Do one job under the lease of the timetable."""
    job = BY_NAME.get(arguments.name)
    if job is None:
        names = ", ".join(BY_NAME)
        raise CommandError(f"There is no job {arguments.name!r}. There are: {names}.", BAD_USE)
    week = _week(job, arguments.week)
    settings = any_settings_of(arguments.data)
    if not job.is_set_up(settings):
        raise CommandError(NOT_SET_UP.format(name=job.name))
    if arguments.dry_run:
        say_what_goes(job, settings, clock)
        return
    with _bench(settings, clock, job) as found:
        bench = replace(found, asks_first=not arguments.however_much)
        _note(bench, job)
        outcome = bench.once(job, _work(job, bench, week))
        bench.keep([outcome.ended])
    if outcome.error is not None:
        raise CommandError(_said(job, outcome)) from outcome.error
    for what, count in outcome.counts:
        print(f"{what}: {count}")
    print(f"{job.name}: done.")


def confirm_clock(arguments: argparse.Namespace) -> None:
    confirm(arguments, SystemClock())


def confirm(arguments: argparse.Namespace, clock: Clock) -> None:
    """Take the clock's word, and say what it was, so that somebody reads it."""
    watch = watch_of(clock) or WatchedClock(clock)
    with opened(any_settings_of(arguments.data)) as (session, vault):

        def note(at: datetime) -> None:
            scribe_of(session, vault, at).note(session, Act(Kind.CLOCK_CONFIRMED))

        believed = watch.confirm(session, note)
        said = said_of(watch.look(session, database_now(session)))
    if said:
        raise CommandError(said)
    print(f"Taken as right: {believed:%A %d %B %Y, %H:%M} UTC.")
    print("A timetable that runs goes on within a minute.")


def _week(job: Job, written: str | None) -> Week | None:
    if written is None:
        return None
    if job.for_week is None:
        about = ", ".join(each.name for each in JOBS if each.for_week)
        raise CommandError(
            f"{job.name} is not about one week: run it without --week. These are: {about}.", BAD_USE
        )
    try:
        return Week.parse(written)
    except ValueError as error:
        raise CommandError(f"{written!r} is not a week such as 2026-W24.", BAD_USE) from error


def _work(job: Job, bench: Round, week: Week | None) -> Callable[[], Counts] | None:
    """Return the job's work on one week; None for its usual work."""
    of_week = job.for_week
    if of_week is None or week is None:
        return None
    return lambda: of_week(bench.workshop, bench.fence, week)


@contextmanager
def _bench(settings: Settings, clock: Clock, job: Job) -> Iterator[Round]:
    """Hold the lease as the timetable does, with a clock that is believed as far as the job needs."""
    holder = new_holder()
    with opened(settings) as (session, vault):
        erasures.refuse_unknown(settings, session, vault, clock)
        fence = take_lease(session, holder)
        if fence is None:
            raise CommandError(HELD.format(holder=holder_in_words(session), when=job.every))
        watch = watch_of(clock)
        workshop = Workshop.of(settings, watch or clock)
        try:
            with keeping_lease(workshop.session, holder, fence):
                bench = Round(workshop, watch, fence)
                _require_clock(bench, job)
                yield bench
        finally:
            workshop.close()
            give_back_lease(session, holder)


def _note(bench: Round, job: Job) -> None:
    """Write down what is about to be done: a job makes transactions of its own."""
    with bench.workshop.session() as session:
        scribe = scribe_of(session, bench.workshop.vault, bench.now())
        scribe.note_first(session, Act(Kind.JOB_RUN, detail=job.name))


def _require_clock(bench: Round, job: Job) -> None:
    sight = bench.look()
    if sight is not None and job.needs > sight.allows:
        raise CommandError(said_of(sight))


def _said(job: Job, outcome: Outcome) -> str:
    error = outcome.error
    if isinstance(error, LedgerInDoubtError):
        return BROKEN
    if isinstance(error, IN_OWN_WORDS):
        return f"{job.name} did not end well. {error}"
    # Its message may hold values.
    return f"{job.name} did not end well ({outcome.ended.trouble}). Run `wellbeing doctor`."


def _line(job: Job, last: Run | None, settings: Settings) -> Line:
    done = None if last is None else last.done_at
    return Line(
        job.name,
        job.every,
        job.does,
        NEVER if done is None else f"{done:%Y-%m-%d %H:%M} UTC",
        None if last is None else not last.trouble,
        "" if last is None else last.trouble,
        job.is_set_up(settings),
    )
