"""SQLite: the databases as they were, beside those that are being brought to another version.

They lie there only until all of them are: whoever wants the earlier version back afterwards puts a
backup back, which is encrypted, and knows who was deleted since.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from wellbeing.backup.shelf import OWNERS_FOLDER
from wellbeing.backup.sqlite_copy import copy

FOLDER = "before-upgrade"
# The copy, and what SQLite writes down to be able to undo a change.
TIMES = 2


class NoRoomForCopiesError(Exception):
    """The disk has less room than the copies and the change may take; the message says how much."""


def keep(data: Path, files: Sequence[Path]) -> None:
    """Copy these databases; one copy of each, of the latest try."""
    if not files:
        return
    needed = TIMES * sum(file.stat().st_size for file in files)
    if shutil.disk_usage(data).free < needed:
        raise NoRoomForCopiesError(f"{needed // 1_000_000 + 1} MB")
    folder = data / FOLDER
    folder.mkdir(mode=OWNERS_FOLDER, exist_ok=True)
    for file in files:
        draft = folder / f"{file.name}.new"
        draft.unlink(missing_ok=True)
        copy(file, draft)
        draft.replace(folder / file.name)


def are_left(data: Path) -> bool:
    """Say whether a change of version was killed, perhaps after its end."""
    return (data / FOLDER).exists()


def remove(data: Path) -> None:
    shutil.rmtree(data / FOLDER, ignore_errors=True)
