"""Where backups lie: a folder for each, there whole or not at all, and gone when it is old."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wellbeing.backup.manifest import NAME, Kind, Manifest
from wellbeing.backup.troubles import AnotherRunsError, DamagedBackupError, TargetMissingError
from wellbeing.backup_settings import Backup

UNFINISHED = ".unfinished-"
# Where the plain copies lie for a moment: in the data folder, as closed as the databases themselves.
WORK, LOCK = ".backup", ".backup.lock"
LONGEST = timedelta(hours=12)
OWNER_ONLY, OWNERS_FOLDER = 0o600, 0o700
# To the millionth of a second: the newest of two made at once must be told by name, too.
WRITTEN_AS = "%Y%m%dT%H%M%S%fZ"
NAMED = re.compile(r"[^.].*-\d{8}T\d{12}Z-[0-9a-f]+")


@contextmanager
def work_folder(data: Path) -> Iterator[Path]:
    """Lend an empty folder to the only backup of this installation; what a killed one left is removed."""
    handle = os.open(data / LOCK, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnotherRunsError(
                "Another backup is being made. Wait until it has ended."
            ) from error
        folder = data / WORK
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=OWNERS_FOLDER)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(handle)


def hangs(data: Path, now: datetime) -> bool:
    """Say whether the backup that is being made began so long ago that nobody should rely on it."""
    try:
        begun = datetime.fromtimestamp((data / WORK).stat().st_mtime, UTC)
    except FileNotFoundError:
        return False
    return now - begun > LONGEST


class Shelf:
    """The folders of one installation's backups; that of the key stores may be another one."""

    def __init__(self, folder: Path, keys_folder: Path, installation: str) -> None:
        """Name both; they must be there already, since a disk that is not mounted looks like none."""
        self.folder, self.keys_folder, self._installation = folder, keys_folder, installation
        for place in (folder, keys_folder):
            if not place.is_dir():
                raise TargetMissingError(
                    f"The folder for backups {place} is missing. Mount its disk, or make it: "
                    f"mkdir -m 700 {place}"
                )

    @property
    def erasures(self) -> Path:
        """Where the copy of the list of erasures lies: one, beside all backups."""
        return self.folder / f"{self._installation}-erasures.jsonl"

    @property
    def _places(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys((self.keys_folder, self.folder)))

    def place_of(self, kind: Kind) -> Path:
        return self.keys_folder if kind is Kind.KEYS else self.folder

    def file_of(self, name: str, kind: Kind) -> Path:
        return self.place_of(kind) / name / kind.file

    def names(self) -> list[str]:
        """Return the names of all whole backups, the newest last."""
        found = self.folder.glob(f"{self._installation}-*/{NAME}")
        # A folder that somebody has renamed is theirs: it is neither counted nor removed.
        return sorted(path.parent.name for path in found if NAMED.fullmatch(path.parent.name))

    @contextmanager
    def unfinished(self, name: str) -> Iterator[None]:
        """Let a backup be written where nobody takes it for one; whatever goes wrong, nothing stays."""
        self.clear()
        try:
            for place in self._places:
                (place / f"{UNFINISHED}{name}").mkdir(mode=OWNERS_FOLDER)
            yield
        except BaseException:
            for place in self._places:
                shutil.rmtree(place / f"{UNFINISHED}{name}", ignore_errors=True)
            raise

    def draft_of(self, name: str, kind: Kind | None) -> Path:
        """Return where a file is written; without a kind that of the manifest."""
        if kind is None:
            return self.folder / f"{UNFINISHED}{name}" / NAME
        return self.place_of(kind) / f"{UNFINISHED}{name}" / kind.file

    def finish(self, name: str) -> None:
        """Make it a backup: the folder with the manifest comes last, for good."""
        for place in self._places:
            draft = place / f"{UNFINISHED}{name}"
            sync_folder(draft)
            draft.replace(place / name)
            sync_folder(place)

    def clear(self) -> None:
        """Remove what killed backups left behind."""
        for place in self._places:
            for left in place.glob(f"{UNFINISHED}{self._installation}-*"):
                shutil.rmtree(left)

    def prune(self, rules: Backup, now: datetime) -> None:
        """Remove what is too old or too much, key stores sooner; the newest backup always stays."""
        names = self.names()
        kept = set(names[-rules.most :])
        for name in names[:-1]:
            age = now - moment_of(name)
            if name not in kept or age > timedelta(days=rules.days):
                self._remove(name)
            elif age > timedelta(days=rules.keys_days):
                self._remove_keys(name)
        self._remove_keys_without_backup()

    def manifest_text(self, name: str) -> str:
        try:
            return (self.folder / name / NAME).read_text("utf-8")
        except (OSError, ValueError) as error:
            raise DamagedBackupError(
                f"The manifest of the backup {name} cannot be read."
            ) from error

    def manifest(self, name: str) -> Manifest:
        """Return what a backup says of itself; raise DamagedBackupError when it names another."""
        found = Manifest.parse(self.manifest_text(name))
        if found.name != name:
            raise DamagedBackupError(f"The manifest of the backup {name} is another one's.")
        return found

    def _remove(self, name: str) -> None:
        self._remove_keys(name)
        # First it stops being a backup, then its files go.
        hidden = self.folder / f"{UNFINISHED}{name}"
        (self.folder / name).replace(hidden)
        shutil.rmtree(hidden)

    def _remove_keys(self, name: str) -> None:
        self.file_of(name, Kind.KEYS).unlink(missing_ok=True)
        if self.keys_folder != self.folder:
            with suppress(FileNotFoundError):
                (self.keys_folder / name).rmdir()

    def _remove_keys_without_backup(self) -> None:
        whole = set(self.names())
        for path in self.keys_folder.glob(f"{self._installation}-*/{Kind.KEYS.file}"):
            name = path.parent.name
            if NAMED.fullmatch(name) and name not in whole:
                shutil.rmtree(path.parent)


def name_of(installation: str, now: datetime, apart: str) -> str:
    """Return a backup's name: those of one installation sort by their time."""
    return f"{installation}-{now.astimezone(UTC).strftime(WRITTEN_AS)}-{apart}"


def moment_of(name: str) -> datetime:
    """Return when a backup was made, by its name, which is like NAMED."""
    return datetime.strptime(name.split("-")[-2], WRITTEN_AS).replace(tzinfo=UTC)


def installation_of(name: str) -> str:
    return name.rsplit("-", 2)[0]


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
