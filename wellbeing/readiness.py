"""Whether this installation is ready for people, and in plain words why not: `/readyz`.

It looks only at what is kept: whatever takes long, such as walking the ledger, a job has done before.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing import clock_watch, job_runs
from wellbeing.accounts.service import NoOrganisationError
from wellbeing.backup import noting
from wellbeing.clock import MachineStopwatch, Ran, Stopwatch
from wellbeing.extensions import db, house
from wellbeing.figure_settings import service as figure_settings
from wellbeing.going_live import service as going_live
from wellbeing.lease import SILENT_AFTER, is_beating
from wellbeing.migrations import runner
from wellbeing.policies import service as policies
from wellbeing.publishing.belonging import trouble as why_stopped
from wellbeing.publishing.place import place_of
from wellbeing.publishing.witness import why_unwritable, witness_of
from wellbeing.running import service as running
from wellbeing.settings import Settings
from wellbeing.web.health import Look, Readiness
from wellbeing.web.words import words

# Anybody may ask, as often as they like, and a look asks three databases.
ANSWER_LASTS = timedelta(seconds=3)
ENOUGH_BYTES = 200 * 1024 * 1024
REASONS = {
    "database": "The database cannot be reached.",
    "schema": "The databases are not of this version. Start the service once: it migrates them.",
    "keys": "The key file is missing.",
    "disk": "Less than 200 MB of disk are free.",
    "policy": "No policy can be read. Run `wellbeing doctor`.",
    "timetable": "No timetable has done anything for three minutes. Start `wellbeing serve` or "
    "`wellbeing scheduler`.",
    "ledger": "The ledger of published figures is broken. Run `wellbeing ledger verify`.",
    "clock": "The clock is not believed. Run `wellbeing doctor`.",
}
OLD_BACKUP = "No backup has ended well for two days. Run `wellbeing doctor`."
OLD_DRILL = "No backup was tried for 35 days. Run `wellbeing backup drill --private-key FILE`, best on another machine."
NO_BACKUPS = "No backups are set up. Whoever runs the service finds how in docs/operating.md."
OLD_CONTACTS = (
    "Numbers on the page of help now were not checked in the last 90 days. The wellbeing lead does it on the "
    "page Going live."
)
AUDIT_BROKEN = "The audit log is not as it was written. Run `wellbeing audit verify`."
# What is told although no database answers.
IN_DATABASE = ("database", "schema", "timetable", "policy", "ledger", "clock")


class Grace:
    """The first three minutes of a web process: the timetable beside it may still be starting."""

    def __init__(self, stopwatch: Stopwatch | None = None, lasts: timedelta = SILENT_AFTER) -> None:
        """Begin now."""
        self._stopwatch = stopwatch or MachineStopwatch()
        self._lasts = lasts
        self._began: Ran = self._stopwatch.read()

    @property
    def is_over(self) -> bool:
        passed = self._stopwatch.read().seconds - self._began.seconds
        return passed > self._lasts.total_seconds()


class Lately:
    """One look at a time, and its answer for three seconds, whoever asks."""

    def __init__(self, look: Look, stopwatch: Stopwatch | None = None) -> None:
        """Look with the first question."""
        self._look = look
        self._stopwatch = stopwatch or MachineStopwatch()
        self._lock = Lock()
        self._kept: tuple[float, Readiness] | None = None

    def __call__(self) -> Readiness:
        with self._lock:
            now = self._stopwatch.read().seconds
            if self._kept is None or now - self._kept[0] >= ANSWER_LASTS.total_seconds():
                found = self._look()
                # When it ended: whoever waited for a slow look has its answer, not one more.
                self._kept = self._stopwatch.read().seconds, found
            return self._kept[1]


@dataclass
class _Look:
    """What one look found."""

    checks: dict[str, bool]
    warnings: list[str] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=lambda: dict(REASONS))
    days_since: dict[str, int | None] = field(default_factory=dict)


def readiness(app: Flask, settings: Settings, grace: Grace | None = None) -> Readiness:
    """Return what must be there for the service to work, each with whether it is."""
    look = _Look(dict.fromkeys(IN_DATABASE, False))
    look.checks["keys"] = settings.key_file.exists()
    look.checks["disk"] = shutil.disk_usage(settings.data).free >= ENOUGH_BYTES
    with suppress(SQLAlchemyError), app.app_context():
        _look_into(db.session(), look, settings, grace)
    # Where no database answers, nothing else is known of what it holds.
    known = look.checks["database"]
    failed = [name for name, well in look.checks.items() if not well]
    told = [name for name in failed if known or name == "database" or name not in IN_DATABASE]
    reasons = tuple(look.reasons[name] for name in told)
    return Readiness(look.checks, tuple(look.warnings), reasons, look.days_since)


def _look_into(session: Session, look: _Look, settings: Settings, grace: Grace | None) -> None:
    checks = look.checks
    session.execute(text("SELECT 1"))
    checks["database"] = True
    checks["schema"] = runner.is_current(settings)
    checks["timetable"] = is_beating(session) or (grace is not None and not grace.is_over)
    checks["ledger"] = not job_runs.ledger_is_broken(session)
    _look_at_clock(session, look)
    standing = policies.standing(session, house().today("UTC"), settings.policies)
    checks["policy"] = standing.rulebook is not None
    look.warnings += [trouble.said for trouble in standing.troubles]
    # Nobody is helped by sending people away; whoever runs the service must know.
    look.warnings += [AUDIT_BROKEN] if job_runs.audit_is_broken(session) else []
    # People can check in while no figures come out: told, but no reason to send nobody here.
    look.warnings += reasons_to_publish_nothing(settings)
    look.warnings += running.for_everybody(session, settings)
    look.warnings += _old_contacts(session)
    _look_at_backups(session, look, settings)
    # Before an organisation is set up there are no figures to have settings.
    with house().ledger() as ledger, suppress(NoOrganisationError):
        look.warnings += [one.said for one in figure_settings.troubles(session, ledger)]


def _old_contacts(session: Session) -> list[str]:
    """Tell that numbers on the page of help now were not checked lately; the page itself always stays."""
    with suppress(NoOrganisationError):
        return (
            [OLD_CONTACTS] if going_live.has_old_contacts(session, house().now(), words()) else []
        )
    return []


def _look_at_backups(session: Session, look: _Look, settings: Settings) -> None:
    """Tell how old the newest backup and the last drill are, where backups are set up."""
    if not settings.backup.is_configured:
        return
    runs, now = job_runs.all_runs(session), house().now()
    made, tried = noting.backup_age(runs, now), noting.drill_age(runs, now)
    look.days_since = {"backup": made.days, "backup_drill": tried.days}
    look.warnings += [OLD_BACKUP] if made.is_old else []
    look.warnings += [OLD_DRILL] if tried.is_old else []


def _look_at_clock(session: Session, look: _Look) -> None:
    sight = clock_watch.kept(session)
    said = clock_watch.said_of(sight)
    look.checks["clock"] = sight is None or not sight.doubt
    if look.checks["clock"]:
        # After a long gap people can be served; what cannot be taken back waits.
        look.warnings += [said] if said else []
    else:
        look.reasons["clock"] = said


def backup_troubles(session: Session, settings: Settings, now: datetime) -> tuple[str, ...]:
    """Return why backups are not in order, each with what to do; a sample needs none."""
    if settings.demo:
        return ()
    if not settings.backup.is_configured:
        return (NO_BACKUPS,)
    runs = job_runs.all_runs(session)
    made, tried = noting.backup_age(runs, now), noting.drill_age(runs, now)
    return (*([OLD_BACKUP] if made.is_old else []), *([OLD_DRILL] if tried.is_old else []))


def reasons_to_publish_nothing(settings: Settings) -> tuple[str, ...]:
    """Return why no figures come out, each reason with what to do; nothing when all is well."""
    with house().ledger() as ledger:
        witness = witness_of(settings, house().keys)
        trouble = why_stopped(db.session(), ledger, place_of(settings, ledger), witness)
    return tuple(said for said in (why_unwritable(settings), trouble) if said)
