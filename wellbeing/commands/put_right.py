"""`wellbeing put-right`: after databases were put back without `wellbeing restore`, closes what that would have closed."""

import argparse
from datetime import datetime

from sqlalchemy.orm import Session

from wellbeing import job_runs
from wellbeing.clock import Clock, SystemClock
from wellbeing.commands import behind, erasures
from wellbeing.commands.common import CommandError, add_data, any_settings_of, opened
from wellbeing.restoring.settling import PutBack, settle

NOTHING = (
    "Nothing looks put back by hand here. If something was all the same, run it with --all-the-same: it ends "
    "what people share, and no figures come out until `wellbeing publish --confirm-moved`."
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "put-right", help="close what is open again, after databases were put back by hand"
    )
    parser.add_argument(
        "--all-the-same", action="store_true", help="also where nothing looks put back"
    )
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    act(arguments, SystemClock())


def act(arguments: argparse.Namespace, clock: Clock) -> None:
    settings, now = any_settings_of(arguments.data), clock.now()
    with opened(settings) as (session, vault):
        listed = erasures.listed(settings, vault)
        is_behind = behind.knows_of(settings, session) is not None
        unknown = erasures.eraser_of(settings, session, vault, clock).unknown(listed)
        if not (is_behind or unknown or arguments.all_the_same):
            raise CommandError(NOTHING)
        to = _as_of(session, now)
    lost = settle(settings, PutBack(f"put right on {now:%Y-%m-%d %H:%M} UTC", to), now, listed)
    print(
        "Who had everything deleted since is deleted again. What people may have ended or taken back is closed."
    )
    print(
        f"{lost} windows that closed since may have come out elsewhere: they never come out here."
    )
    print("Nothing is published until you have run: wellbeing publish --confirm-moved")


def _as_of(session: Session, now: datetime) -> datetime:
    """Return of which moment the database is, as far as its jobs tell."""
    times = (run.done_at or run.begun_at for run in job_runs.all_runs(session).values())
    return max((at for at in times if at <= now), default=now)
