"""Looks at backups: that they are set up, made each night, and tried now and then."""

from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from wellbeing import job_runs
from wellbeing.backup import noting
from wellbeing.backup.making import NOT_SET_UP, shelf_of
from wellbeing.backup.operator_key import PublicKey
from wellbeing.backup.shelf import moment_of
from wellbeing.backup.troubles import BackupError
from wellbeing.clock import SystemClock
from wellbeing.commands.common import reading
from wellbeing.commands.findings import Finding
from wellbeing.job_runs import Run
from wellbeing.settings import Settings

SET_UP = "backups are set up"
NONE_SET_UP = "no backups are set up: what is on this machine is lost with it"


def set_up(settings: Settings) -> Finding:
    """Say whether backups are set up; that none are may be meant so, and is never left unsaid."""
    if settings.demo:
        return Finding("a sample needs no backup", well=True)
    if not settings.backup.is_configured:
        return Finding(NONE_SET_UP, well=True, advice=NOT_SET_UP, warns=True)
    try:
        PublicKey.parse(settings.backup.public_key)
        shelf_of(settings)
    except BackupError as error:
        return Finding(SET_UP, well=False, advice=str(error))
    return Finding(SET_UP, well=True)


def made(settings: Settings) -> Finding:
    if _is_nobodys(settings):
        return Finding("no backup is waited for", well=True)
    now = SystemClock().now()
    age = noting.backup_age(_runs(settings), now)
    return Finding(
        _told("backup", age),
        not age.is_old and _lies_there(settings, now),
        "Run `wellbeing backup`, which says what keeps it from ending well. If that is a day old or "
        "less, it is not in the folder any more: find out who or what removes backups there.",
    )


def tried(settings: Settings) -> Finding:
    if _is_nobodys(settings):
        return Finding("no drill is waited for", well=True)
    age = noting.drill_age(_runs(settings), SystemClock().now())
    return Finding(
        _told("drill", age),
        not age.is_old,
        "Run `wellbeing backup drill --private-key FILE`, best on another machine: a backup that was "
        "never tried is a hope.",
    )


def _told(what: str, age: noting.Age) -> str:
    if age.days is None:
        return f"no {what} has ended well yet"
    return f"the last {what} was {f'{age.days} days ago' if age.days else 'within a day'}"


def _lies_there(settings: Settings, now: datetime) -> bool:
    try:
        names = shelf_of(settings).names()
    except BackupError:
        # Told by the first of the three.
        return True
    return bool(names) and now - moment_of(names[-1]) <= noting.FRESH


def _is_nobodys(settings: Settings) -> bool:
    # That none are set up is told by the first of the three.
    return settings.demo or not settings.backup.is_configured


def _runs(settings: Settings) -> dict[str, Run]:
    try:
        with reading(settings) as session:
            return job_runs.all_runs(session)
    except SQLAlchemyError:
        # Told by others.
        return {}


BACKUPS = (set_up, made, tried)
