"""When a backup was made last, and when one was last tried: noted where backups lie, and in the database."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing import job_runs
from wellbeing.backup.making import write_whole
from wellbeing.job_runs import Ended, Run

BACK_UP, DRILL = "back-up", "backup-drill"
# A night may be missed; two are a reason to look.
FRESH, TRIED_LATELY = timedelta(hours=50), timedelta(days=35)
A_DAY = timedelta(days=1)
# On another machine it is written by another account than the one that reads it; the folder is closed.
FOR_ALL = 0o644
# The name of an error, as drills note it.
TROUBLE = re.compile(r"[A-Za-z]{0,40}")


@dataclass(frozen=True)
class Age:
    """How many whole days ago something ended well; None when it never did."""

    days: int | None
    is_old: bool


def backup_age(runs: Mapping[str, Run], now: datetime) -> Age:
    """Say how old the newest backup is that was made whole."""
    return _age(runs.get(BACK_UP), now, FRESH)


def drill_age(runs: Mapping[str, Run], now: datetime) -> Age:
    """Say how long ago a backup was last proved to be one that can be put back."""
    return _age(runs.get(DRILL), now, TRIED_LATELY)


def leave_note(folder: Path, installation: str, drill: Ended) -> None:
    """Note beside the backups how one was tried, perhaps on another machine."""
    written = {"begun_at": drill.begun_at.isoformat(), "trouble": drill.trouble}
    write_whole(_note(folder, installation), json.dumps(written) + "\n", FOR_ALL)


def take_note(session: Session, folder: Path, installation: str, now: datetime) -> None:
    """Keep in the database what was noted beside the backups, where it is newer.

    Whoever can write there could have left anything: what no drill notes is passed over.
    """
    try:
        found = json.loads(_note(folder, installation).read_text("utf-8"))
        begun_at, trouble = datetime.fromisoformat(found["begun_at"]), found["trouble"]
        is_one = begun_at <= now and TROUBLE.fullmatch(trouble)
    except (OSError, ValueError, KeyError, TypeError):
        return
    known = job_runs.all_runs(session).get(DRILL)
    if is_one and (known is None or known.begun_at < begun_at):
        job_runs.note(session, Ended(DRILL, begun_at, begun_at, trouble))


def _age(run: Run | None, now: datetime, limit: timedelta) -> Age:
    if run is None or run.done_at is None:
        return Age(None, is_old=True)
    age = max(now - run.done_at, timedelta())
    return Age(age // A_DAY, is_old=age > limit)


def _note(folder: Path, installation: str) -> Path:
    return folder / f"{installation}-last-drill.json"
