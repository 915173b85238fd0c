"""Looks at settings with which the service does not start: each would leave answers open, or lose them."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from wellbeing.commands.findings import Check, Finding
from wellbeing.commands.places import files_at, files_of, folders_of
from wellbeing.database import SAFE_JOURNALS, Journal, existing, make_engine
from wellbeing.settings import Settings

MOUNTS = Path("/proc/self/mountinfo")
# Locks and flushes of files there cannot be relied on.
NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "fuse.sshfs",
    }
    | {"fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.rclone"}
)
OFF = frozenset({"", "0", "false", "no"})
ACCEPTED = "the last commits"
STANDBY = "a standby of PostgreSQL has all that was acknowledged"


def debug(_settings: Settings) -> Finding:
    """Find the switch of Flask by which an error shows what it was about."""
    return Finding(
        "no debug mode",
        os.environ.get("FLASK_DEBUG", "").lower() in OFF,
        "Take FLASK_DEBUG out of the environment of the service.",
    )


def data_private(settings: Settings) -> Finding:
    there = [folder for folder in folders_of(settings) if folder.exists()]
    is_open = [folder for folder in there if stat.S_IMODE(folder.stat().st_mode) & 0o007]
    return Finding(
        "data folder closed to others",
        not is_open,
        f"Run: chmod 750 {' '.join(map(str, sorted(is_open)))}",
    )


def local_disk(settings: Settings) -> Finding:
    try:
        mounts = MOUNTS.read_text("utf-8")
    except OSError:
        # No system that tells.
        mounts = ""
    far = {str(path) for path in files_of(settings) if file_system(path, mounts) in NETWORK}
    return Finding(
        "SQLite on a disk of this machine",
        not far,
        f"Move {' and '.join(sorted(far))} to a disk of this machine, or use PostgreSQL.",
    )


def file_system(path: Path, mounts: str) -> str:
    """Return the kind of file system a file lies on, by the table of the system; empty if unknown."""
    found, longest = "", -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        place = Path(before.split(" ")[4].replace("\\040", " "))
        if (place == path or place in path.parents) and len(place.parts) >= longest:
            found, longest = after.split(" ")[0], len(place.parts)
    return found


def _asked(name: str, pragma: str, good: Callable[[str], bool], advice: str) -> Check:
    """Ask each SQLite database, with a connection as the service makes them."""

    def check(settings: Settings) -> Finding:
        try:
            answers = {
                answer for engine in _engines(settings) for answer in _answers(engine, pragma)
            }
        except DBAPIError as error:
            return Finding(name, well=False, advice=_why(error), may_pass=_is_held(error))
        return Finding(name, all(good(each) for each in answers), advice)

    return check


def _why(error: DBAPIError) -> str:
    """Say what to do about a file that cannot be asked: it is held, closed to us, or no database."""
    code = _code(error)
    if _is_held(error):
        return "Stop whatever holds the databases open."
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_IOERR")):
        return "Let the account of the service read and write the databases and their folder."
    return (
        "A database is damaged. Stop every process, and put the newest backup back: docs/operating.md says "
        "how under Restoring."
    )


def _is_held(error: DBAPIError) -> bool:
    return _code(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _code(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlite_errorname", ""))


def _answers(engine: Engine, pragma: str) -> list[str]:
    try:
        with engine.connect() as connection:
            return [str(row[0]) for row in connection.execute(text(f"PRAGMA {pragma}"))]
    finally:
        engine.dispose()


def _engines(settings: Settings) -> Iterator[Engine]:
    journals = {
        settings.database_url: settings.main_journal,
        settings.keys_url: settings.side_journal,
        settings.ledger_url: settings.ledger_journal,
    }
    for url, journal in journals.items():
        # What is not there yet is made by the start.
        if any(path.exists() for path in files_at(url)):
            yield make_engine(existing(url), journal)


def fail_over(settings: Settings) -> Finding:
    """Find a standby of PostgreSQL that could be promoted without what was acknowledged last."""
    lossy = []
    for url in {settings.database_url, settings.keys_url}:
        if files_at(url):
            continue
        engine = make_engine(url, Journal.MAIN)
        try:
            with engine.connect() as connection:
                lossy += [url] if connection.scalar(_LOSES) else []
        except SQLAlchemyError:
            return Finding(STANDBY, well=False, advice=NO_ANSWER, may_pass=True)
        finally:
            engine.dispose()
    accepted = os.environ.get("WELLBEING_ACCEPTED_LOSS", "") == ACCEPTED
    return Finding(
        STANDBY, not lossy or accepted, LOSS_ACCEPTED if accepted else LOSS, warns=bool(lossy)
    )


NO_ANSWER = (
    "PostgreSQL does not answer, so nobody knows. Check that it runs and lets the account of the service in, "
    "and WELLBEING_DATABASE_URL and WELLBEING_KEYS_URL."
)
LOSS = (
    "Set synchronous_standby_names on the server, and synchronous_commit to remote_apply for the account of "
    "the service. Where no standby is ever promoted, or losing the last commits is accepted, set "
    f'WELLBEING_ACCEPTED_LOSS="{ACCEPTED}".'
)
LOSS_ACCEPTED = (
    "WELLBEING_ACCEPTED_LOSS says so: what was acknowledged last can be lost in a fail-over."
)
_LOSES = text(
    "SELECT (EXISTS (SELECT FROM pg_stat_replication) OR current_setting('synchronous_standby_names') <> '') "
    "AND (current_setting('synchronous_commit') <> 'remote_apply' "
    "OR current_setting('synchronous_standby_names') = '')"
)
_FLUSHED = frozenset({"2", "3"})
STARTS_AGAIN = "Update SQLite or wellbeing, and start the service again."
JOURNAL = _asked(
    "SQLite with a journal that survives a power cut",
    "journal_mode",
    lambda found: found in SAFE_JOURNALS,
    "Stop every process that has the databases open, then start the service again.",
)
FLUSHED = _asked(
    "SQLite waits for the disk", "synchronous", lambda found: found in _FLUSHED, STARTS_AGAIN
)
NOT_MAPPED = _asked(
    "SQLite writes no mapped memory", "mmap_size", lambda found: found == "0", STARTS_AGAIN
)
REFERENCES = _asked(
    "SQLite keeps what rows refer to", "foreign_keys", lambda found: found == "1", STARTS_AGAIN
)
UNSAFE: tuple[Check, ...] = (
    debug,
    data_private,
    local_disk,
    JOURNAL,
    FLUSHED,
    NOT_MAPPED,
    REFERENCES,
    fail_over,
)
