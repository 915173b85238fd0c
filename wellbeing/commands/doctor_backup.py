"""Looks at backups: that they are set up, made each night, and tried now and then."""

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing import job_runs
from wellbeing.backup import noting
from wellbeing.backup.making import NOT_SET_UP, shelf_of
from wellbeing.backup.operator_key import PublicKey
from wellbeing.backup.troubles import BackupError
from wellbeing.clock import SystemClock
from wellbeing.commands.findings import Finding
from wellbeing.database import existing, make_engine
from wellbeing.job_runs import Run
from wellbeing.settings import Settings

SET_UP = "backups are set up"


def set_up(settings: Settings) -> Finding:
    if settings.demo:
        return Finding("a sample needs no backup", well=True)
    if not settings.backup.is_configured:
        return Finding(SET_UP, well=False, advice=NOT_SET_UP)
    try:
        PublicKey.parse(settings.backup.public_key)
        shelf_of(settings)
    except BackupError as error:
        return Finding(SET_UP, well=False, advice=str(error))
    return Finding(SET_UP, well=True)


def made(settings: Settings) -> Finding:
    age = noting.backup_age(_runs(settings), SystemClock().now())
    return Finding(
        f"the newest backup {_told(age)}",
        _is_nobodys(settings) or not age.is_old,
        "Run `wellbeing backup`, which says what keeps it from ending well.",
    )


def tried(settings: Settings) -> Finding:
    age = noting.drill_age(_runs(settings), SystemClock().now())
    return Finding(
        f"the last drill {_told(age)}",
        _is_nobodys(settings) or not age.is_old,
        "Run `wellbeing backup drill`, best on another machine: one that was never tried is a hope.",
    )


def _told(age: noting.Age) -> str:
    if age.days is None:
        return "has not been yet"
    return f"was {age.days} days ago" if age.days else "was within a day"


def _is_nobodys(settings: Settings) -> bool:
    # That none are set up is told by the first of the three.
    return settings.demo or not settings.backup.is_configured


def _runs(settings: Settings) -> dict[str, Run]:
    engine = make_engine(existing(settings.database_url), settings.main_journal)
    try:
        with Session(engine) as session:
            return job_runs.all_runs(session)
    except SQLAlchemyError:
        # Told by others.
        return {}
    finally:
        engine.dispose()


BACKUPS = (set_up, made, tried)
