"""Keeps a copy of the list of erasures beside the backups: whoever puts one back must find it there."""

from datetime import date
from pathlib import Path

from wellbeing.backup.shelf import Shelf, moment_of
from wellbeing.backup.troubles import BackupError, DamagedBackupError
from wellbeing.records import erasure_list
from wellbeing.records.erasure_list import Erased, ErasureListError, Mark


def carry(file: Path, shelf: Shelf, mark: Mark) -> None:
    """Bring into the copy what it lacks; it is made even where nobody was deleted yet."""
    erasure_list.add_all(shelf.erasures, erasure_list.read(file, mark), mark)


def listed(file: Path, shelf: Shelf | None, mark: Mark) -> tuple[Erased, ...]:
    """Return what the list and its copy know."""
    beside = () if shelf is None else erasure_list.read(shelf.erasures, mark)
    return erasure_list.together(erasure_list.read(file, mark), beside)


def listed_beside(shelf: Shelf, other: Path | None, mark: Mark) -> tuple[Erased, ...]:
    """Return the list that goes with backups; raise BackupError where there is none."""
    file = other or shelf.erasures
    if not file.exists():
        raise BackupError(
            f"The list of erasures {file} is missing: without it people who had everything deleted "
            "would be back. Say where it is with --erasures FILE. If there is no copy of it any more, "
            "--erasures-lost goes on without it."
        )
    try:
        return erasure_list.read(file, mark)
    except ErasureListError as error:
        raise DamagedBackupError(str(error)) from error


def forget_before(day: date, file: Path, shelf: Shelf | None, mark: Mark) -> bool:
    """Take away entries that no backup needs any more; False when one may."""
    if shelf is not None and any(moment_of(name).date() <= day for name in shelf.names()):
        return False
    for each in (file, *(() if shelf is None else (shelf.erasures,))):
        erasure_list.forget_before(each, day, mark)
    return True
