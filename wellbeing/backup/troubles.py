"""What can go wrong with a backup; each is one line that says what to do."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# No room on the disk, more than the account may use, or a larger file than is allowed.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NO_ROOM_IN_SQLITE = frozenset({"SQLITE_FULL", "SQLITE_IOERR_WRITE"})


class BackupError(Exception):
    """A backup cannot be made, read or put back."""


class NotSetUpError(BackupError):
    """No folder or no public key is set."""


class TargetMissingError(BackupError):
    """The folder for backups is not there, or cannot be written."""


class NoRoomError(BackupError):
    """The disk is full."""


class AnotherRunsError(BackupError):
    """Another backup of the same installation is being made."""


class OperatorKeyError(BackupError):
    """The operator's key is missing, damaged or another one."""


class DamagedBackupError(BackupError):
    """A backup is not as it was made."""


class NotEmptyError(BackupError):
    """There is something already where a backup was to be put."""


@contextmanager
def told_of(folder: Path) -> Iterator[None]:
    """Turn what a disk refuses into one line."""
    try:
        yield
    except sqlite3.Error as error:
        if error.sqlite_errorname in NO_ROOM_IN_SQLITE:
            raise NoRoomError(_no_room(error.sqlite_errorname)) from error
        raise BackupError(
            f"A database cannot be copied ({error.sqlite_errorname}). Run `wellbeing doctor`."
        ) from error
    except PermissionError as error:
        raise TargetMissingError(
            f"{error.filename or folder} cannot be written. Give the service an account that may."
        ) from error
    except OSError as error:
        if error.errno in NO_ROOM:
            raise NoRoomError(_no_room(error.strerror or "full")) from error
        raise TargetMissingError(
            f"The backup in {folder} could not be written or read ({error.strerror}). "
            "Look whether its disk is mounted and well."
        ) from error


def _no_room(said: str) -> str:
    return (
        f"There is no room for the backup ({said}). Making one needs as much as the databases in the "
        "folder for backups, and on SQLite as much again in the data folder for a moment; a drill or a "
        "restore as much twice where the copy is put together."
    )
