"""Puts a checked backup in its place, so that the service cannot start on half of one."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from wellbeing.backup.making import CONTENT
from wellbeing.backup.manifest import Kind, Manifest
from wellbeing.backup.shelf import sync_folder
from wellbeing.backup.sqlite_copy import file_of
from wellbeing.backup.troubles import told_of
from wellbeing.installation import MARKER
from wellbeing.key_ring import KeyRing
from wellbeing.migrations import runner
from wellbeing.records import erasure_list
from wellbeing.records.erasure_list import Erased
from wellbeing.restoring.postgres import load
from wellbeing.restoring.settling import PutBack, settle
from wellbeing.settings import Settings

WORK = ".restoring"


@contextmanager
def work_folder(data: Path) -> Iterator[Path]:
    """Lend a folder on the disk where the data will lie; what an earlier restore left is removed."""
    with told_of(data):
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        data.chmod(0o700)
        folder = data / WORK
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(
    settings: Settings,
    copy: Settings,
    manifest: Manifest,
    now: datetime,
    listed: Sequence[Erased] = (),
) -> int:
    """Put everything where it belongs, the marker last; return how many windows never come out.

    Who is on the list of erasures is deleted again first, and the list comes to lie beside the data.

    Until the marker is there, no command takes the folder for an installation.
    """
    with told_of(settings.data):
        work = copy.data.parent
        erasure_list.write(copy.erasures, listed, KeyRing.read(settings.key_file).address)
        if manifest.database == "sqlite":
            lost = settle(replace(copy, scratch=False), PutBack.of(manifest), now, listed)
            _move_files(settings, copy)
        else:
            runner.upgrade_all(settings, manifest.schemas)
            load(settings, work)
            runner.upgrade_all(settings)
            # The copy's folder holds the marker, by which the witness knows whose it is.
            lost = settle(replace(settings, data=copy.data), PutBack.of(manifest), now, listed)
        own = copy.data / CONTENT
        if own.exists():
            shutil.copytree(own, settings.data / CONTENT)
        _move(copy.erasures, settings.erasures)
        _move(work / Kind.DATA / MARKER, settings.data / MARKER)
    return lost


def _move_files(settings: Settings, copy: Settings) -> None:
    pairs = (
        (copy.database_url, settings.database_url),
        (copy.keys_url, settings.keys_url),
        (copy.ledger_url, settings.ledger_url),
    )
    for source, to in pairs:
        with closing(sqlite3.connect(file_of(source))) as database:
            # What lies in a journal beside the file would not be moved with it.
            database.execute("PRAGMA journal_mode=DELETE")
        _move(file_of(source), file_of(to))


def _move(source: Path, to: Path) -> None:
    """Move a file for good; by a copy under another name where the place is on another disk."""
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.chmod(0o600)
    try:
        source.replace(to)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        draft = to.with_name(f"{to.name}.restoring")
        shutil.copyfile(source, draft)
        draft.chmod(0o600)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(to)
    sync_folder(to.parent)
