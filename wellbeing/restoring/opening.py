"""Chooses a backup, proves that it is whole and ours, and decrypts it into a folder of its own."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from wellbeing.backup.entries import unpack
from wellbeing.backup.manifest import NAME, Kind, Manifest, require_seal
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.backup.shelf import NAMED, Shelf, installation_of, moment_of
from wellbeing.backup.stream import About, opened
from wellbeing.backup.troubles import BackupError, DamagedBackupError, told_of
from wellbeing.database import sqlite_url
from wellbeing.installation import Installation
from wellbeing.key_ring import KeyRing
from wellbeing.settings import Settings


@dataclass(frozen=True)
class Chosen:
    """A backup, and the one whose key store goes with it: its own, or a newer one's."""

    shelf: Shelf
    manifest: Manifest
    with_keys: Manifest

    @property
    def installation(self) -> Installation:
        return Installation(self.manifest.installation, demo=self.manifest.demo)

    def owner_of(self, kind: Kind) -> Manifest:
        return self.with_keys if kind is Kind.KEYS else self.manifest


def choose(folder: Path, keys_folder: Path | None, name: str = "", keys_of: str = "") -> Chosen:
    """Return the backup of this name, or the newest one, with its key store or that of a newer one."""
    names = (path.parent.name for path in folder.glob(f"*/{NAME}"))
    found = sorted(one for one in names if NAMED.fullmatch(one))
    found.sort(key=moment_of)
    if not found:
        raise BackupError(f"{folder} holds no backup.")
    if not name and len({installation_of(one) for one in found}) > 1:
        raise BackupError(
            f"{folder} holds backups of several installations: name one with --backup. The newest "
            f"is {found[-1]}."
        )
    name = name or found[-1]
    for one in (name, keys_of or name):
        if one not in found:
            raise BackupError(f"{folder} holds no backup {one}.")
    shelf = Shelf(folder, keys_folder or folder, installation_of(name))
    manifest = shelf.manifest(name)
    with_keys = shelf.manifest(keys_of) if keys_of else manifest
    if with_keys.installation != manifest.installation or with_keys.made_at < manifest.made_at:
        raise BackupError(
            "The key store must be of the same installation, and not older than the data."
        )
    return Chosen(shelf, manifest, with_keys)


def require_whole(chosen: Chosen, ring: KeyRing) -> None:
    """Raise DamagedBackupError unless every file is the one that was written, and by us."""
    for manifest in (chosen.manifest, chosen.with_keys):
        require_seal(chosen.shelf.manifest_text(manifest.name), ring)
    with told_of(chosen.shelf.folder):
        for kind in Kind:
            manifest = chosen.owner_of(kind)
            path = chosen.shelf.file_of(manifest.name, kind)
            if not path.exists():
                raise DamagedBackupError(_missing(kind, path))
            held = manifest.files.get(kind)
            if held is None or path.stat().st_size != held.size or _sha256(path) != held.sha256:
                raise DamagedBackupError(
                    f"{path} is not as it was written: damaged, cut short, or of another backup. "
                    "Use another backup."
                )


def decrypt(chosen: Chosen, private: PrivateKey, work: Path) -> None:
    """Write everything in plain into a folder that is closed to others, one folder for each kind."""
    with told_of(work):
        for kind in Kind:
            manifest = chosen.owner_of(kind)
            about = About(kind, manifest.name, manifest.installation)
            (work / kind).mkdir(mode=0o700)
            with chosen.shelf.file_of(manifest.name, kind).open("rb") as file:
                unpack(opened(file, about, private), work / kind)


def staged(settings: Settings, work: Path) -> Settings:
    """Return settings of the decrypted copy: SQLite files in the work folder, the rest as given."""
    return replace(
        settings,
        data=work / Kind.DATA,
        database_url=sqlite_url(str(work / Kind.DATA / "main.db")),
        keys_url=sqlite_url(str(work / Kind.KEYS / "keys.db")),
        ledger_url=sqlite_url(str(work / Kind.LEDGER / "ledger.db")),
        scratch=True,
    )


def _missing(kind: Kind, path: Path) -> str:
    if kind is Kind.KEYS:
        return (
            f"{path} is missing. Key stores are kept for a shorter time: say where they are with "
            "--keys-from, or take that of a newer backup with --keys-of."
        )
    return f"{path} is missing. Use another backup."


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
